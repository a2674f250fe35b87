"""Untrusted text has one way out: nothing but `text.escape` and the templates writes markup."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "builder"
MODULES = {p.relative_to(HOUSE).as_posix(): p for p in sorted(HOUSE.rglob("*.py"))}
TEMPLATES = sorted((HOUSE / "pages" / "templates").glob("*.j2"))
MARKUP = re.compile(
    r"<[a-zA-Z/!][^<]*>|</|\]\(|=\s*[\"']$|=\s*[\"'][<>/]|<!--|\A([-*>|]|#+) |\A```"
)

PRINTED = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
UNSAFE = re.compile(
    r"\beval\(|\bexec\(|pickle\.loads?\b|Unpickler|from pickle|shell=True|yaml\.load\((?!.*Loader)|minidom|\bMarkup\("
)

# Who may put values into markup, and why.
DOORS = {
    "pages/svg.py": "the one element of SVG: escapes every attribute and text itself",
    "mkdocs_hook.py": "puts its own constants and hashes into finished pages",
    "export/documents.py": "an XML declaration before what ElementTree wrote",
    "text/escape.py": "the way out",
    "imports/found.py": "a heading of a text for `seeds/`, which every page escapes",
    "imports/seed.py": "the title of such a text",
    "corpus/review/lines.py": "lines of YAML to copy: ids, and texts through `yaml_scalar`",
    "returned/entries.py": "the same, of what comes back",
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


def test_no_module_puts_values_into_markup():
    found = {name: interpolated(p) for name, p in MODULES.items() if name not in DOORS}
    assert not {name: values for name, values in found.items() if values}


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


def test_a_template_escapes_every_text():
    assert TEMPLATES
    found = []
    for path in TEMPLATES:
        for printed in PRINTED.findall(path.read_text("utf-8")):
            is_text = TEXT.fullmatch(" ".join(printed.split()))
            if is_text and (path.name, printed) not in TRUSTED:
                found.append((path.name, printed))
    assert not found


def test_no_template_takes_a_text_for_safe():
    sources = {path.name: path.read_text("utf-8") for path in TEMPLATES}
    assert not [n for n, source in sources.items() if re.search(r"\|\s*safe\b", source)]


def test_a_table_is_written_cell_by_cell_through_the_one_escape():
    writers = {n for n, p in MODULES.items() if "csv.writer" in p.read_text("utf-8")}
    assert writers
    assert not [n for n in writers if "csv_cell" not in MODULES[n].read_text("utf-8")]


def test_no_module_runs_or_builds_code_or_markup_from_text():
    found = {n: UNSAFE.findall(p.read_text("utf-8")) for n, p in MODULES.items()}
    assert not {name: calls for name, calls in found.items() if calls}
