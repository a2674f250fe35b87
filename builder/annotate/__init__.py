"""The stages of the line: each a function from values to new values. They meet in `pipeline.py` only."""
