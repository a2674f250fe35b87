"""Pages: what the dossier holds, as views (plain frozen values), and the Markdown that templates make of them."""
