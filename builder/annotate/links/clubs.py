"""`Paris bat Nantes`: in an article on a sport, a city that plays is its club."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.annotate.links.metonyms import Candidate, Reading, reading_of
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.syntax.attachment import Attachment, Function
from builder.syntax.clause import Mood
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.links.context import Context
    from builder.kb.base import KnowledgeBase

_ACTS = (Function.SUBJECT, Function.OBJECT, Function.RECIPIENT)
_STANDS = (Reading.ACTS, Reading.STANDS, Reading.MAY)


def clubs_meant(context: Context, names: Sequence[Link]) -> dict[int, str]:
    """Ids of the clubs that names of cities stand for, by where the names begin; empty for an article on no sport."""
    sport = _sport(context)
    if not sport:
        return {}
    found: dict[int, str] = {}
    for at, link in enumerate(names):
        club = _club(context, link.mention.surface, sport)
        if club and _is_place(link) and _plays(context, names, at):
            found[link.mention.span.start] = club
    return found


def _club(context: Context, city: str, sport: str) -> str:
    """The club of a city: the one that the article names, or that bears the names of both; empty for several."""
    clubs = _clubs(context.kb, context.words.places.sports)
    bearers = clubs.get((key(city), sport), frozenset())
    named = bearers & context.about.named
    whole = {i for i in bearers if i in context.kb.named(f"{city} {sport}")}
    for some in (named, whole, bearers):
        if len(some) == 1:
            return next(iter(some))
    return ""


def _sport(context: Context) -> str:
    """The sport that an article names most often; empty where it names none."""
    sports = context.words.places.sports
    counts = Counter(word for word in context.keys if word in sports)
    return max(counts, key=lambda word: (counts[word], word)) if counts else ""


def _is_place(link: Link) -> bool:
    is_literal = link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    is_place = link.mention.type is EntityType.LOC
    return is_literal and is_place and link.verdict is LinkStatus.LINKED


def _plays(context: Context, names: Sequence[Link], at: int) -> bool:
    """Whether a sentence tells of a game, and a city in it does something else than to lie somewhere or to be host."""
    link = names[at]
    sentence = context.doc.sentence_at(link.mention.span.start)
    if sentence is None or not _tells_game(context, sentence):
        return False
    candidate = Candidate.at(
        context,
        names,
        at,
        context.entity(link.entities[0]),
        names[at - 1] if at else None,
    )
    hangs = candidate.hangs
    if hangs.function in _ACTS and hangs.clause is not None:
        return hangs.clause.lemma not in context.words.places.hosts
    # "la victoire de Nantes"; but "s’imposer à Nantes"
    if _is_governed(context, hangs, "of_club"):
        return True
    is_where = bool(hangs.preposition) and not _is_rival(context, hangs.preposition)
    if is_where and _is_governed(context, hangs, "games"):
        return False
    return reading_of(candidate) in _STANDS or _is_in_headline(hangs)


def _is_governed(
    context: Context,
    hangs: Attachment,
    listed: str,
) -> bool:
    """Whether the word right above is in a list."""
    words = hangs.governors[:1]
    return any(context.is_in(fold(word.lemma), listed) for word in words)


def _is_in_headline(hangs: Attachment) -> bool:
    """`Paris et Nantes en finale`: a headline has no verb."""
    has_no_verb = hangs.clause is None or hangs.clause.mood is Mood.NOMINAL
    return has_no_verb and not hangs.preposition


def _is_rival(context: Context, preposition: str) -> bool:
    """Whether who stands behind a preposition plays, too: "jouer contre Nantes"."""
    readings = context.words.places.prepositions.values()
    said = {reading.get(preposition, "place") for reading in readings}
    return said != {"place"}


def _tells_game(context: Context, sentence: int) -> bool:
    """Whether some word of a sentence is of games: "match", "s’imposer"."""
    for token in context.doc.sentence_tokens(sentence):
        if context.is_in(fold(token.lemma), "games") or context.listed(
            token.index, "games"
        ):
            return True
    return False


@lru_cache(maxsize=8)
def _clubs(
    kb: KnowledgeBase, sports: frozenset[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """The clubs of a sport that bear the name of a city, by both."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in kb.entities.values():
        if entity.type is not EntityType.ORG:
            continue
        told = sports.intersection(key(entity.description).split())
        for sport in told:
            for word in _words((entity.name, *entity.aliases)):
                found[word, sport].add(entity.id)
    return {pair: frozenset(ids) for pair, ids in found.items()}


def _words(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from (key(word) for word in name.split())
