"""Language packs: what the program knows of a language, as data that a linguist can correct."""
