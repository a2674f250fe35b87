"""The data that ships with the program is read where PyYAML lacks libyaml, too."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
import yaml

from builder.lang.pack import language_pack
from builder.lang.schema import Words

HOUSE = Path(__file__).parents[1] / "builder"
FILES = sorted([*HOUSE.glob("lang/**/*.yml"), *HOUSE.glob("kb/**/*.yml")])


def test_there_are_data_files() -> None:
    assert {path.parts[len(HOUSE.parts)] for path in FILES} == {"lang", "kb"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_both_loaders_read_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    with_libyaml = yaml.load(text, Loader=yaml.CSafeLoader)
    assert yaml.load(text, Loader=yaml.SafeLoader) == with_libyaml


def _repeated(node: yaml.Node) -> list[str]:
    """Keys that a mapping, or one inside of it, has twice: the last one would win without a word."""
    if isinstance(node, yaml.SequenceNode):
        return [key for inner in node.value for key in _repeated(inner)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    found = [key for key in keys if keys.count(key) > 1]
    return found + [key for _, inner in node.value for key in _repeated(inner)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_no_key_stands_twice(path: Path) -> None:
    root = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert root is not None
    assert not _repeated(root)


def schemas() -> list[type[Words]]:
    """Every schema of a file of words, of all modules that hold some."""
    modules = [path.stem for path in sorted(HOUSE.glob("lang/*.py"))]
    for name in modules:
        import_module(f"builder.lang.{name}")
    return sorted(Words.__subclasses__(), key=lambda kind: kind.FILE)


def test_every_file_of_words_is_typed() -> None:
    files = {path.stem for path in HOUSE.glob("lang/fr/*.yml")}
    assert {kind.FILE for kind in schemas()} == files


@pytest.mark.parametrize("kind", schemas(), ids=lambda kind: kind.__name__)
def test_every_schema_reads_its_file(kind: type[Words]) -> None:
    assert language_pack("fr").words(kind).FILE == kind.FILE
