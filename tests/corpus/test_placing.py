"""Where the timeline puts an event that one or several articles tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from accounts import ENTITIES, Tell, account

from builder.corpus import chronology
from builder.corpus.chronology.placing import bound, place
from builder.model.article import Span
from builder.model.correction import Corrections
from builder.model.dates import parse_edtf
from builder.model.event import EventMention, Modality, PlacedBy, Rank

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack

NEWS, STORY, TEXT = PlacedBy.PUBLICATION, PlacedBy.ARTICLE, PlacedBy.TEXT


def _mention(date: str, placed: str, by: PlacedBy | None) -> EventMention:
    return EventMention(
        id="a.p1s1",
        article="a",
        sentence="p1s1",
        span=Span(0, 9),
        kind="other",
        trigger=Span(0, 2),
        date=parse_edtf(date) if date else None,
        timex=None,
        participants=(),
        places=(),
        speakers=(),
        modality=Modality.ASSERTED,
        placed=parse_edtf(placed) if placed else None,
        placed_by=by,
    )


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([("../2025-03-18", "2025-03-18~", NEWS)], ("2025-03-18~", NEWS)),
        ([("", "", None)], (None, None)),
        # A date that any article tells wins over the day on which another came out.
        (
            [("../2025-03-18", "2025-03-18~", NEWS), ("2025-03", "2025-03", TEXT)],
            ("2025-03-01/2025-03-18", TEXT),
        ),
        # Of two articles that only report it, the first knew it.
        (
            [
                ("../2025-03-18", "2025-03-18~", NEWS),
                ("../2025-03-16", "2025-03-16~", NEWS),
            ],
            ("2025-03-16~", NEWS),
        ),
        # The day of the story is told, though not in the clause.
        (
            [
                ("../2025-03-18", "2025-03-18~", NEWS),
                ("../2025-03-18", "2025-03-17", STORY),
            ],
            ("2025-03-17", STORY),
        ),
        ([("2025-03", "2025-03", TEXT), ("2025-03-18", "2025-03-18", TEXT)], ("2025-03-18", TEXT)),
    ],
)  # fmt: skip
def test_an_event_stands_where_the_surest_account_puts_it(
    mentions: list[tuple[str, str, PlacedBy | None]],
    expected: tuple[str | None, PlacedBy | None],
) -> None:
    made = [_mention(*one) for one in mentions]
    placed, by = place(made, bound(made))
    assert (placed.edtf if placed else None, by) == expected
    placed, by = place(made[::-1], bound(made))
    assert (placed.edtf if placed else None, by) == expected


@pytest.mark.parametrize(
    ("rank", "title", "told"),
    [
        (Rank.PRIMARY, "", False),
        (Rank.PRIMARY, "Un appel a eu lieu", True),
        (Rank.DETAIL, "", False),
        (Rank.REACTION, "", False),
        (Rank.DETAIL, "Un appel a eu lieu", True),
    ],
)
def test_a_detail_without_words_of_its_own_is_no_entry(
    rank: Rank,
    title: str,
    told: bool,  # noqa: FBT001 - what is expected
    pack: LanguagePack,
) -> None:
    made = account("a", "2025-03-18", Tell("Un appel a eu lieu.", "appel", "call"))
    (mention,) = made.event_mentions
    made = replace(made, event_mentions=(replace(mention, rank=rank, title=title),))
    found = chronology.gather([made], ENTITIES, Corrections(), pack)
    assert (len(found.events) == 1) is told
