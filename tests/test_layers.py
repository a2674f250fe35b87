"""The house keeps its layers: who may import whom, who may touch spaCy, Jinja2, MkDocs and the disk, and how long things are."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "builder"
MODULES = sorted(HOUSE.rglob("*.py"))

# Low to high. A module without a layer is an error.
LAYERS = [
    {"errors"},
    {"model"},
    {"text"},
    {"lang", "kb", "config"},
    {"syntax"},
    {"discourse"},
    {"ingest", "annotate", "corrections"},
    {"corpus"},
    {"pages", "export"},
    {"write", "cache"},
    {"pipeline"},
    {"project", "annotator"},
    {"cli", "mkdocs_hook"},
    {"__main__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

# Who alone may import what.
DOORS = {
    "mkdocs": {"mkdocs_hook"},
    "jinja2": {"pages.render", "mkdocs_hook"},  # MkDocs hands its environment to a hook
    "spacy": {"syntax"},
    "subprocess": set(),
    "socket": set(),
    "random": set(),
    "urllib.request": set(),
    "datetime.datetime": set(),
    "time": {"write"},  # waits for another build to end
}
# Who may read or write files.
DISK = {"project", "config", "write", "cache", "mkdocs_hook"}

CODE_LINES = 13_600  # the plan said 5,000: see "Five thousand lines were not enough" in DECISIONS.md; to grow is a decision
MODULE_LINES = 450
FUNCTION_LINES = 60
MEDIAN_LINES = 15


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def room_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def functions(path: Path) -> list[ast.FunctionDef]:
    return [
        n
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.FunctionDef)
    ]


def body_lines(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (
        function.end_lineno
        - function.lineno
        + 1
        - (first.end_lineno - first.lineno + 1 if docstring else 0)
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_lower_layers_or_its_own_room(path: Path) -> None:
    name = name_of(path)
    if not name:
        return
    for imported in imports(path):
        if not imported.startswith("builder."):
            continue
        other = imported.removeprefix("builder.")
        same_room = room_of(other) == room_of(name)
        assert same_room or RANK[room_of(other)] < RANK[room_of(name)], (
            f"{name} imports {imported}"
        )
        if (
            same_room
            and room_of(name) == "annotate"
            and other.split(".")[1:]
            and name.split(".")[1:]
        ):
            assert other.split(".")[1] == name.split(".")[1], (
                f"stage {name} imports stage {imported}"
            )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_comes_in_by_its_own_door(path: Path) -> None:
    name = name_of(path)
    for imported in imports(path):
        for library, rooms in DOORS.items():
            if imported == library or imported.startswith(f"{library}."):
                assert any(name == r or name.startswith(f"{r}.") for r in rooms), (
                    f"{name} imports {imported}"
                )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_ends_of_the_line_touch_the_disk(path: Path) -> None:
    name = name_of(path)
    calls = {
        n.func.attr if isinstance(n.func, ast.Attribute) else n.func.id
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, (ast.Attribute, ast.Name))
    }
    touches = calls & {
        "write_text",
        "write_bytes",
        "unlink",
        "mkdir",
        "rmtree",
        "replace_file",
        "iterdir",
        "rglob",
    }
    assert not touches or room_of(name) in DISK, f"{name} calls {touches}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        n
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call)
    ]
    assert name_of(path) == "cli" or not any(
        isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_and_its_functions_fit_on_a_screen(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MODULE_LINES
    assert not [f.name for f in functions(path) if body_lines(f) > FUNCTION_LINES]


def test_the_median_function_is_short() -> None:
    assert (
        statistics.median(body_lines(f) for path in MODULES for f in functions(path))
        < MEDIAN_LINES
    )
