"""Untrusted text has one way out: nothing but `text.escape` and the templates writes markup."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "builder"
TEMPLATES = sorted((HOUSE / "pages" / "templates").glob("*.j2"))
MARKUP = re.compile(
    r"<[a-zA-Z/!][^<]*>|</|\]\(|=\s*[\"']$|=\s*[\"'][<>/]|<!--|\A([-*>|]|#+) |\A```"
)

# Who may put values into markup, and why.
DOORS = {
    "pages/svg.py": "the one element of SVG: escapes every attribute and text itself",
    "mkdocs_hook.py": "puts its own constants and hashes into finished pages",
    "export/feed.py": "an XML declaration before what ElementTree wrote",
    "text/escape.py": "the way out",
}
PATTERNS = re.compile(r"\(\?[:P<!=]|\\[swdb(]")
"""A regular expression may hold what looks like a tag."""

# What comes from articles and from the author goes by these names in the views.
TEXTS = [
    "title",
    "name",
    "text",
    "words",
    "what",
    "why",
    "where",
    "hint",
    "reason",
    "outlet",
    "author",
    "line",
    "before",
    "after",
    "wording",
    "surface",
    "yaml",
    "summary",
    "cite",
]
TEXT = re.compile(rf"(\w+\.)*({'|'.join(TEXTS)})( or .*)?")
TRUSTED = {
    ("index.md.j2", "view.description"),
    ("_faits.md.j2", "name"),
    ("_faits.md.j2", 'words or "affirmé"'),
}
"""The author's own Markdown, and words that are the templates' own."""


def interpolated(path: Path) -> list[str]:
    """What is put into strings that look like markup."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        fixed = "\x00".join(
            str(v.value) for v in node.values if isinstance(v, ast.Constant)
        )
        if MARKUP.search(fixed) and not PATTERNS.search(fixed):
            found += [
                ast.unparse(v.value)
                for v in node.values
                if isinstance(v, ast.FormattedValue)
            ]
    return found


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("*.py")), ids=lambda p: p.relative_to(HOUSE).as_posix()
)
def test_no_module_puts_values_into_markup(path):
    name = path.relative_to(HOUSE).as_posix()
    assert name in DOORS or not interpolated(path)


def test_the_guard_sees_what_it_guards_against(tmp_path):
    for bad in (
        'f"<b>{x}</b>"',
        'f"[{x}](y.md)"',
        'f"- {x}"',
        "f'<a href=\"{x}\">'",
        'f"# {x}"',
        'f"| {x} |"',
    ):
        (tmp_path / "m.py").write_text(bad, "utf-8")
        assert interpolated(tmp_path / "m.py") == ["x"], bad


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_a_template_escapes_every_text(path):
    printed = re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", path.read_text("utf-8"), re.DOTALL)
    assert [
        p
        for p in printed
        if TEXT.fullmatch(" ".join(p.split())) and (path.name, p) not in TRUSTED
    ] == []
    assert "safe" not in re.findall(r"\|\s*(\w+)", path.read_text("utf-8"))


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("*.py")), ids=lambda p: p.relative_to(HOUSE).as_posix()
)
def test_csv_and_xml_are_written_by_libraries(path):
    source = path.read_text("utf-8")
    if "csv.writer" in source:
        assert "csv_cell" in source
    assert not re.search(
        r"\beval\(|\bexec\(|pickle|shell=True|yaml\.load\((?!.*Loader)|minidom|\bMarkup\(",
        source,
    )
