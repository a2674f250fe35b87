"""`les deux dirigeants`: said of others just named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.annotate.links.context import offsets
from builder.annotate.links.discourse import DiscourseState, start
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.phrases import GroupPhrase, Phrases
    from builder.annotate.links.words import Group


def link_groups(
    context: Context,
    phrases: Phrases,
    found: Sequence[Link],
) -> Iterator[Link]:
    """Groups that the text has just named, capitals and institutions named by their state; outside what is marked."""
    state = DiscourseState.of(context, found)
    taken = offsets(link.mention.span for link in found)
    for group in phrases.groups:
        if group.span.start not in taken:
            yield _Search(context, group, state).link()


@dataclass(slots=True)
class _Search:
    """Looks for those whom a group sums up, going back sentence by sentence until there are enough."""

    context: Context
    phrase: GroupPhrase
    state: DiscourseState
    found: dict[str, None] = field(default_factory=dict)
    reason: str = "group"
    together: bool = False
    """Those found last are all that were found."""

    def link(self) -> Link:
        """The group, open where the text does not say enough."""
        phrase = self.phrase
        after = self.state.after(phrase.sentence, phrase.span.end)[: phrase.count]
        # "les deux ministres Marisol Touraine et Myriam El Khomri"
        if after and start(after[0]) == phrase.span.end + 1:
            self.reason = "group-apposed"
            self._take(after, phrase.sentence)
        else:
            before = self.state.before(phrase.sentence, phrase.span.start)
            for back, links in enumerate(before):
                self._take(links, phrase.sentence - back)
                if len(self.found) >= phrase.count:
                    break
        return self._answer()

    def _take(self, links: Sequence[Link], sentence: int) -> None:
        """Add those of one sentence; where they are too many, those of its main clause."""
        here = self._members(links)
        if len({*self.found, *here}) > self.phrase.count:
            # Whom a fronted phrase names is not whom the sentence is about.
            main = _main_clause_start(self.context, sentence, links)
            here = self._members([link for link in links if start(link) >= main])
            self.reason = "group-main"
        self.found.update(dict.fromkeys(here))
        self.together = set(here) >= self.found.keys()

    def _members(self, links: Iterable[Link]) -> list[str]:
        found = []
        for link in links:
            found += members(self.context, link, self.phrase.group)
        return found

    def _answer(self) -> Link:
        phrase, count = self.phrase, len(self.found)
        states = phrase.group.states
        is_exact = count == phrase.count and self.reason != "group-main"
        sure = is_exact and self.together and not states
        mention = Mention(
            phrase.span,
            phrase.span.of(self.context.article.text),
            MentionKind.GROUP,
            _type_of(phrase.group),
            "group",
            Status.MACHINE if sure else Status.UNSURE,
        )
        if count < phrase.count:
            said = self.context.say("group-open")
            return Link(
                mention,
                LinkStatus.UNKNOWN,
                (),
                (said,),
            )
        verdict, reason = LinkStatus.LINKED, self.reason
        if count > phrase.count:
            verdict, reason = LinkStatus.AMBIGUOUS, "group-doubt"
        ids = tuple(self.found)
        said = self.context.say(reason, names=self.context.names(ids))
        return Link(
            mention,
            verdict,
            ids,
            (said,),
        )


def _main_clause_start(
    context: Context,
    sentence: int,
    links: Sequence[Link],
) -> int:
    """Where what the main clause tells begins: behind "Parallèlement à cet échange avec Poutine, …".

    Nowhere in particular, 0, where no main clause has a subject of its own, and where
    the sentence begins with one of those named: then it begins with a list of them.
    """
    first = context.doc.bounds[sentence]
    if links and context.index(start(links[0])) - first <= 1:
        return 0
    for clause in context.doc.clauses_in(sentence):
        if clause.main and clause.finite and clause.subject is not None:
            return clause.subject.span.start
    return 0


def _type_of(group: Group) -> EntityType:
    if group.bodies:
        return EntityType.ORG
    return EntityType.LOC if group.states else EntityType.PER


def members(
    context: Context,
    link: Link,
    group: Group,
) -> list[str]:
    """Those of a link whom the group word can sum up."""
    if link.verdict not in (LinkStatus.LINKED, LinkStatus.UNKNOWN):
        return []
    if group.states:
        states = [_state_of(context, entity) for entity in link.entities]
        return [state for state in states if state]
    people = []
    for entity in link.entities:
        if context.entity(entity).type is not _type_of(group):
            continue
        if _fills(context, entity, group.kinds):
            people.append(entity)
    return people


def _fills(
    context: Context,
    person: str,
    kinds: frozenset[str],
) -> bool:
    """Whether a person fills one of the functions; of one whom nobody knows, it cannot be ruled out."""
    tenures = context.entity(person).tenures
    if not kinds or not tenures:
        return True
    offices = [context.kb.offices[term.office] for term in tenures]
    return any(not kinds.isdisjoint(office.kinds) for office in offices)


def _state_of(context: Context, entity: str) -> str:
    """The state that an entity is, acts for or governs; empty where it is none."""
    kb, known = context.kb, context.entity(entity)
    candidates = [entity]
    # "Macron et Poutine … les deux pays": whoever governs one stands for it.
    now = context.article.published.date
    held = [term.office for term in known.tenures]
    candidates += [kb.offices[o].of for o in held if entity in kb.holders(o, now)]
    if known.type is EntityType.ORG:
        candidates.append(known.country)
    return next((i for i in candidates if i in kb.states), "")
