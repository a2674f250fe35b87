"""The names of an article before they are linked: short forms that no earlier step marked, one type for a name everywhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.cast import acronyms, full_names, name_with_article
from builder.annotate.links.context import offsets
from builder.annotate.links.words import KNOWN
from builder.kb.lexicon import lexicon
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token
    from builder.syntax.phrase_lists import Keys

RULE = "cast"
_DATED = 3
"""Words from the preposition in a name to the year behind its noun."""

_OF_EVENT = 3
"""Words of the name of an event at least that mean it without the rest: "la coupe de la ligue"."""


def find_short(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """Words with a capital that no earlier step marked, and that shorten a full name of the article."""
    finder = _Finder(context, mentions)
    return [m for token in context.doc.tokens for m in finder.read(token)]


def find_known(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """What the registry knows and the text writes in small letters: "le parti socialiste", "la cité phocéenne"."""
    taken = offsets(mention.span for mention in mentions)
    for hit in context.phrases:
        first = context.doc.tokens[hit.first]
        is_small = hit.name == KNOWN and first.text.islower()
        if not is_small or not context.is_definite(hit.first - 1):
            continue
        span = context.span(hit.first, hit.stop)
        words = span.of(context.article.text)
        known = {context.kb.entities[i].type for i in context.kb.named(words)}
        if len(known) == 1 and taken.isdisjoint((span.start, span.end - 1)):
            taken |= offsets([span])
            (type_,) = known
            yield Mention(span, words, MentionKind.ROLE, type_.named, "kb:name")


def typed_alike(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """The same mentions, a name of one type wherever it stands.

    That is the type that a common noun tells ("le fonds Blackridge Partners"), for its
    short forms too; a surname of somebody named in full is a person's.
    """
    told = _told_types(context, mentions)
    surnames, first_names = _surnames(mentions), _first_names(mentions)
    found = []
    for marked in mentions:
        mention = _with_end(context, _with_head(context, marked))
        type_ = _common_type(told, mention.surface)
        (before,) = context.before(mention.span)
        # "Me Dupuis" is no publisher.
        is_person = context.words.heads.get(before) is EntityType.PER
        is_surname = key(mention.surface) in surnames or _governs(context, mention)
        is_surname = is_surname or _is_first_name(context, mention, first_names)
        if is_person or (is_surname and not _is_where(context, mention)):
            found.append(replace(mention, type=EntityType.PER))
        elif type_ is not None and not context.kb.named(mention.surface):
            found.append(replace(mention, type=type_))
        else:
            found.append(mention)
    return found


def _with_head(context: Context, mention: Mention) -> Mention:
    """`la tour Eiffel` is a tower, where the knowledge base has it, and no Eiffel."""
    at = context.index(mention.span.start) - 1
    (head,) = context.before(mention.span)
    is_body = (head,) in context.words.common
    if not head or is_body or context.doc.tokens[at].pos != "NOUN":
        return mention
    span = Span(context.doc.tokens[at].start, mention.span.end)
    name = span.of(context.article.text)
    known = [context.kb.entities[i] for i in context.kb.named(name)]
    if len(known) != 1 or known[0].type is EntityType.PER:
        return mention
    return replace(mention, span=span, surface=name, type=known[0].type)


def _with_end(context: Context, mention: Mention) -> Mention:
    """`Jeux olympiques d’[été de 2024]`: no name ends with a preposition, and the date of an event belongs to it."""
    tokens = context.doc.tokens
    inside = context.doc.tokens_in(mention.span)
    if not inside:
        return mention
    last, end = inside[-1].index, mention.span.end
    if context.is_of(last) and last + 1 < len(tokens):
        end = tokens[last + 1].end
    elif mention.type is EntityType.EVENT and context.is_of(last + 1):
        last += 1
    else:
        return mention
    for timex in context.dated[inside[-1].sentence]:
        # "l’été de 2024" is a date itself, "le ski de 2024" none.
        behind = context.index(timex.span.start) - last
        if behind == 1 or (behind == _DATED and context.is_of(last + 2)):
            end = timex.span.end
    span = Span(mention.span.start, end)
    return replace(mention, span=span, surface=span.of(context.article.text))


def _told_types(
    context: Context, mentions: Sequence[Mention]
) -> dict[str, set[EntityType]]:
    """The types that common nouns tell, by names that the knowledge base lacks and by their first words."""
    told: defaultdict[str, set[EntityType]] = defaultdict(set)
    for mention in mentions:
        opening, before = context.before(mention.span, 2)
        type_ = context.words.heads.get(before)
        # "le patron du syndicat Awa Ndiaye"
        is_complement = context.words.atoms.get(opening) in ("of", "of_the")
        if type_ is None or is_complement or context.kb.named(mention.surface):
            continue
        told[key(mention.surface)].add(type_)
        told[_first(mention.surface)].add(type_)
    return told


def _common_type(
    told: Mapping[str, set[EntityType]], surface: str
) -> EntityType | None:
    """The one type told of a name or of its first word; none for none or several."""
    types = told.get(key(surface)) or told.get(_first(surface)) or set()
    return next(iter(types)) if len(types) == 1 else None


def _surnames(mentions: Sequence[Mention]) -> set[str]:
    """Last words of the full names of people."""
    found = set()
    for mention in mentions:
        if mention.type is EntityType.PER and " " in mention.surface:
            found.add(key(mention.surface.split()[-1]))
    return found


def _first_names(mentions: Sequence[Mention]) -> set[str]:
    """First words of the full names of people."""
    people = [m for m in mentions if m.type is EntityType.PER]
    return {m.surface.split()[0] for m in people if " " in m.surface}


def _is_first_name(
    context: Context, mention: Mention, first_names: Collection[str]
) -> bool:
    """Whether somebody's first name stands alone: "le meurtre de Lucie"."""
    name = mention.surface
    is_known = name in lexicon().first_names and not context.kb.named(name)
    return is_known and name in first_names


def _first(name: str) -> str:
    return key(name).split()[0]


def _governs(context: Context, mention: Mention) -> bool:
    """Whether a place is called so by another name only, and somebody in office at home is, too: "l’ancien protégé de Hollande"."""
    if mention.type is not EntityType.LOC:
        return False
    kb = context.kb
    bearers = [kb.entities[i] for i in context.kb.named(mention.surface)]
    places = [each for each in bearers if each.type is EntityType.LOC]
    people = [each for each in bearers if each.type is EntityType.PER]
    if len(people) != 1 or any(key(p.name) == key(mention.surface) for p in places):
        return False
    (person,) = people
    home = context.about.home
    return any(office.of == home for office in context.held(person.id))


def find_events(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """`la coupe de la ligue` in small letters, where the article names the Coupe de la Ligue 2016."""
    taken = offsets(mention.span for mention in mentions)
    short: dict[str, Keys] = {}
    for mention in mentions:
        if mention.type is not EntityType.EVENT:
            continue
        words = tuple(
            context.keys[t.index] for t in context.doc.tokens_in(mention.span)
        )
        if len(words) > _OF_EVENT:
            short.setdefault(words[0], words)
    for token in context.doc.tokens:
        words = short.get(context.keys[token.index], ())
        has_article = context.is_definite(token.index - 1)
        if not words or not token.text.islower() or not has_article:
            continue
        count = _in_common(context, token, words)
        span = context.span(token.index, token.index + count)
        if count >= _OF_EVENT and span.start not in taken:
            surface = span.of(context.article.text)
            yield Mention(span, surface, MentionKind.ALIAS, EntityType.EVENT, RULE)


def _in_common(context: Context, first: Token, words: Keys) -> int:
    """How many words from one on are the first ones of a name, up to a noun or name."""
    count = 0
    for at, word in enumerate(words):
        if context.key(first.index + at, first.sentence) != word:
            break
        if context.doc.tokens[first.index + at].pos in ("NOUN", "PROPN", "ADJ"):
            count = at + 1
    return count


def _is_where(context: Context, mention: Mention) -> bool:
    """Whether a place is meant by a word that is somebody's surname as well: "en Hollande"."""
    (before,) = context.before(mention.span)
    readings = context.words.places.prepositions.values()
    said = any(reading.get(before) == "place" for reading in readings)
    is_of = context.words.atoms.get(before) in ("of", "of_the", "the")
    return mention.type is not EntityType.PER and said and not is_of


class _Finder:
    """Knows the first words of bodies and the surnames of people that an article names in full."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._taken = offsets(m.span for m in mentions)
        self._types: dict[str, EntityType] = {}
        self._acronyms: dict[str, EntityType] = {}
        for mention in mentions:
            for word in _shortened(context, mention):
                self._types.setdefault(word, mention.type)
            if mention.type is not EntityType.PER:
                for letters in acronyms(mention.surface):
                    self._acronyms.setdefault(letters, mention.type)

    def read(self, token: Token) -> Iterator[Mention]:
        """The short form that a word is, if it is one."""
        if not token.text[0].isupper():
            return
        type_ = self._types.get(key(token.text)) or self._type_with_article(token)
        if token.text.isupper():
            type_ = type_ or self._acronyms.get(key(token.text))
        if type_ is None or token.start in self._taken:
            return
        if token.start in self._context.idiomatic:
            return
        if self._stands_so(token, type_):
            yield Mention(
                token.span,
                token.span.of(self._context.article.text),
                MentionKind.ALIAS,
                type_,
                RULE,
            )

    def _type_with_article(self, token: Token) -> EntityType | None:
        """What `Monde` names in "au Monde": who is known with the article that is meant; none for nobody."""
        name = name_with_article(self._context, token.span)
        known = [self._context.kb.entities[i] for i in self._context.kb.named(name)]
        return known[0].type if len(known) == 1 else None

    def _stands_so(self, token: Token, type_: EntityType) -> bool:
        """Whether grammar lets a word be the whole name: a surname, or a noun with its article and no complement."""
        context = self._context
        first = context.doc.bounds[token.sentence]
        if type_ is EntityType.PER:
            # Every word has a capital at the beginning of a sentence; a noun would have an article.
            is_name = token.pos in ("PROPN", "NOUN")
            return token.index > first or is_name or _is_no_word(token.low)
        after = token.index + 1
        has_article = context.is_definite(token.index - 1)
        if token.index == first or not has_article:
            # "Valfond a annoncé": a word that is only ever a name needs no article.
            return token.pos == "PROPN" and not context.kb.named(token.text)
        if context.is_completed(after, token.sentence):
            return False
        following = context.doc.tokens[after] if after < len(context.keys) else None
        if following is None or following.sentence != token.sentence:
            return True
        return following.pos not in ("ADJ", "PROPN")


def is_any_states(context: Context, word: str) -> bool:
    """Whether a word with a capital is what every state has: "l’État" is no État islamique, "le Conseil" is one named."""
    is_body = context.is_in(word, "bodies", "shortened")
    return context.is_in(word, "public") and not is_body


def _is_no_word(low: str) -> bool:
    """Whether nobody writes a word with a small letter: the parse knows nothing of "Pilloud"."""
    return low not in lexicon().clusters


def _shortened(context: Context, mention: Mention) -> Iterator[str]:
    """The single words that may stand for a full name: a surname, or the first word of a body's name."""
    word = mention.surface
    # "Searchlight" again, at the head of a sentence.
    is_sure = mention.status is Status.MACHINE and " " not in word
    if is_sure and _is_no_word(word.lower()):
        yield key(word)
    if mention.type is EntityType.PER:
        words = mention.surface.split()
        if len(words) > 1:
            yield key(words[-1])
            if words[0] in lexicon().first_names:
                yield key(words[0])
        return
    for name in full_names(context, mention.surface):
        words = key(name).split()
        if len(words) > 1 and not is_any_states(context, words[0]):
            yield words[0]
    # "FC Morlange": its last word may stand for it, where that is no place or person.
    own = mention.surface.split()
    if len(own) > 1 and own[-1][0].isupper() and not context.kb.named(own[-1]):
        yield key(own[-1])
