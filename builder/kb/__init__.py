"""The knowledge base: states, institutions, people and offices in time, as data."""
