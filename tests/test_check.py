"""What `dossier check` says."""

from builder import check
from builder.errors import Place, problem
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
    warning = problem("a", "author.unknown-file", name="a")
    error = problem(Place("b", 2), "yaml.key-twice", key="k")
    lines, status = check.report(dossier((warning, error)))
    assert lines[0] == (
        "ERREUR b, ligne 2 : Clé « k » attendue une seule fois, trouvée deux fois. Gardez-en une."
    )
    assert lines[1].startswith("AVERTISSEMENT a : ")
    assert lines[2] == "1 erreur, 1 avertissement, 0 doute."
    assert status == 1


def test_a_warning_or_a_doubt_is_no_failure():
    lines, status = check.report(
        dossier(
            (problem("a", "author.unknown-file", name="a"),),
            (Doubt("date", "a", Span(9, 17), "quel jour ?"),),
        )
    )
    assert lines[-1].startswith("La page « À vérifier »")
    assert lines[1] == "À VÉRIFIER a, « mercredi » : quel jour ?"
    assert status == 0


def test_a_name_cannot_write_to_the_terminal():
    found = problem("seeds/\x1b[31m\nx\u202e", "articles.empty")
    lines, _ = check.report(dossier((found,)))
    assert lines[0].startswith("ERREUR seeds/⟨U+001B⟩[31m x⟨U+202E⟩ : Texte attendu")
