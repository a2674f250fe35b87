"""`son homologue russe`: who fills, in that state, the function of the person named before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, nobody
from builder.annotate.links.holders import told_at
from builder.annotate.links.posts import each_state, offices_meant
from builder.annotate.links.words import Title
from builder.model.mention import EntityType, LinkStatus, Status

if TYPE_CHECKING:
    from builder.annotate.links.context import Context
    from builder.annotate.links.discourse import DiscourseState
    from builder.annotate.links.phrases import OfficePhrase

_RULE = "office:counterpart"


class _Function(NamedTuple):
    """What somebody does, and for which state."""

    kinds: tuple[str, ...] = ()
    of: str = ""


def counterpart(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer:
    """Whose counterpart is meant, and who that is; unknown where the text does not say."""
    for links in state.before(phrase.sentence, phrase.span.start):
        for link in reversed(links):
            person = link.entities[0] if len(link.entities) == 1 else ""
            if not person or context.entity(person).type is not EntityType.PER:
                continue
            function = _function_of(
                context,
                phrase,
                person,
                state,
            )
            # "Poutine … son homologue russe" is somebody else's.
            if not function.of or function.of not in phrase.of:
                return _filling(
                    context,
                    phrase,
                    person,
                    function,
                )
    answer = nobody(context, "no-counterpart", _RULE)
    return replace(answer, status=Status.UNSURE)


def _function_of(
    context: Context,
    phrase: OfficePhrase,
    person: str,
    state: DiscourseState,
) -> _Function:
    """Function of a person at the date told: by the knowledge base, else by the article itself."""
    kb, at = context.kb, told_at(context, phrase)
    for term in context.entity(person).tenures:
        if person in kb.holders(term.office, at):
            office = kb.offices[term.office]
            return _Function(office.kinds, office.of)
    # Not in the knowledge base: what the article itself said of them.
    for told, holder in state.stated_offices.items():
        if holder == person and not told.former:
            return _Function((told.kind,), told.of)
    return _Function()


def _filling(
    context: Context,
    phrase: OfficePhrase,
    person: str,
    function: _Function,
) -> Answer:
    """Who fills, in the states of the wording, the first of these functions that all of them have."""
    asked = replace(phrase, of=())
    for kind in function.kinds:
        same = replace(phrase, title=Title((kind,)))
        states = [replace(same, of=(state,)) for state in phrase.of]
        if all(offices_meant(context, one) for one in states):
            asked = same
            break
    answer = replace(each_state(context, asked), rule=_RULE)
    said = context.say("counterpart", name=person)
    if answer.verdict is LinkStatus.LINKED:
        return replace(answer, reasons=(said,))
    reasons = (said, *answer.reasons)
    return replace(answer, reasons=reasons, status=Status.UNSURE)
