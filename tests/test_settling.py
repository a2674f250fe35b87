"""`dossier check --fix`: questions one by one, answers into the author's file, every byte of which stays; all can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder import project, settling
from builder.cli import main
from builder.errors import DossierError
from builder.options import How

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builder.project import Built

WRITTEN = "# Mes décisions\n- article: b   # celle-ci\n  published: 2024-05\n"
TEXTS = {
    "a.txt": "Le conseil se réunira le 12 avril 2031.",
    "b.txt": "Le maire a dit oui mercredi. Il viendra.",
}


def laid(root: Path) -> Path:
    (root / "seeds").mkdir()
    for name, text in TEXTS.items():
        (root / "seeds" / name).write_text(text, "utf-8")
    written(root).write_text(WRITTEN, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What is asked about, before anything is answered."""
    return project.gather(laid(tmp_path_factory.mktemp("settling")), How(keep=False))


@pytest.fixture
def answered(
    root: Path, known: Built, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """The author's file after some answers; whoever has no more of them presses Ctrl-D."""

    def answer(*answers: str) -> str:
        left = iter(answers)

        def typed(_: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", typed)
        monkeypatch.setattr(project, "gather", lambda _: known)
        assert main(["check", "--fix", "--root", str(root)]) == 0
        monkeypatch.undo()
        return written(root).read_text("utf-8")

    return answer


def written(root: Path) -> Path:
    return root / "seeds" / "corrections.yml"


def test_the_date_of_an_article_is_asked_first_with_what_its_text_tells(known):
    first = next(settling.questions(known.dossier))
    assert first.what == "La date de l’article est inconnue."
    labels = [choice.label for choice in first.choices]
    assert labels == [
        "l’article date de : 2031-04-12",
        "nul ne le sait : ne plus le demander",
    ]


def test_the_words_in_question_are_shown_where_they_stand(known):
    shown = [question.sentences for question in settling.questions(known.dossier)]
    assert ("…Le maire a dit oui [mercredi]. Il viendra.…",) in shown


@pytest.mark.parametrize(
    ("answers", "added"),
    [
        ([], ""),
        (["q"], ""),
        (["", "q"], ""),
        (["1"], '- article: "a"\n  published: "2031-04-12"\n'),
        (["2"], '- article: "a"\n  published: unknown\n'),
        (["2031-04"], '- article: "a"\n  published: "2031-04"\n'),
        (["9"], ""),
        (["hier"], ""),
        (["hier", "1"], '- article: "a"\n  published: "2031-04-12"\n'),
        (["1", "r"], ""),
        (["1", "r", "2"], '- article: "a"\n  published: unknown\n'),
        (["r"], ""),
    ],
)
def test_an_answer_is_an_entry_after_all_others(answered, answers, added):
    assert answered(*answers) == WRITTEN + added


def test_what_is_answered_is_not_asked_again(root, known, answered):
    answered("1", "1")
    left = project.gather(root, How(keep=False)).dossier.doubts
    assert len(left) == len(known.dossier.doubts) - 2


@pytest.mark.parametrize("number", ["0", "9", "12"])
@pytest.mark.parametrize("decision", ["type: LOC", "entity: brest", "speaker: [brest]"])
def test_a_number_that_no_answer_has_is_no_name(known, decision, number):
    entry = f'- article: "b"\n  quote: "maire"\n  {decision}\n'
    asked = settling.Question("b", "?", (), (settling.Choice("", entry),))
    assert settling.otherwise(asked, number, known.dossier) == ""
    assert settling.otherwise(asked, "ORG", known.dossier)


def test_a_number_of_any_length_is_asked_about_again(answered):
    assert answered("1" * 5000) == WRITTEN


def test_a_session_is_undone_and_done_again(root, answered, capsys):
    after = answered("1", "1")
    capsys.readouterr()
    for expected, said in (
        (WRITTEN, "comme avant"),
        (after, "de nouveau"),
        (WRITTEN, "comme avant"),
    ):
        assert main(["check", "--undo", "--root", str(root)]) == 0
        assert written(root).read_text("utf-8") == expected
        assert said in capsys.readouterr().out


def test_what_somebody_changed_since_is_not_undone(root, answered, capsys):
    answered("1")
    with written(root).open("a", encoding="utf-8") as file:
        file.write("# une remarque\n")
    assert main(["check", "--undo", "--root", str(root)]) == 1
    assert "dossier check --fix" in capsys.readouterr().err
    assert written(root).read_text("utf-8").endswith("# une remarque\n")


def test_without_a_session_there_is_nothing_to_undo(root, capsys):
    assert main(["check", "--undo", "--root", str(root)]) == 1
    assert "rien à reprendre" in capsys.readouterr().err


def test_line_ends_stay_as_the_file_has_them(root):
    written(root).write_bytes(b"# un\r\n")
    assert settling.Decisions(root).add("- {article: a, published: 2025}\n") == ()
    assert written(root).read_bytes() == b"# un\r\n- {article: a, published: 2025}\r\n"


def test_a_file_without_a_last_line_end_gets_one(root):
    written(root).write_bytes(b"# un")
    assert settling.Decisions(root).add("- {article: a, published: 2025}\n") == ()
    assert written(root).read_bytes() == b"# un\n- {article: a, published: 2025}\n"


def test_a_missing_file_is_made(root):
    written(root).unlink()
    assert settling.Decisions(root).add("- {article: a, published: 2025}\n") == ()
    assert written(root).is_file()


def test_a_file_that_cannot_take_an_entry_stays_as_it_is(root):
    written(root).write_text("[]\n", "utf-8")
    assert settling.Decisions(root).add("- {article: a, published: 2025}\n")
    assert written(root).read_text("utf-8") == "[]\n"


def test_a_file_of_another_encoding_is_not_added_to(root):
    raw = "# d\xe9cisions\n".encode("cp1252")
    written(root).write_bytes(raw)
    with pytest.raises(DossierError):
        settling.Decisions(root).add("- {article: a, published: 2025}\n")
    assert written(root).read_bytes() == raw
