"""The commands keep their contracts: one line in, one line out; exit codes; nothing but problems on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from builder.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from builder.annotator import Annotator

TEXT = "Selon CNN, M. Macron a reçu mardi le chancelier allemand à Paris. « Tout va bien », a déclaré Emmanuel Macron."


def ask(annotator: Annotator, **asked: object) -> Mapping[str, object]:
    return annotator.answer(
        json.dumps(
            {"id": "a", "text": TEXT, "published": "2025-07-04", **asked}
        ).encode()
    )


def test_an_answer_has_the_four_lists_and_the_id(annotator: Annotator) -> None:
    assert list(ask(annotator)) == ["id", "mentions", "times", "quotes", "events"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "mentions",
            {
                "start",
                "end",
                "text",
                "type",
                "kind",
                "entities",
                "names",
                "status",
                "rule",
            },
        ),
        ("times", {"start", "end", "text", "type", "value", "basis"}),
        ("quotes", {"start", "end", "speakers", "kind"}),
        ("events", {"id", "date", "sentence", "kind", "modality"}),
    ],
)
def test_every_fact_has_its_keys(
    annotator: Annotator, name: str, keys: set[str]
) -> None:
    facts = ask(annotator)[name]
    assert facts
    assert all(keys <= set(fact) for fact in facts)


def test_offsets_are_those_of_the_text_as_given(annotator: Annotator) -> None:
    answer = ask(annotator)
    facts = [*answer["mentions"], *answer["times"]]
    assert facts
    assert all(TEXT[f["start"] : f["end"]] == f["text"] for f in facts)


def test_a_quotation_is_without_its_marks_and_has_its_speaker(
    annotator: Annotator,
) -> None:
    quotes = ask(annotator)["quotes"]
    (quote,) = (each for each in quotes if each["kind"] != "indirect")
    assert (TEXT[quote["start"] : quote["end"]], quote["speakers"]) == (
        "Tout va bien",
        ["Emmanuel Macron"],
    )


def test_an_office_is_held_at_the_date_of_the_article(annotator: Annotator) -> None:
    held = [
        [
            m["names"]
            for m in ask(annotator, published=day)["mentions"]
            if m["text"] == "chancelier allemand"
        ]
        for day in ("2025-07-04", "2024-07-04")
    ]
    assert held == [[["Friedrich Merz"]], [["Olaf Scholz"]]]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"published": "2025-02-30"}, "2025-02-30"),
        ({"published": "hier"}, "hier"),
        ({"published": 2025}, "published"),
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": "é" * 1_000_001}, "2000000 octets"),
        ({"language": "xx"}, "xx"),
    ],
)
def test_a_bad_line_gets_an_error_in_its_place(
    annotator: Annotator, asked: dict[str, object], word: str
) -> None:
    answer = ask(annotator, **asked)
    assert set(answer) == {"id", "error"}
    assert word in answer["error"]


@pytest.mark.parametrize("line", [b"{", b"[]", b"\xff", b"null", b"[" * 100_000])
def test_a_line_that_is_no_object_gets_an_error(
    annotator: Annotator, line: bytes
) -> None:
    assert set(annotator.answer(line)) == {"id", "error"}


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Plus", "\ud800", "« ", "a" * 10_000]
)
def test_a_text_without_facts_is_no_error(annotator: Annotator, text: str) -> None:
    assert "error" not in ask(annotator, text=text)


def test_every_line_is_answered_at_once_and_the_exit_status_tells_of_the_bad_one() -> (
    None
):
    with subprocess.Popen(
        [sys.executable, "-m", "builder", "annotate"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        for line, key in (
            ('{"id": 1, "text": "Un."}', "mentions"),
            ("{", "error"),
            ('{"id": 3, "text": ""}', "times"),
        ):
            run.stdin.write(line + "\n")
            run.stdin.flush()
            assert key in json.loads(run.stdout.readline())
        run.stdin.close()
        assert run.wait(timeout=60) == 1


def test_a_new_dossier_builds_and_has_no_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mon dossier"
    assert main(["new", str(folder)]) == 0
    assert main(["build", "--root", str(folder)]) == 0
    assert "0 article" in capsys.readouterr().out
    site = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert site.returncode == 0, site.stdout + site.stderr


def test_a_new_dossier_never_overwrites_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("à moi")
    assert main(["new", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_broken_dossier_is_told_in_full_and_builds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Un texte.")
    (tmp_path / "seeds" / "dossier.yml").write_text(
        "titel: x\narticles: {b: {}, a: {published: 2025-02-30}}\n"
    )
    assert main(["build", "--root", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert all(word in told for word in ("titel", "2025-02-30", "dossier.yml"))
    assert not (tmp_path / "docs").exists()


def test_a_refused_article_is_named_and_the_others_are_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Un texte.")
    (tmp_path / "seeds" / "b.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "seeds" / "c.txt").symlink_to(tmp_path / "seeds" / "a.txt")
    assert main(["build", "--root", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "b.txt" in told.err
    assert "c.txt" in told.err
    assert (tmp_path / "docs" / "articles" / "a.md").is_file()
    assert main(["build", "--strict", "--root", str(tmp_path)]) == 1


def test_no_title_says_a_day_that_only_its_article_knows(annotator: Annotator) -> None:
    text = (
        "Deux journalistes arrêtés hier à Bujumbura\n\n"
        "Deux journalistes ont été arrêtés hier à Bujumbura."
    )
    titles = {event["title"] for event in ask(annotator, text=text)["events"]}
    assert titles == {"Deux journalistes ont été arrêtés à Bujumbura"}


@pytest.mark.parametrize(
    "arguments",
    [[], ["buil"], ["build", "--stict"], ["new"], ["build", "--workers", "x"]],
)
def test_a_wrong_call_is_told_in_french(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("ERREUR : « dossier")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["annotate"], ["new"]])
def test_help_is_french(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("usage : dossier")
    assert "montrer cette aide" in told
    assert "show this help" not in told


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_wrong_folder_is_no_empty_dossier(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--root", str(tmp_path / "nulle-part")]) == 1
    assert "--root" in capsys.readouterr().err
    assert not (tmp_path / "nulle-part").exists()


def test_a_terminal_of_another_encoding_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "dossier.yml").write_text("Кремль → 🙂: é\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "builder", "check", "--root", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert "Clé connue attendue, « ?????? ? ? » trouvée" in run.stderr.decode("cp1252")
