"""`les deux dirigeants`: said of others just named, by a visible sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.phrases import GroupPhrase, Phrases
    from builder.lang.schema_links import GroupWords
    from builder.model.article import Span

_NEAR = (60, 45, 32, 20, 10)
"""What it weighs to be named in the sentence of the group, the one before it, …"""

_OFTEN = 4
"""Mentions counted at most."""

_MARGIN = 6
"""By how much the last member must lead the first who is none."""

_SURE = 12
"""By how much, so that no doubt is left."""

_APPOSED = 40
"""Characters at most between a group and the names that follow it."""


def link_groups(
    context: Context,
    phrases: Phrases,
    found: Sequence[Link],
) -> Iterator[Link]:
    """Groups that the text has just named, capitals and institutions named by their state; outside what is marked."""
    state = DiscourseState.of(context, found)
    taken = offsets(link.mention.span for link in found)
    for group in phrases.groups:
        link = _link(context, group, state) if group.span.start not in taken else None
        if link is not None:
            yield link


def names_behind(context: Context, span: Span, after: Sequence[Link]) -> list[Link]:
    """The names that list a group at once: "les deux ministres Marisol Touraine et Myriam El Khomri"; `after` are the links behind it."""
    text = context.article.text
    listed: list[Link] = []
    end = span.end
    for link in after:
        between = text[end : start(link)].strip()
        if not listed:
            tokens = context.doc.tokens[context.index(end) : context.index(start(link))]
            is_beside = not between or between.endswith(",")
            if not is_beside or start(link) - end > _APPOSED:
                break
            if any(token.pos in ("VERB", "AUX") for token in tokens):
                break
        elif between not in context.words.places.lists:
            break
        listed.append(link)
        end = link.mention.span.end
    return listed


@dataclass(slots=True)
class _Candidate:
    """One of those whom the text has named before a group."""

    back: int
    """Sentences back, where named last."""

    often: int = 1
    is_main: bool = False
    """Named in the main clause."""

    is_together: bool = False
    """Named with others whom the group may mean."""


class Evidence(NamedTuple):
    """What speaks for a member of a group."""

    code: str
    weight: Callable[[_Candidate], int]


EVIDENCE = (
    Evidence("near", lambda one: _NEAR[one.back]),
    Evidence("often", lambda one: min(one.often, _OFTEN)),
    # Whom a fronted phrase names is not whom the sentence is about.
    Evidence("main-clause", lambda one: 6 * one.is_main),
    Evidence("together", lambda one: 6 * one.is_together),
)


def _link(context: Context, phrase: GroupPhrase, state: DiscourseState) -> Link | None:
    """The group, open where the text does not say enough; none for several of whom it lists nobody."""
    behind = state.after(phrase.sentence, phrase.span.end)
    listed = names_behind(context, phrase.span, behind[: phrase.count or len(behind)])
    ids = [i for link in listed for i in _members(context, link, phrase.group)]
    if len(ids) > 1 and len(ids) == (phrase.count or len(listed)):
        return _answer(context, phrase, ids, "group-apposed", is_sure=True)
    if not phrase.count:
        return None
    titled = _titled_so(context, phrase, state)
    if len(titled) == phrase.count:
        return _answer(context, phrase, titled, "group-titled", is_sure=False)
    return _by_sum(context, phrase, _candidates(context, phrase, state))


def _by_sum(
    context: Context, phrase: GroupPhrase, candidates: Mapping[str, _Candidate]
) -> Link:
    """Those of whom most speaks, as many as the group has."""
    sums = {
        entity: sum(evidence.weight(candidate) for evidence in EVIDENCE)
        for entity, candidate in candidates.items()
    }
    ranked = sorted(sums, key=lambda entity: -sums[entity])
    ids, others = ranked[: phrase.count], ranked[phrase.count :]
    if len(ids) < phrase.count:
        return _answer(context, phrase, (), "group-open", is_sure=False)
    lead = sums[ids[-1]] - sums[others[0]] if others else _SURE
    if lead < _MARGIN:
        close = [i for i in others if sums[ids[-1]] - sums[i] < _MARGIN]
        return _answer(context, phrase, [*ids, *close], "group-doubt", is_sure=False)
    is_one_place = len({candidates[i].back for i in ids}) == 1
    is_power = phrase.group.of == "powers"
    is_sure = lead >= _SURE and is_one_place and not is_power
    in_order = [entity for entity in sums if entity in ids]
    return _answer(context, phrase, in_order, "group", is_sure=is_sure)


def _candidates(
    context: Context, phrase: GroupPhrase, state: DiscourseState
) -> dict[str, _Candidate]:
    """Those whom the text has named before, in its order."""
    found: dict[str, _Candidate] = {}
    before = list(state.before(phrase.sentence, phrase.span.start))
    for back, links in reversed(list(enumerate(before))):
        main = _main_clause_start(context, phrase.sentence - back, links)
        meant = [(link, _members(context, link, phrase.group)) for link in links]
        here = {entity for _, entities in meant for entity in entities}
        for link, entities in meant:
            for entity in entities:
                old = found.get(entity)
                found[entity] = _Candidate(
                    back,
                    old.often + 1 if old is not None else 1,
                    is_main=start(link) >= main,
                    is_together=len(here) >= phrase.count,
                )
    for narrow in (_of_one_surname, _called_so, _in_office):
        fitting = narrow(context, phrase, list(found))
        if len(fitting) >= phrase.count:
            found = {entity: found[entity] for entity in fitting}
        elif narrow is _of_one_surname and phrase.group.kin:
            return _paired(context, phrase, found)
    return found


def _of_one_surname(
    context: Context, phrase: GroupPhrase, people: Sequence[str]
) -> Sequence[str]:
    """Of `les frères`, `le couple`: those who share a surname."""
    if not phrase.group.kin:
        return ()
    names = {i: key(context.entity(i).name.split()[-1]) for i in people}
    counts = Counter(names.values())
    return [i for i in people if counts[names[i]] >= phrase.count]


def _called_so(
    context: Context, phrase: GroupPhrase, candidates: Sequence[str]
) -> Sequence[str]:
    """Of `les deux syndicats`: those whom the knowledge base calls a "syndicat"."""
    noun = _noun(context, phrase)
    return [i for i in candidates if noun in key(context.entity(i).description).split()]


def _titled_so(
    context: Context, phrase: GroupPhrase, state: DiscourseState
) -> list[str]:
    """Of `les deux avocats`: those whom the article has called "avocat", or "Me", in its order."""
    noun = _noun(context, phrase)
    titles = context.words.names.called.get(noun, frozenset())
    found: dict[str, None] = {}
    for link in reversed(state.recent(phrase.span)):
        (before,) = context.before(link.mention.span)
        is_called = _begins_with(context, link, noun)
        if len(link.entities) == 1 and (is_called or before in titles):
            found[link.entities[0]] = None
    return list(found)


def _noun(context: Context, phrase: GroupPhrase) -> str:
    """The noun of a group, folded, as "avocat"; empty where the parse has none."""
    head = context.doc.head_in(phrase.span)
    return fold(head.lemma) if head is not None else ""


def _begins_with(context: Context, link: Link, noun: str) -> bool:
    """Whether an office is called so, and no more: an "avocate générale" is no avocate."""
    words = context.doc.tokens_in(link.mention.span)
    # "ex-avocat" begins inside of a word.
    if link.mention.kind is not MentionKind.ROLE or not words:
        return False
    first, *others = words
    is_other = bool(others) and others[0].pos == "ADJ"
    return fold(first.lemma) == noun and not is_other


def _in_office(
    context: Context, phrase: GroupPhrase, people: Sequence[str]
) -> Sequence[str]:
    """Of `les deux dirigeants`: those who fill such a function when the article appears."""
    kinds = phrase.group.kinds
    found: list[str] = []
    for person in people:
        present = context.held(person)
        if any(not kinds.isdisjoint(office.kinds) for office in present):
            found.append(person)
    return found


def _paired(
    context: Context, phrase: GroupPhrase, found: Mapping[str, _Candidate]
) -> dict[str, _Candidate]:
    """Of `le couple` of two surnames: those whom one sentence names, and one as the other's ("sa compagne")."""
    doc = context.doc
    backs = Counter(one.back for one in found.values() if one.is_together)
    for back, count in backs.items():
        tokens = doc.sentence_tokens(phrase.sentence - back)
        keys = {context.keys[token.index] for token in tokens}
        if count == phrase.count and not keys.isdisjoint(phrase.group.partners):
            return {i: one for i, one in found.items() if one.back == back}
    return {}


def _answer(
    context: Context,
    phrase: GroupPhrase,
    ids: Sequence[str],
    reason: str,
    *,
    is_sure: bool,
) -> Link:
    verdict = LinkStatus.LINKED if ids else LinkStatus.UNKNOWN
    if len(ids) > phrase.count > 0:
        verdict = LinkStatus.AMBIGUOUS
    mention = Mention(
        phrase.span,
        phrase.span.of(context.article.text),
        MentionKind.GROUP,
        _TYPES[phrase.group.of],
        "group",
        Status.MACHINE if is_sure else Status.UNSURE,
    )
    said = context.say(reason, names=context.names(ids))
    return Link(mention, verdict, tuple(ids), (said,))


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


_TYPES = {
    "people": EntityType.PER,
    "bodies": EntityType.ORG,
    "places": EntityType.LOC,
    "powers": EntityType.LOC,
}


def _members(context: Context, link: Link, group: GroupWords) -> list[str]:
    """Those of a link whom the group word can sum up."""
    if not link.is_settled:
        return []
    if group.of == "powers":
        states = [_state_of(context, entity) for entity in link.entities]
        return [state for state in states if state]
    type_ = _TYPES[group.of]
    found = []
    for entity in link.entities:
        meant = context.entity(entity)
        # "l’Ordre de Malte et le Vatican … les deux institutions"
        if group.of == "bodies" and meant.stands_for:
            meant = context.entity(meant.stands_for)
        if meant.type is type_ and _fills(context, meant.id, group.kinds):
            found.append(meant.id)
    return found


def _fills(
    context: Context,
    person: str,
    kinds: frozenset[str],
) -> bool:
    """Whether a person fills one of the functions; of one whom nobody knows, it cannot be ruled out."""
    known = context.entity(person)
    if not kinds or not known.tenures:
        return True
    return not kinds.isdisjoint(context.functions(known))


def _state_of(context: Context, entity: str) -> str:
    """The state that an entity is, acts for or governs; empty where it is none."""
    kb, known = context.kb, context.entity(entity)
    candidates = [entity]
    # "Macron et Poutine … les deux pays": whoever governs one stands for it.
    candidates += [office.of for office in context.held(entity)]
    if known.type is EntityType.ORG:
        candidates.append(known.country)
    return next((i for i in candidates if i in kb.states), "")
