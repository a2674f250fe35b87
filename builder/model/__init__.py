"""The nouns of the project: frozen values, no behaviour beyond questions about themselves."""
