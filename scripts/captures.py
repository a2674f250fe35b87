"""Pictures of the bundled dossier for the README and the guide, taken with a real Chromium from the built site.

make site && .venv/bin/python scripts/captures.py
"""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
README = ".github/captures"
GUIDE = "docs/guide"
ARTICLE = "articles/002_8203fcc26b8d55c1/"
SHOTS = (  # file, address, width, height, scheme
    (f"{README}/article-clair.png", ARTICLE, 1280, 800, "light"),
    (f"{README}/chronologie-clair.png", "chronologie/", 1280, 800, "light"),
    (f"{README}/article-sombre-telephone.png", "articles/004_2ebc1dfd62354d57/", 390, 780, "dark"),
    (f"{GUIDE}/accueil.png", "", 1024, 640, "light"),
    (f"{GUIDE}/article.png", ARTICLE, 1024, 640, "light"),
    (f"{GUIDE}/a-verifier.png", "a-verifier/", 1024, 640, "light"),
)  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve `site/` on this machine, take the pictures, stop."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(ROOT / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for file, address, width, height, scheme in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
            page.wait_for_timeout(500)  # fonts and switches have their place
            page.screenshot(path=ROOT / file)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
