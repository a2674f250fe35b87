"""Letters for the pictures of shared links: draws each in Chromium once, as shades of a pixel.

.venv/bin/python scripts/derive_letters.py, on a machine with Chromium and the DejaVu fonts; `builder/export/data/README.md`
says what the file holds.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

TO = Path(__file__).parents[1] / "builder" / "export" / "data" / "letters.json.gz"
STYLES = {
    "title": ("700 58px 'DejaVu Serif'", 58),
    "small": ("400 27px 'DejaVu Sans'", 27),
}
PUNCTUATION = "‘’‚“”„‹›–—…•€№−′″"
CHARACTERS = [
    *map(chr, range(0x21, 0x7F)),
    *map(chr, range(0xA1, 0x180)),
    *"ȘșȚț",
    *PUNCTUATION,
]
DRAW = """
([font, size, characters]) => {
  const canvas = document.createElement("canvas");
  const [width, height, left, base] = [size * 3, size * 2, size, Math.round(size * 1.4)];
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const letters = {};
  for (const character of characters) {
    pen.clearRect(0, 0, width, height);
    pen.font = font;
    pen.fillText(character, left, base);
    const { data } = pen.getImageData(0, 0, width, height);
    const shade = (x, y) => Math.round(data[(y * width + x) * 4 + 3] / 17);
    let [x0, x1, y0, y1] = [width, -1, height, -1];
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (shade(x, y)) {
      x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y);
    }
    let shades = "";
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) shades += shade(x, y).toString(16);
    const advance = Math.round(pen.measureText(character).width);
    letters[character] = shades ? [advance, x0 - left, y0 - base, x1 - x0 + 1, shades] : [advance, 0, 0, 0, ""];
  }
  letters[" "] = [Math.round(pen.measureText(" ").width), 0, 0, 0, ""];
  return letters;
}
"""


def main() -> None:
    """Draw all letters of all styles and write the file."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        styles = {
            name: page.evaluate(DRAW, [font, size, CHARACTERS])
            for name, (font, size) in STYLES.items()
        }
        browser.close()
    TO.parent.mkdir(exist_ok=True)
    text = json.dumps(styles, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    TO.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
