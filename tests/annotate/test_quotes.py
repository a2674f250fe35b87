"""Who says what."""

from __future__ import annotations

import case_files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import marked

from builder.model.quote import QuoteKind


@pytest.mark.parametrize("case", case_files.with_gaps("quotes"))
def test_a_quotation_has_the_speaker_that_the_text_gives(case):
    found = marked(case["text"])
    text = found.article.text
    quotes = [quote for quote in found.quotes() if quote.marked]
    told = [(q.span.of(text), q.kind.value, " ".join(q.speakers)) for q in quotes]
    assert told == [(row[0], row[1], row[2] or "") for row in case["quotes"]]
    words = [q.speaker_words.of(text) if q.speaker_words else "" for q in quotes]
    assert [
        w for w, row in zip(words, case["quotes"], strict=True) if len(row) > 3
    ] == [row[3] for row in case["quotes"] if len(row) > 3]


REPORTERS = {
    "according to a channel": (
        "« Oui », a dit [Jan Vik|jan-vik] selon [CNN|cnn|MEDIA].",
        ("cnn",),
    ),
    "on a network": (
        "« Oui », a écrit [Jan Vik|jan-vik] sur [Mastodon|mastodon|MEDIA].",
        ("mastodon",),
    ),
    "told to an agency": (
        "« Oui », a dit à l'[AFP|afp|MEDIA] [Jan Vik|jan-vik].",
        ("afp",),
    ),
    "an agency that quotes somebody": (
        "Selon l'agence [Tass|tass|MEDIA], citant [Jan Vik|jan-vik], la mine est « sûre ».",
        ("tass",),
    ),
    "nobody": ("« Oui », a dit [Jan Vik|jan-vik] à [Oslo|oslo|LOC].", ()),
}


@pytest.mark.parametrize(("text", "expected"), REPORTERS.values(), ids=REPORTERS)
def test_media_that_report_are_no_speakers(text, expected):
    (quote,) = marked(text).quotes()
    assert (quote.reporters, "jan-vik" in quote.speakers) == (expected, True)


def test_parts_of_one_saying_share_its_id():
    found = marked(
        "« Oui », a dit [Jan Vik|jan-vik]. « Nous irons. » [Ada Roux|ada-roux] a répondu : « Jamais. »"
    )
    first, second, third = found.quotes()
    assert (first.saying == second.saying, second.saying == third.saying) == (
        True,
        False,
    )


def test_a_saying_has_the_day_on_which_it_was_said():
    (quote,) = marked(
        "« Oui », a déclaré {mardi|2024-05-14} [Jan Vik|jan-vik]."
    ).quotes()
    assert quote.said is not None
    assert quote.said.value == "2024-05-14"


def test_the_day_of_what_is_said_is_not_the_day_of_the_saying():
    (quote,) = marked(
        "[Jan Vik|jan-vik] a dit que la mine avait fermé {mardi|2024-05-14} « pour de bon »."
    ).quotes()
    assert quote.said is None


def test_a_quotation_inside_another_is_a_term_of_the_same_speaker():
    outer, inner = marked(
        "« Il parle d'un “plan secret” », a dit [Ada Roux|ada-roux]."
    ).quotes()
    assert (inner.kind, inner.speakers, outer.speakers) == (
        QuoteKind.TERM,
        ("ada-roux",),
        ("ada-roux",),
    )


def test_no_quotation_no_quote():
    assert marked("Il n'a rien dit.").quotes() == ()


def test_every_reason_is_a_sentence():
    text = "« Oui », a dit [Jan Vik|jan-vik]. « Non. » Le « clan » a ri. Selon [Ada Roux|ada-roux], c'est « fini »."
    reasons = [quote.reason for quote in marked(text).quotes()]
    assert len(reasons) == 4
    assert all(reason[0].isupper() or reason[0] == "«" for reason in reasons)
    assert all(reason.endswith(".") for reason in reasons)


@given(
    st.lists(
        st.sampled_from(
            [
                "«",
                "»",
                "“",
                "”",
                "'",
                '"',
                " a dit ",
                "il ",
                "que ",
                ", ",
                ". ",
                "Jan Vik",
                "\n",
                "selon ",
            ]
        )
    )
)
def test_spans_are_valid_on_any_text(pieces):
    found = marked("".join(pieces))
    ids = {s.id for s in found.sentences}
    for quote in found.quotes():
        spans = [
            quote.span,
            *filter(None, (quote.speaker_words, quote.cue)),
            *quote.reporter_words,
        ]
        assert all(span.of(found.article.text) for span in spans)
        assert quote.sentence in ids
