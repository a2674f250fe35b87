"""What `dossier check` says."""

from builder import check
from builder.errors import Problem, Severity
from builder.model.article import Article, Basis, Published, Span
from builder.model.dossier import Annotated, Dossier, Doubt

ARTICLE = Annotated(
    Article("a", "Il vient mercredi.", (), Published(None, Basis.UNKNOWN)),
    (),
    (),
    (),
    (),
    (),
)


def dossier(problems=(), doubts=()):
    return Dossier(
        "T", "", "fr", (ARTICLE,), {}, {}, (), problems=problems, doubts=doubts
    )


def test_nothing_to_say():
    assert check.report(dossier()) == (["0 erreur, 0 avertissement, 0 doute."], 0)


def test_errors_come_first_and_make_the_status():
    warning, error = Problem("a", "w", "", Severity.WARNING), Problem("b", "e", "h")
    lines, status = check.report(dossier((warning, error)))
    assert lines == [
        "erreur : b : e → h",
        "avertissement : a : w",
        "1 erreur, 1 avertissement, 0 doute.",
    ]
    assert status == 1


def test_a_warning_or_a_doubt_is_no_failure():
    lines, status = check.report(
        dossier(
            (Problem("a", "w", "", Severity.WARNING),),
            (Doubt("date", "a", Span(9, 17), "quel jour ?"),),
        )
    )
    assert lines[1] == "à vérifier : a, « mercredi » : quel jour ?"
    assert status == 0


def test_a_name_cannot_write_to_the_terminal():
    lines, _ = check.report(dossier((Problem("seeds/\x1b[31m\nx\u202e", "e"),)))
    assert lines[0] == "erreur : seeds/⟨U+001B⟩[31m x⟨U+202E⟩ : e"
