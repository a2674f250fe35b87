"""`Paris bat Nantes`: in an article on a sport, a city that plays is its club, a state its national team."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.annotate.links.metonyms import is_to_do, listed_in, standing
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.syntax.attachment import Attachment, Function, attachment
from builder.syntax.clause import Mood
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.kb.base import KnowledgeBase

_STEM = "…"
"""Behind what is left of a word."""

_LONG = 4
"""Letters of a stem at least."""

_Named = tuple[str, str]
"""A word and a sport."""

_FIXTURE = 3
"""Words before the second name of a fixture among which the word of games stands: "match Angleterre - [Russie]"."""

_ACTS = (Function.SUBJECT, Function.OBJECT, Function.RECIPIENT)


def read_clubs(context: Context, names: Sequence[Link]) -> list[Link]:
    """The same links; in an article on a sport, those of the clubs and national teams of that sport."""
    sport = _sport(context)
    if not sport:
        return list(names)
    return [_read(context, link, sport) for link in names]


def _read(context: Context, link: Link, sport: str) -> Link:
    place = key(link.mention.surface), sport
    if _is_place(link) and _plays(context, link, place):
        state = link.entities[0]
        # Monaco is a state, and has a club.
        team = _club(context, link.mention.surface, sport)
        team = team or _national(context, state, sport)
        return standing(context, link, team, "club") if team else link
    club = _club(context, link.mention.surface, sport) if _may_be_club(link) else ""
    if not club or club in link.entities:
        return link
    # "Le PSG" is the football club, unless handball is played.
    mention = replace(link.mention, kind=MentionKind.ALIAS)
    said = context.say("club", name=club)
    return Link(mention, LinkStatus.LINKED, (club,), (said,))


def _may_be_club(link: Link) -> bool:
    """Whether a name is of something that may have a club of the same name, or of a club that nobody knows."""
    named = link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    return named and link.mention.type is EntityType.ORG and len(link.entities) == 1


def _national(context: Context, state: str, sport: str) -> str:
    """The national team of a state; empty for another place."""
    if state not in context.kb.states:
        return ""
    known = _bearers(context, state, sport)
    if len(known) == 1:
        return next(iter(known))
    team = f"equipe-{state}-{sport}"
    name = context.entity(state).name
    called = context.words.places.team.format(sport=sport, name=name)
    context.make(team, EntityType.ORG, called)
    return team


def _club(context: Context, name: str, sport: str) -> str:
    """The club of a city, or of a shorter name: the one that the article names, or that bears the names of both; empty for several."""
    bearers = _bearers(context, key(name), sport)
    named = bearers & context.about.named
    whole = {i for i in bearers if i in context.kb.named(f"{name} {sport}")}
    for some in (named, whole, bearers):
        if len(some) == 1:
            return next(iter(some))
    return ""


def _bearers(context: Context, name: str, sport: str) -> frozenset[str]:
    words = context.words.places
    clubs = _clubs(context.kb, words.sports, words.national, words.of_city_endings)
    # "Rennes" loses its ending in "Stade rennais".
    last = name.rsplit(maxsplit=1)[-1]
    stems = [f"{last[:cut]}{_STEM}" for cut in range(_LONG, len(last) + 1)]
    found = [clubs.get((word, sport), frozenset()) for word in (name, *stems[-3:])]
    return frozenset().union(*found)


def _sport(context: Context) -> str:
    """The sport that an article names most often, or those whom it names are known for; empty where there is none."""
    counts = context.sports
    return max(counts, key=lambda word: (counts[word], word)) if counts else ""


def _is_place(link: Link) -> bool:
    is_literal = link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    is_place = link.mention.type is EntityType.LOC
    return is_literal and is_place and link.verdict is LinkStatus.LINKED


def _plays(context: Context, link: Link, place: _Named) -> bool:
    """Whether a sentence tells of a game, or the article of the club, and a city in it does something else than to lie somewhere or to be host."""
    sentence = context.doc.sentence_at(link.mention.span.start)
    if sentence is None:
        return False
    # "Lyon ira à Brest", once the Olympique lyonnais is named.
    is_named = not context.about.named.isdisjoint(_bearers(context, *place))
    if not is_named and not _tells_game(context, sentence):
        return False
    hangs = attachment(context.doc, link.mention.span, context.words.syntax)
    if hangs.function in _ACTS and hangs.clause is not None:
        return hangs.clause.lemma not in context.words.places.hosts
    # "la victoire de Nantes"; but "s’imposer à Nantes"
    if _is_governed(context, hangs, "of_club"):
        return True
    if hangs.preposition:
        return _is_rival(context, hangs.preposition) or is_to_do(context, link)
    if _is_fixture(context, link):
        return True
    # "Paris et Nantes en finale": a headline has no verb. "Le match Paris - Nantes".
    has_no_verb = hangs.clause is None or hangs.clause.mood is Mood.NOMINAL
    return has_no_verb or _is_governed(context, hangs, "games")


def _is_fixture(context: Context, link: Link) -> bool:
    """`le match Angleterre - Russie`: two names with a dash between them, the first behind a word of games."""
    doc = context.doc
    tokens = doc.tokens_in(link.mention.span)
    # A name in a broken word has no word of its own.
    if not tokens:
        return False
    first, last = tokens[0].index, tokens[-1].index
    before = doc.tokens[max(first - _FIXTURE, 0) : first]
    around = {token.text for token in doc.tokens[max(first - 1, 0) : last + 2]}
    is_joined = not around.isdisjoint(context.words.places.dashes)
    return is_joined and listed_in(before, context, "games")


def _is_governed(
    context: Context,
    hangs: Attachment,
    listed: str,
) -> bool:
    """Whether the word right above is in a list."""
    words = hangs.governors[:1]
    return any(context.is_in(fold(word.lemma), listed) for word in words)


def _is_rival(context: Context, preposition: str) -> bool:
    """Whether who stands behind a preposition plays, too: "jouer contre Nantes"."""
    readings = context.words.places.prepositions.values()
    said = {reading.get(preposition, "place") for reading in readings}
    return said != {"place"}


def _tells_game(context: Context, sentence: int) -> bool:
    """Whether some word of a sentence is of games: "match", "s’imposer"."""
    return listed_in(context.doc.sentence_tokens(sentence), context, "games")


@lru_cache(maxsize=8)
def _clubs(
    kb: KnowledgeBase, sports: frozenset[str], national: str, endings: tuple[str, ...]
) -> Mapping[_Named, frozenset[str]]:
    """The clubs of a sport by the words of their names, and by what those name a city by; its national teams by the state."""
    found: defaultdict[_Named, set[str]] = defaultdict(set)
    for entity in kb.entities.values():
        if entity.type is not EntityType.ORG:
            continue
        called = set(_words((entity.name, *entity.aliases), endings))
        # "Les All Blacks" need not bear the name of their state.
        if entity.description.startswith(national):
            called.add(entity.country)
        for sport in sports.intersection(key(entity.description).split()):
            for word in called:
                found[word, sport].add(entity.id)
    return {pair: frozenset(ids) for pair, ids in found.items()}


def _words(names: Sequence[str], endings: Sequence[str]) -> Iterator[str]:
    """The words of names; and what is left of "rennais", "lyonnais" without the ending, as a stem."""
    for word in " ".join(names).split():
        folded = key(word)
        # "Bordeaux-Bègles" is Bordeaux's, too.
        yield from (folded, *folded.split())
        for ending in endings:
            stem = folded.removesuffix(ending)
            if stem != folded and len(stem) >= _LONG:
                yield f"{stem}{_STEM}"
                yield f"{stem.removesuffix(stem[-1])}{_STEM}"
