"""Commands of the README that build whole sites: run once, where what they build is looked at."""

PUBLISHED = "https://exemple.fr/dossier/"
SITE = f"SITE_URL={PUBLISHED} .venv/bin/mkdocs build --strict"
DISK = ".venv/bin/mkdocs build -f mkdocs.disque.yml"
