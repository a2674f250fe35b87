"""Doubts about the whole dossier: articles and events that may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus import duplicates
from builder.corpus.review.lines import DECIDED, either, repeats
from builder.lang.messages import sentences
from builder.model.dossier import Doubt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.dossier import Annotated
    from builder.model.event import Event, MergeProposal


def repeated(
    articles: Sequence[Annotated],
    copies: Mapping[str, str],
    distinct: Sequence[Collection[str]],
    pack: LanguagePack,
) -> Iterator[Doubt]:
    """Pairs of nearly the same text of which the author has said nothing."""
    asked = sentences(pack, "review")["article-twice"]
    for pair in duplicates.find(articles):
        both = {pair.first, pair.second}
        if copies.keys() & both or any(both <= set(group) for group in distinct):
            continue
        share = round(100 * pair.share)
        what = asked.format(first=pair.first, second=pair.second, share=share)
        entry = repeats(pair.second, pair.first)
        yield Doubt("article", pair.second, None, what, entry, DECIDED)


def proposed(
    proposals: Sequence[MergeProposal], events: Sequence[Event], pack: LanguagePack
) -> Iterator[Doubt]:
    """One for each proposal whose events are both told."""
    titles = {event.id: event.title for event in events}
    asked = sentences(pack, "review")["event-two"]
    for proposal in proposals:
        pair = (proposal.first, proposal.second)
        if not titles.keys() >= set(pair):
            continue
        what = asked.format(
            first=_inner(titles[proposal.first]),
            second=_inner(titles[proposal.second]),
        )
        entry = either("merge", "apart", pair)
        yield Doubt("event", "", None, what, entry, DECIDED, pair)


def _inner(title: str) -> str:
    """A title as it stands within guillemets."""
    return title.replace("«\u00a0", "“").replace("\u00a0»", "”")
