"""What `dossier check` says."""

import pytest

from builder.corrections import unknown_ids
from builder.errors import Problem, Severity
from builder.model.article import Article, Basis, Published, Span
from builder.model.correction import Correction, Corrections
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
    assert unknown_ids.report(dossier()) == (["0 erreur, 0 avertissement, 0 doute."], 0)


def test_errors_come_first_and_make_the_status():
    warning, error = Problem("a", "w", "", Severity.WARNING), Problem("b", "e", "h")
    lines, status = unknown_ids.report(dossier((warning, error)))
    assert lines == [
        "erreur : b : e → h",
        "avertissement : a : w",
        "1 erreur, 1 avertissement, 0 doute.",
    ]
    assert status == 1


def test_a_warning_or_a_doubt_is_no_failure():
    lines, status = unknown_ids.report(
        dossier(
            (Problem("a", "w", "", Severity.WARNING),),
            (Doubt("date", "a", Span(9, 17), "quel jour ?"),),
        )
    )
    assert lines[1] == "à vérifier : a, « mercredi » : quel jour ?"
    assert status == 0


def test_a_name_cannot_write_to_the_terminal():
    lines, _ = unknown_ids.report(dossier((Problem("seeds/\x1b[31m\nx\u202e", "e"),)))
    assert lines[0] == "erreur : seeds/⟨U+001B⟩[31m x⟨U+202E⟩ : e"


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (Correction("k", "a", "q", entity="friedrich-mertz"), "friedrich-merz"),
        (Correction("k", "a", "q", speaker=("kiev", "mosco")), "moscou"),
        (Correction("k", "a", "q", kind="meetin"), "meeting"),
        (Correction("k", "a", "q", entity="zzz"), "entities.yml"),
    ],
)
def test_an_id_that_nobody_knows_is_told_with_the_nearest(correction, words):
    (problem,) = unknown_ids.strangers(
        Corrections((correction,)),
        {"friedrich-merz", "kiev", "moscou"},
        {"meeting", "call"},
    )
    assert words in problem.hint
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("decision", ["entity_merges", "entities_apart"])
def test_entities_merged_or_told_apart_are_known(decision):
    (problem,) = unknown_ids.strangers(
        Corrections(**{decision: (("kiev", "kyv"),)}), {"kiev", "kyiv"}, ()
    )
    assert problem.hint == "Vouliez-vous dire « kyiv » ?"
