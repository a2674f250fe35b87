"""Finds offices and groups: the patterns of the language over the words of each sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builder.annotate.links.phrases import (
    GroupPhrase,
    OfficePhrase,
    Phrases,
    RoleModifiers,
    TitleHit,
)
from builder.annotate.links.words import (
    COMMON,
    FORMER,
    GROUPS,
    IDIOMS,
    KNOWN,
    OCCASIONS,
    TITLES,
)
from builder.model.mention import EntityType, Link, LinkStatus
from builder.syntax.patterns import Node
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token
    from builder.syntax.phrase_lists import Keys

_AROUND = {
    "formerly": RoleModifiers.FORMER,
    "late": RoleModifiers.FORMER | RoleModifiers.LATE,
    "coming": RoleModifiers.FUTURE | RoleModifiers.ELECT,
    "elect": RoleModifiers.FUTURE | RoleModifiers.ELECT,
    "next": RoleModifiers.FUTURE,
    "newly": RoleModifiers.NEW,
    "ordinal": RoleModifiers.ORDINAL,
    "number": RoleModifiers.ORDINAL,
    "the": RoleModifiers.DEFINITE,
    "mine": RoleModifiers.DEFINITE,
    "of_the": RoleModifiers.DEFINITE,
    "at_the": RoleModifiers.DEFINITE,
    "any": RoleModifiers.GENERIC,
    "of_many": RoleModifiers.GENERIC,
    "then": RoleModifiers.THEN,
}
"""What each class of words before an office says."""

_BEHIND = ("coming", "elect", "next", "then")
"""Classes of which words say the same behind it."""

_PLAIN = ("word", "noun", "adj", "cap", "name", "person")
_BARE_WORDS = (*_PLAIN, "and", "as", "at", "between", "civil")
"""What stands right before an office without article that is told of somebody."""

_NAMES = ("name", "person")
_BY_POS = {"ADJ": "adj", "NOUN": "noun"}
"""Classes of words that no list names, by the parse."""

_OFFICE_WORDS = ("title", "portfolio", "titles", "office_name")
_ARTICLED = ("the", "mine", "the_many", "of_the", "at_the", "of_many", "any", "then")
_AFTER_ARTICLE = frozenset((*_ARTICLED, "and", "as", "self", "sign", "comma", "paren"))
_QUALIFIERS = ("modifier", "formerly", "coming", "elect", "newly", "current", "ordinal")
_WITHOUT_COMMA = 2
"""Nodes of a name with an office right behind it."""

_OF_ITS_OWN = ("noun", "cap")
"""Words of a complement whose own complements are not the office's."""

_GAP = ("modifier", "elect", "newly", "current")
"""Classes of adjectives that may stand after the first word of a title."""


def find_phrases(context: Context, links: Sequence[Link]) -> Phrases:
    """Every office and group of the told text. Names in them stay marks of their own."""
    finder = _Finder(context, {link.mention.span.start: link for link in links})
    finder.note_titles()
    for sentence in range(len(context.doc.sentences)):
        finder.read(sentence)
    return finder.found


@dataclass(slots=True)
class _Finder:
    """Makes nodes of the words of a sentence, and reads what the patterns make of the nodes."""

    context: Context
    starting: Mapping[int, Link]
    """The names of the article, by where they begin."""

    found: Phrases = field(default_factory=Phrases)
    titles: dict[int, list[TitleHit]] = field(default_factory=dict)
    """By the first token, the longest first."""

    atoms: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Phrases of the language that are one atom: class and end, by the first token."""

    previous: dict[int, Node] = field(default_factory=dict)
    """The node before each node of the sentence, by where that begins."""

    def note_titles(self) -> None:
        """Find the phrases of all lists, once for the article."""
        for hit in self.context.phrases:
            if hit.name == TITLES:
                self._note_title(hit.first, hit.stop, None)
            elif hit.name == GROUPS:
                self.atoms.setdefault(hit.first, ("group", hit.stop))
            elif hit.name not in (IDIOMS, COMMON, OCCASIONS, KNOWN):
                self.atoms.setdefault(hit.first, (hit.name, hit.stop))
        self._note_parted()

    def _note_parted(self) -> None:
        """Titles with an adjective after their first word: "ministre [russe] des Affaires étrangères"."""
        keys, tokens = self.context.keys, self.context.doc.tokens
        kept = [i for i, token in enumerate(tokens) if not self._parts(token)]
        for hit in self.context.words.phrases.find([keys[i] for i in kept]):
            at = kept[hit.first : hit.stop]
            # One adjective, right behind the head.
            is_parted = len(at) > 1 and at[-1] - at[0] == len(at)
            if hit.name == TITLES and is_parted and at[1] - at[0] > 1:
                self._note_title(at[0], at[-1] + 1, at[0] + 1)

    def _parts(self, token: Token) -> bool:
        key = self.context.keys[token.index]
        is_qualifier = self.context.words.atoms.get(key) in _GAP
        return is_qualifier or self.context.is_adjective(token)

    def _note_title(
        self,
        first: int,
        stop: int,
        inside: int | None,
    ) -> None:
        tokens, keys = self.context.doc.tokens, self.context.keys
        head = tokens[first]
        # "Ada Roux, maire de Lima, juge la situation grave."
        is_verb = head.pos == "VERB" and head.is_finite and stop == first + 1
        if is_verb or head.sentence != tokens[stop - 1].sentence:
            return
        if self._begins_name(tokens[first + 1 : stop]):
            return
        words = tuple(keys[i] for i in range(first, stop) if i != inside)
        title = self.context.words.titles[words]
        is_republic = self.context.roles.home_kind in title.kinds
        if not self._is_written_so(first, stop, is_republic=is_republic):
            return
        state = None
        if inside is not None and self.context.is_adjective(tokens[inside]):
            state = self.context.state_of(tokens[inside])
        hit = TitleHit(title, first, stop, state)
        hits = self.titles.setdefault(first, [])
        hits.append(hit)
        hits.sort(key=lambda other: -other.stop)

    def _begins_name(self, inside: Sequence[Token]) -> bool:
        """`le président du [Conseil européen]` heads no government."""
        link = self.starting.get(inside[-1].start) if inside else None
        if link is None or link.verdict is not LinkStatus.LINKED:
            return False
        return link.mention.span.end > inside[-1].end

    def _is_written_so(self, first: int, stop: int, *, is_republic: bool) -> bool:
        """Whether the words that need a capital have one, and "République" does not begin a state's name."""
        context = self.context
        tokens = context.doc.tokens[first:stop]
        after = context.key(stop, tokens[-1].sentence)
        # "le président de la République populaire de Chine" is that state's.
        if is_republic and context.is_in(after, "republic_of"):
            return False
        for token in tokens:
            needs_capital = context.listed(token.index, "capitalised")
            if needs_capital and not token.text[0].isupper():
                return False
            # "jugé" is no "juge"; capitals may lack their accents.
            is_plain = fold(token.low) == token.low or self._parts(token)
            if not is_plain and token.low not in context.words.spelled:
                return False
        return True

    def read(self, sentence: int) -> None:
        """Find what a sentence holds."""
        lo, hi = self.context.doc.bounds[sentence : sentence + 2]
        # Every word is a node: what no list names still parts two patterns.
        nodes: list[Node] = []
        at = lo
        while at < hi:
            name, stop, value = self._atom(at, nodes)
            span = self.context.span(at, stop)
            nodes.append(Node(name, span.start, span.end, value))
            at = stop
        if not nodes:
            return
        end = nodes[-1].end
        self.previous = dict(
            zip([node.start for node in nodes[1:]], nodes, strict=False)
        )
        row = [*nodes, Node("end", end, end)]
        composed = self.context.words.patterns.compose(row, self.context.doc)
        for node in composed:
            self._take(node, sentence)

    def _atom(self, at: int, nodes: Sequence[Node]) -> tuple[str, int, object]:
        """Class, end and value of what begins at a token."""
        token = self.context.doc.tokens[at]
        atom, stop = self.atoms.get(at, ("", at))
        title = self._title(at, nodes)
        if title is not None and title.stop >= stop:
            return self._class_of(title), title.stop, title
        link = self.starting.get(token.start)
        if link is not None:
            is_person = link.mention.type is EntityType.PER
            end = max(self.context.index(link.mention.span.end), at + 1)
            return "person" if is_person else "name", end, link
        if atom:
            return atom, stop, None
        return self._single(token), at + 1, None

    def _single(self, token: Token) -> str:
        # Before the lists: "socialiste" is no demonym, but "russe" is one and no more.
        if self.context.is_adjective(token):
            return "demonym"
        listed = self.context.atom(token.index)
        if listed:
            return listed
        if token.text[0].isdigit():
            return "number"
        if not token.is_word:
            return "sign"
        if token.text[0].isupper():
            return "cap"
        return _BY_POS.get(token.pos, "word")

    def _title(self, at: int, nodes: Sequence[Node]) -> TitleHit | None:
        hits = self.titles.get(at)
        if not hits:
            return None
        # A word may be a name: "Reine" of a known entity.
        link = self.starting.get(self.context.doc.tokens[at].start)
        if link is not None and link.verdict is LinkStatus.LINKED:
            return None
        needs_article = self.context.listed(at, "articled")
        return None if needs_article and not _after_article(nodes) else hits[0]

    def _class_of(self, hit: TitleHit) -> str:
        if hit.title.many:
            return "titles"
        if hit.title.office:
            return "office_name"
        key = self.context.keys[hit.first]
        if hit.stop - hit.first == 1 and self.context.is_in(key, "portfolio"):
            return "portfolio"
        return "title"

    def _take(self, node: Node, sentence: int) -> None:
        """Note what a node says; a holder's node holds an office and a name."""
        if node.name == "office":
            self.found.offices.append(self._office(node, sentence))
        elif node.name in ("holder", "likely"):
            self._take_holder(node, sentence)
        elif node.name == "opening":
            self._take_opening(node, sentence)
        elif node.name == "counted":
            self._take_group(node, sentence)

    def _take_holder(self, node: Node, sentence: int) -> None:
        first = node.parts[0]
        # "le ministre Jan Vik, maire de Lima": the first office is inside.
        if first.name != "office":
            self._take(first, sentence)
        person = _person(node)
        beside = None if self._is_apart(node, person) else person
        direct = node.name == "holder"
        offices = [part for part in node.parts if part.name == "office"]
        last = offices[-1]
        for office in offices:
            # "la maire et présidente Ada Roux" is one, "le pape et le cardinal Vik" are two.
            is_hers = office is last or last.parts[0].name not in _ARTICLED
            whom = beside if is_hers else None
            phrase = self._office(office, sentence)
            self.found.offices.append(replace(phrase, beside=whom, direct=direct))

    def _take_opening(self, node: Node, sentence: int) -> None:
        """`Le secrétaire général, Jan Vik appelle`: with which a sentence opens is beside the name, though no comma closes it."""
        office = node.parts[0]
        first = self.context.doc.bounds[sentence]
        words_before = self.context.index(office.parts[0].start) - first
        if words_before:
            self._take(office, sentence)
        else:
            self._take_holder(node, sentence)

    def _is_apart(self, node: Node, person: Link | None) -> bool:
        """Whether an office beside a name is no apposition to it.

        "avec Emmanuel Macron, le chancelier allemand et …" is a list, and an office
        with an article needs a comma.
        """
        office = node.parts[-1]
        if office.name != "office":
            return self._is_of_complement(node.parts[0], person)
        if office.parts[0].name not in ("the", "mine"):
            return False
        # "Félix Tremblay porte-parole" needs no comma; "Félix Tremblay le porte-parole" does.
        if len(node.parts) == _WITHOUT_COMMA:
            return True
        after = self.context.index(office.end)
        return self.context.atom(after) == "and"

    def _is_of_complement(self, office: Node, person: Link | None) -> bool:
        """Whether a name belongs to what an office is of: "le conseiller du président Obama", "la clinique Saint-Jude", "les parents Lambert"."""
        titles = [part for part in office.parts if part.name in _OFFICE_WORDS]
        last = office.parts[-1]
        if len(titles) > 1 or person is None or last.name != "noun":
            return len(titles) > 1
        if " " in person.mention.surface:
            return False
        noun = self.context.doc.token_at(last.start)
        is_plural = noun is not None and noun.number == "p"
        return is_plural or self.context.kb.entities.keys().isdisjoint(person.entities)

    def _take_group(self, node: Node, sentence: int) -> None:
        words = self.context.words
        head = next(part for part in node.parts if part.name in ("group", "titles"))
        # "les deux ministres" is a group, "les deux chanceliers" no word of the list.
        group = words.groups.get(self._keys(head))
        if group is None:
            return
        numbers = [part for part in node.parts if part.name == "count"]
        count = group.count
        for number in numbers:
            count = words.roles.numbers[self._keys(number)[0]]
        phrase = GroupPhrase(node.span, sentence, count, group)
        self.found.groups.append(phrase)

    def _keys(self, node: Node) -> Keys:
        # Not by `index`: an office may begin inside of "ex-président".
        first = self.context.doc.token_at(node.start)
        stop = self.context.index(node.end)
        return tuple(self.context.keys[first.index : stop]) if first else ()

    def _office(self, node: Node, sentence: int) -> OfficePhrase:
        # Every pattern of an office has one of these; the first is its title.
        head = next(part for part in node.parts if part.name in _OFFICE_WORDS)
        hit: TitleHit = head.value
        names = [part for part in node.parts if part.name in _NAMES]
        modifiers = self._modifiers(node, head)
        after = self.context.index(node.end)
        # "le pape François" is marked, "le président Trump" is one name with its title.
        is_word = hit.stop - hit.first == 1 and not hit.title.office
        told = node.parts[node.parts.index(head) + 1 :]
        has_tail = any(part.name in _OF_ITS_OWN for part in told)
        is_open = has_tail or self.context.is_completed(after, sentence)
        return OfficePhrase(
            node.span,
            sentence,
            hit.title,
            self._keys(node),
            tuple(self._served(node, hit)),
            modifiers,
            frozenset(name.start for name in names),
            bare=is_word and node.end == head.end,
            open=is_open and RoleModifiers.THEN not in modifiers,
        )

    def _served(self, node: Node, hit: TitleHit) -> Iterator[str]:
        """The states and organisations that an office names."""
        found = [hit.state or ""]
        head = node.parts.index(next(p for p in node.parts if p.name in _OFFICE_WORDS))
        for part in node.parts[head + 1 :]:
            # "chef du groupe au [Sénat]": what the group is of, not he.
            if part.name in _OF_ITS_OWN:
                break
            if part.name == "demonym":
                token = self.context.doc.token_at(part.start)
                found.append(self.context.state_of(token) if token else "")
            elif part.name in _NAMES:
                if not hit.title.many:
                    # "le président américain de la Banque mondiale" is the bank's.
                    found = [_meant(part.value)]
                    break
                found.append(_meant(part.value))
        return (entity for entity in found if entity)

    def _modifiers(self, node: Node, head: Node) -> RoleModifiers:
        before = [part for part in node.parts if part.end <= head.start]
        told = self._openness(node, before)
        for part in before:
            told |= _AROUND.get(part.name, RoleModifiers.NONE)
            token = self.context.doc.token_at(part.start)
            if token is not None and token.gender == "f":
                told |= RoleModifiers.FEMININE
        for part in node.parts[len(before) + 1 :]:
            if part.name in _BEHIND:
                told |= _AROUND[part.name]
        token = self.context.doc.token_at(head.start)
        if token is not None and token.low.startswith(FORMER):
            told |= RoleModifiers.FORMER
        return told

    def _openness(self, node: Node, before: Sequence[Node]) -> RoleModifiers:
        """What it tells that no article stands before an office."""
        first = node.parts[0]
        opener = before[0].name if before else ""
        if opener == "of":
            # "de président" any; "d’ancien président" somebody's past.
            alone = len(before) == 1
            return RoleModifiers.GENERIC if alone else RoleModifiers.PREDICATE
        previous = self.previous.get(first.start)
        if opener in _ARTICLED:
            return RoleModifiers.NONE
        if previous is None:
            # "Premier ministre du Luxembourg, il avait …": what he was then.
            opens = self.context.doc.token_at(node.end)
            is_apposed = opens is not None and opens.text == ","
            return RoleModifiers.PREDICATE if is_apposed else RoleModifiers.NONE
        is_bare = previous.name in _BARE_WORDS
        return RoleModifiers.PREDICATE if is_bare else RoleModifiers.NONE


def _after_article(nodes: Sequence[Node]) -> bool:
    """Whether an article, a sign or the beginning stands before a head and its adjectives."""
    at = len(nodes) - 1
    while at >= 0 and nodes[at].name in _QUALIFIERS:
        at -= 1
    return at < 0 or nodes[at].name in _AFTER_ARTICLE


def _meant(link: Link) -> str:
    """What a name literally names; empty where nobody knows."""
    return next(iter(link.literal or link.entities), "")


def _person(node: Node) -> Link | None:
    """The name in a node, not looking into its offices."""
    if node.name == "person":
        link: Link = node.value
        return link
    found = [_person(part) for part in node.parts if part.name != "office"]
    return next((link for link in reversed(found) if link is not None), None)
