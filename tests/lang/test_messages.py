"""Every sentence that the program says is used, gets all that it has places for, and says what to do."""

from __future__ import annotations

import ast
import errno
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.config.checked import EXPECTED
from builder.errors import REFUSALS, WARNINGS, Severity, problem, refusal
from builder.imports import COLUMNS, FORMATS
from builder.lang.messages import told
from builder.lang.pack import language_pack
from builder.lang.schema import places_of
from builder.lang.schema_messages import Messages, Report
from builder.settling import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).parents[2] / "builder"
TREES = {
    path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(HOUSE.rglob("*.py"))
}
WORDS = language_pack("fr").words(Messages)
BY_GROUP = {"review", "reading", "counts"}
"""Groups whose sentences are asked for by name, not by code; `counts` has two of each."""

FROM_TABLES = {
    *(f"expected.{kind}" for kind in (*EXPECTED, "empty", "other")),
    *(f"system.{name}" for name in (*REFUSALS.values(), "other")),
    *(f"remedies.{name}" for name in (*REFUSALS.values(), "other")),
    *(f"settling.{decision}" for decision in DECISIONS),
    *(f"severities.{severity}" for severity in Severity),
    *(f"kinds.{known.code}" for known in FORMATS),
    *(f"fields.{name}" for name in COLUMNS),
}


def sentences() -> dict[str, tuple[str, ...]]:
    """Every message by its code, with all that is said by it."""
    found = {}
    for group in set(Messages.model_fields) - BY_GROUP:
        for name, said in getattr(WORDS, group).items():
            code = f"{group}.{name}"
            found[code] = (
                (said.what, said.hint) if isinstance(said, Report) else (said,)
            )
    return found


SENTENCES = sentences()
PROBLEMS = {code: said for code, said in SENTENCES.items() if len(said) > 1}


def wanted(code: str) -> set[str]:
    places: set[str] = set()
    for sentence in SENTENCES[code]:
        places |= places_of(sentence)
    return places


def codes() -> Iterator[tuple[str, str]]:
    """Every string in the code that is a code, and the module it stands in."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in SENTENCES:
                yield name, node.value


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every call that names a code, with the names of what it gives."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or any(
                k.arg is None for k in node.keywords
            ):
                continue
            for given in node.args:
                if isinstance(given, ast.Constant) and given.value in SENTENCES:
                    function = ast.unparse(node.func).rpartition(".")[2]
                    names = {keyword.arg for keyword in node.keywords}
                    if function == "refusal":
                        names |= {"reason", "advice"}
                    yield f"{name}:{node.lineno}", given.value, names


def test_each_sentence_is_used() -> None:
    used = {code for _, code in codes()} | FROM_TABLES
    assert not sorted(set(SENTENCES) - used)


def test_each_group_asked_by_name_is_used_whole() -> None:
    asked = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    for group in sorted(BY_GROUP):
        assert set(getattr(WORDS, group)) - asked <= {
            "no-source"  # by its code, in the feed
        }, group


def test_each_call_gives_what_its_sentence_has_places_for() -> None:
    found = [
        f"{where} {code}: gives {sorted(names)}, wanted {sorted(wanted(code))}"
        for where, code, names in calls()
        if names != wanted(code)
    ]
    assert not found


def test_calls_are_found() -> None:
    assert len(list(calls())) > 60


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_problem_says_what_was_expected_what_was_found_and_what_to_do(
    code: str,
) -> None:
    what, hint = PROBLEMS[code]
    assert re.search("[Aa]ttendu|Attendu", what)
    assert hint


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_typeset_as_french_is(code: str) -> None:
    for said in SENTENCES[code]:
        assert "'" not in said
        assert not re.search(r"\S[;!?»](\s|$)|«\S|[^ /p]:(\s|$)", said)
        assert "..." not in said


def test_the_severities_are_those_of_codes_that_there_are() -> None:
    assert set(PROBLEMS) > WARNINGS


def test_reasons_of_the_system_and_what_to_do_about_them_go_together() -> None:
    assert set(WORDS.system) == set(WORDS.remedies)


def test_what_the_system_refuses_is_told_in_french() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert str(told(refusal("docs/a.md", "writing.refused", full))) == (
        "ERREUR docs/a.md : Écriture attendue, impossible (le disque est plein). "
        "Libérez de la place, puis relancez."
    )


def test_a_value_of_a_million_letters_is_cut() -> None:
    found = told(problem("a", "yaml.key-twice", key="a" * 1_000_000))
    assert len(found.what) < 400
