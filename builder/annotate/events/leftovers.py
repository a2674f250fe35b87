"""What an article tells too faintly for an entry of its own: it may join one elsewhere.

"Depuis l'attentat du 14 mai", "sa destitution", "après avoir éliminé Toulouse": the
corpus looks for what else tells it, in this article or in others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.events.drafts import make_draft
from builder.annotate.events.moments import EventTime, told_by
from builder.annotate.events.occasions import occasions
from builder.annotate.events.places import Place
from builder.annotate.events.rank import Chosen
from builder.annotate.events.vetoes import judge
from builder.model.event import Rank
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.vetoes import Judged
    from builder.annotate.events.view import View
    from builder.model.article import Span

_BETWEEN = ("ADJ", "NUM")
"""Parts of speech that stand between a noun and its article."""

_VOID = frozenset({"nothing-happens", "in-a-date", "hearsay"})
"""Vetoes of what tells nothing, or is not the article's to tell."""


def leftovers(
    view: View, judged: Sequence[Judged], chosen: Sequence[Chosen]
) -> list[Chosen]:
    """The candidates that were not chosen, in the order of the text.

    Not those that tell nothing; other vetoes say only that they are worth no entry.
    """
    taken = {each.draft.candidate.token for each in chosen}
    told = {each.draft.candidate.clause.index for each in chosen}
    found: list[Chosen] = []
    every = [*judged, *judge(view, _of_no_list(view, judged))]
    for draft, veto in sorted(every, key=_place):
        if draft.candidate.token in taken or veto in _VOID:
            continue
        if draft.candidate.clause.index in told and _is_told_there(view, draft):
            continue
        timed = _with_own_time(view, draft)
        found.append(Chosen(timed, Rank.MENTION, headline=False))
    return found


def _of_no_list(view: View, judged: Sequence[Judged]) -> Iterator[Draft]:
    """Nouns that only their sentence tells to be events; not those that are quoted."""
    known = {draft.candidate.token for draft, _ in judged}
    for candidate in occasions(view, known):
        if not view.layers.inside_quote(candidate.span.start):
            yield make_draft(view, candidate, quoted=False)


def _place(judged: Judged) -> Span:
    return judged.draft.candidate.span


def _with_own_time(view: View, draft: Draft) -> Draft:
    """A noun keeps a date of its own words only: the verb has that of its clause.

    "a annoncé mardi la mort de …" dates the announcement; "l'attentat du 14 mai" has
    its own.
    """
    candidate, time = draft.candidate, draft.time
    if not candidate.noun or candidate.carried or time.timex is None:
        return draft
    if candidate.phrase is not None and candidate.phrase.span.covers(time.timex.span):
        return draft
    own = EventTime(told_by(view), None, None, None, time.background)
    return replace(draft, time=own)


def _is_told_there(view: View, draft: Draft) -> bool:
    """Whether a noun is part of what its verb tells: "a imposé de nouvelles sanctions".

    Not where it means something known: "a commenté la mort de …".
    """
    candidate = draft.candidate
    if candidate.place not in (Place.OBJECT, Place.SUBJECT):
        return False
    token = view.doc.tokens[candidate.token]
    before = nouns.word_before(view.doc, token, _BETWEEN)
    return before.pos != "DET" or before.definite == "Ind"
