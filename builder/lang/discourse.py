"""Who the subject of each verb is: sentences with their verbs, and the actors that stand before, after and behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.verbs import Token, Verb, bare, grammar, tokens, verbs
from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.mention import Link
    from builder.model.moment import Dating

_REACH = 60
"""Tokens at most between a verb and its subject; more is no sentence of the press."""

_MEMORY = 8
"""Sentences back in which a pronoun finds its antecedent."""

_BREAKS = frozenset(',;:.!?…()[]«»“”"–—')
_ACTING = frozenset({EntityType.PER, EntityType.ORG, EntityType.MEDIA, EntityType.NORP, EntityType.LOC})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts or speaks in a sentence."""

    words: Span | None
    entities: tuple[str, ...] = ()
    form: str = "xs"
    """Gender (m, f, x where unknown) and number (s, p)."""

    pronoun: bool = False

    def fits(self, form: str) -> bool:
        """Whether a pronoun of this form can stand for the actor."""
        return self.form[1] == form[1] and (self.form[0] == form[0] or "x" in (self.form[0], form[0]))


@dataclass(slots=True)
class Unit:
    """One sentence, or several that one quotation binds together."""

    span: Span
    sentence: Sentence
    words: list[Token]
    verbs: tuple[Verb, ...]
    subjects: dict[int, Actor] = field(default_factory=dict)
    """Index of a verb → its subject, where one was found."""

    spoken: frozenset[int] = frozenset()
    """Indices of the verbs of saying."""


class Scene:
    """An article as a sequence of sentences with verbs and subjects. Everything is found in one pass."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quoted: Iterable[Span],
        found: tuple[Sequence[Dating], Sequence[Link]],
        pack: LanguagePack,
        kb: KnowledgeBase,
    ) -> None:
        """Read the article; `quoted` are the outermost quotations with their marks."""
        self.text = article.text
        self.pack, self.kb = pack, kb
        self.grammar = grammar(pack)
        self.speech = pack.data("speech")
        self.quoted = sorted(quoted)
        self.datings = sorted(found[0], key=lambda d: d.span)
        self.links = sorted((k for k in found[1] if k.verdict is not Verdict.REFUSED), key=lambda k: k.mention.span)
        self._starts = [k.mention.span.start for k in self.links]
        self._when = [d.span.start for d in self.datings]
        self._clause = frozenset(self.speech["clause"])
        self._stops = frozenset(self.speech["stops"])
        self._titles = frozenset(t.lower() for t in self.speech["titles"])
        self._subordinators = frozenset(self.speech["subordinators"])
        self._saying = saying(pack)
        self._sentences = [s.span.start for s in sentences]
        self.units: list[Unit] = []
        for span, sentence in self._units(sentences):
            words = [t for t in tokens(self.text, span.start, span.end) if not self.inside_quote(t.start)]
            known = verbs(words, self.grammar)
            spoken = frozenset(i for i, v in enumerate(known) if v.lemmas & self._saying)
            unit = Unit(span, sentence, words, known, spoken=spoken)
            self.units.append(unit)
            for index in range(len(unit.verbs)):
                self._find_subject(unit, index)

    def _units(self, sentences: Sequence[Sentence]) -> list[tuple[Span, Sentence]]:
        """Sentences, those that one quotation runs through taken together."""
        joined: list[tuple[Span, Sentence]] = []
        for sentence in sentences:
            if joined and joined[-1][1].block == sentence.block and self.inside_quote(sentence.span.start, edge=False):
                joined[-1] = (Span(joined[-1][0].start, sentence.span.end), joined[-1][1])
            else:
                joined.append((sentence.span, sentence))
        return joined

    def inside_quote(self, at: int, *, edge: bool = True) -> bool:
        """Whether a place lies in a quotation; its first mark counts with `edge` only."""
        index = bisect_right(self.quoted, Span(at, len(self.text))) - 1
        return index >= 0 and (self.quoted[index].start < at or edge) and at < self.quoted[index].end

    def breaks(self, start: int, end: int) -> bool:
        """Whether a sentence begins between two places."""
        return bisect_left(self._sentences, start) < bisect_left(self._sentences, end + 1)

    def links_in(self, span: Span) -> list[Link]:
        """Links whose words lie in a span, in order."""
        lo, hi = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [k for k in self.links[lo:hi] if k.mention.span.end <= span.end]

    def datings_in(self, span: Span) -> list[Dating]:
        """Expressions of time in a span, in order."""
        return self.datings[bisect_left(self._when, span.start) : bisect_left(self._when, span.end)]

    def _mention_at(self, at: int) -> Link | None:
        """The link whose words cover a place."""
        index = bisect_right(self._starts, at) - 1
        return self.links[index] if index >= 0 and at < self.links[index].mention.span.end else None

    def _dated(self, at: int) -> bool:
        index = bisect_right(self._when, at) - 1
        return index >= 0 and at < self.datings[index].span.end

    # -- subjects ------------------------------------------------------------------------------------------------

    def _find_subject(self, unit: Unit, index: int) -> None:
        verb = unit.verbs[index]
        actor = self.subject(unit, index)
        if actor is None and not verb.finite:
            previous = [i for i in range(index) if unit.verbs[i].finite and i in unit.subjects]
            actor = unit.subjects[previous[-1]] if previous and not verb.passive else None
        if actor is not None:
            unit.subjects[index] = actor

    def subject(self, unit: Unit, index: int) -> Actor | None:
        """The subject of a verb: an inverted pronoun, the wording before it, or after it where it is inverted."""
        verb = unit.verbs[index]
        if verb.pronoun:
            end = next(w.end for w in unit.words[verb.first : verb.last + 1] if w.low.startswith("-"))
            words = Span(end - len(verb.pronoun), end)
            return self.antecedent(unit, verb.pronoun, verb.span.start, words=words, incise=True)
        if verb.tense == "pp":
            return self.agent(unit, verb)
        if not verb.finite:
            return None
        if self.inverted(unit, index):
            return self.after(unit, verb.last + 1)
        return self.before(unit, verb.first, plural=verb.plural)

    def inverted(self, unit: Unit, index: int) -> bool:
        """Whether the subject follows: `…, a déclaré mercredi le ministre`."""
        verb = unit.verbs[index]
        if verb.pronoun:
            return True
        at = self._head(unit, verb.first)
        if at == 0:
            return verb.finite and unit.span.start < unit.words[0].start and self._closes(unit, 0)
        previous, head = unit.words[at - 1], unit.words[at]
        if self.inside_quote(head.start - 2) or self._closes(unit, at):
            return True
        if previous.low in ("comme", "où", "que", "qu'") and not self.before(unit, verb.first, plural=verb.plural):
            return True
        if previous.low != ",":
            return False
        if self._closes(unit, at - 1):
            return not self._announces(unit, verb)
        return any(v.finite and not self._relative(unit, v) for v in unit.verbs[:index]) and not self._announces(
            unit, verb
        )

    def _closes(self, unit: Unit, at: int) -> bool:
        """Whether a quotation ends right before the token at an index."""
        start = unit.words[at].start
        gap = self.text[max(start - 3, unit.span.start) : start].rstrip()
        place = max(start - 3, unit.span.start) + len(gap) - 1
        return bool(gap) and place >= 0 and self.inside_quote(place)

    def _announces(self, unit: Unit, verb: Verb) -> bool:
        following = unit.words[verb.last + 1].low if verb.last + 1 < len(unit.words) else ""
        return following in ("que", "qu'", ":")

    def _relative(self, unit: Unit, verb: Verb) -> bool:
        at = self._head(unit, verb.first)
        return any(w.low in ("qui", "que", "qu'", "dont", "où") for w in unit.words[max(0, at - 2) : at])

    def _head(self, unit: Unit, first: int) -> int:
        """Index of the first clitic before a verb (`ne`, `s'`, `lui`)."""
        while first > 0 and unit.words[first - 1].low in self.grammar.clitics:
            if unit.words[first - 1].low in ("nous", "vous"):
                break
            first -= 1
        return first

    def before(self, unit: Unit, first: int, *, plural: bool) -> Actor | None:
        """The subject to the left of a verb; interposed phrases between commas are stepped over."""
        at = self._head(unit, first)
        if at == 0:
            return None
        word = unit.words[at - 1]
        forms = self.speech["pronouns"]
        if word.low in forms:
            return self.antecedent(unit, word.low, word.start, Span(word.start, word.end))
        if word.low == "qui":
            return self.before(unit, at - 1, plural=plural)
        if word.low in self.grammar.subjects:
            return None
        if word.low in (",", "–", "—"):
            return self._across(unit, at - 1, plural=plural)
        return self._phrase(unit, at, plural=plural)

    def _across(self, unit: Unit, comma: int, *, plural: bool) -> Actor | None:
        """The subject before a phrase between commas: `Le maire, Ada Roux, a dit`."""
        for at in range(comma - 1, max(0, comma - _REACH), -1):
            if unit.words[at].low != unit.words[comma].low:
                continue
            actor = self._phrase(unit, at, plural=plural)
            if actor is None:
                continue
            if not actor.entities:
                beside = self._phrase(unit, comma, plural=plural)
                named = self._actor(Span(unit.words[at + 1].start, unit.words[comma].start)) if beside else None
                if named and named.entities and beside and beside.entities:
                    return Actor(actor.words, named.entities, actor.form)
            return actor
        return self._phrase(unit, comma, plural=plural)

    def _phrase(self, unit: Unit, end: int, *, plural: bool) -> Actor | None:
        """The wording that ends before the token at `end`."""
        at = end
        verbal = {i for v in unit.verbs if v.finite for i in range(v.first, v.last + 1)}
        while at > max(0, end - _REACH):
            token = unit.words[at - 1]
            gap = unit.words[at].start - token.end if at < end else 0
            if gap > 1 and self._closes(unit, at):
                break
            if self._mention_at(token.start) is None:
                if token.low in _BREAKS or (at - 1) in verbal or self._dated(token.start):
                    break
                if token.low in self._clause and not (plural and token.low == "et"):
                    break
            at -= 1
        return self._trimmed(unit, at, end)

    def _trimmed(self, unit: Unit, start: int, end: int) -> Actor | None:
        """An actor out of tokens, without what stands before its article, title or name."""
        for at in range(start, end):
            token = unit.words[at]
            if at > start and unit.words[at - 1].low in self.grammar.prepositions:
                continue
            link = self._mention_at(token.start)
            named = link is not None and link.mention.span.start == token.start
            determined = token.low in self.speech["articles"] or token.low in self._titles
            if (
                named
                or determined
                or (self.text[token.start].isupper() and token.low not in self.grammar.prepositions and at > 0)
            ):
                return self._actor(Span(token.start, unit.words[end - 1].end))
        return None

    def after(self, unit: Unit, at: int) -> Actor | None:
        """The subject to the right: `a déclaré mercredi à la presse le ministre Jean Roux`."""
        end = len(unit.words)
        while at < end and (self._dated(unit.words[at].start) or self._skippable(unit.words[at].low)):
            at += 1
        if at < end and unit.words[at].low in self.grammar.prepositions:
            at = self._past_phrase(unit, at)
        if at >= end or unit.words[at].low in _BREAKS or unit.words[at].low in ("que", "qu'"):
            return None
        return self.phrase_from(unit, at)

    def _skippable(self, low: str) -> bool:
        return low in self.grammar.adverbs - self.grammar.prepositions - {"son", "sa", "deux", "trois"} or low.endswith(
            "ment"
        )

    def _past_phrase(self, unit: Unit, at: int) -> int:
        """Step over `à la presse`, `sur Twitter`: to the next article, title or name that no preposition holds."""
        for i in range(at + 1, min(at + 12, len(unit.words))):
            token, previous = unit.words[i], unit.words[i - 1]
            if token.low in _BREAKS:
                return len(unit.words)
            link = self._mention_at(token.start)
            starts = token.low in self.speech["articles"] or token.low in self._titles
            starts |= link is not None and link.mention.span.start == token.start
            held = previous.low in self.grammar.prepositions or previous.low in self.speech["articles"]
            if starts and not held:
                return i
        return len(unit.words)

    def phrase_from(self, unit: Unit, at: int) -> Actor | None:
        """The wording that begins at a token and ends before the next sign, verb or stop word outside a name."""
        first, named = at, False
        for i in range(at, min(at + _REACH, len(unit.words))):
            token = unit.words[i]
            link = self._mention_at(token.start)
            if link is None or link.mention.span.start == token.start:
                if i > first and unit.words[i].start - unit.words[i - 1].end > 1 and self._closes(unit, i):
                    break
                if link is None and self._ends(unit, i, first, named=named):
                    break
            named |= link is not None and link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
            at = i + 1
        if at == first:
            return None
        return self._actor(Span(unit.words[first].start, unit.words[at - 1].end))

    def _ends(self, unit: Unit, index: int, first: int, *, named: bool) -> bool:
        token = unit.words[index]
        if token.low in _BREAKS:
            return not (token.low == "." and unit.words[index - 1].low in self._titles)
        if index == first:
            return False
        if token.low == "et":
            following = unit.words[index + 1 : index + 2]
            return not (following and self._starts_actor(following[0]))
        if token.low in ("à", "au", "aux", "en", "pour", "par") and not named:
            return self._dated(token.start) or token.low == "par"
        if self._dated(token.start) or token.low in self._stops:
            return True
        return any(v.finite and v.first == index for v in unit.verbs)

    def _starts_actor(self, token: Token) -> bool:
        return token.low in self.speech["articles"] or self._mention_at(token.start) is not None

    def agent(self, unit: Unit, verb: Verb) -> Actor | None:
        """The one after `par`: `présentée par Moscou comme …`."""
        for at in range(verb.last + 1, min(verb.last + 5, len(unit.words))):
            if unit.words[at].low == "par" and at + 1 < len(unit.words):
                actor = self.phrase_from(unit, at + 1)
                return actor if actor and (actor.entities or actor.words) else None
            if unit.words[at].low in _BREAKS:
                return None
        return None

    # -- who is meant --------------------------------------------------------------------------------------------

    def _actor(self, span: Span) -> Actor:
        """Who a wording stands for, with gender and number."""
        low = self.text[span.start : span.end].lower().replace("’", "'")
        first = tokens(low)[0].low if tokens(low) else ""
        form = self.speech["articles"].get(first, "xs")
        heads = self.heads(span)
        entities = tuple(dict.fromkeys(e for k in heads for e in k.entities))
        if low in self.speech["demonstratives"] and self.units:
            form = ("f" if first in ("cette", "la") else "m") + ("p" if low.startswith("ces") else "s")
            return self.antecedent(self.units[-1], form, span.start, span)
        if len(entities) > 1:
            form = form[0] + "p"
        known = self.kb.entities.get(entities[0]) if len(entities) == 1 else None
        if known is not None and known.gender and form[0] == "x":
            form = known.gender[0] + form[1]
        return Actor(span, entities, form)

    def heads(self, span: Span) -> list[Link]:
        """The links that a wording is about, without those that only complete it ("la mère de Kevin")."""
        inside = [k for k in self.links_in(span) if k.mention.type in _ACTING and k.entities]
        inside = [k for k in inside if k.mention.kind is not MentionKind.DEMONYM and k.verdict is not Verdict.AMBIGUOUS]
        head = [k for k in inside if not self._held(span, k)]
        people = [k for k in head if k.mention.type is EntityType.PER]
        if people:
            named = [k for k in people if k.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)]
            return self._coordinated(span, head, named or people)
        if head:
            return self._coordinated(span, head, head[:1])
        first = next((t.low for t in tokens(self.text, *_bounds(span)) if t.low not in self.speech["articles"]), "")
        return inside[-1:] if first in self.speech["documents"] else []

    def _coordinated(self, span: Span, head: Sequence[Link], chosen: Sequence[Link]) -> list[Link]:
        """Every one of `X et Y`; the first alone where they only explain each other."""
        if " et " in self.text[span.start : span.end]:
            return list(head)
        return list(chosen[:1])

    def _held(self, span: Span, link: Link) -> bool:
        """Whether a preposition makes a mention a complement of another word."""
        ahead = [t.low for t in tokens(self.text, span.start, link.mention.span.start)]
        return any(t in self.grammar.prepositions for t in ahead[ahead.index("et") + 1 if "et" in ahead else 0 :])

    def antecedent(self, unit: Unit, pronoun: str, at: int, words: Span, *, incise: bool = False) -> Actor:
        """The last fitting subject: main clauses before subordinate ones, this sentence before earlier ones.

        What stands before `a-t-il dit` is what he says: there only speakers of the same sentence are looked at.
        """
        form = self.speech["pronouns"].get(pronoun, pronoun)
        recent = [unit, *(u for u in reversed(self.units[-_MEMORY:]) if u is not unit)]
        for other in recent if form != "xs" else ():
            for index, actor in self._by_rank(other, at):
                said = index in other.spoken
                if not actor.fits(form) or actor.words == words or not (actor.entities or said):
                    continue
                if not (incise and other is unit and not said):
                    return Actor(words if actor.entities else actor.words, actor.entities, form, pronoun=True)
        return Actor(words, (), form, pronoun=True)

    def _by_rank(self, unit: Unit, at: int) -> list[tuple[int, Actor]]:
        """Subjects of the finite verbs before a place: main clauses and verbs of saying first, the last first."""
        found = [(i, a) for i, a in unit.subjects.items() if unit.verbs[i].finite and unit.verbs[i].span.start < at]
        return sorted(found, key=lambda f: (self.subordinate(unit, f[0]), f[0] not in unit.spoken, -f[0]))

    def subordinate(self, unit: Unit, index: int) -> bool:
        """Whether `que`, `qui`, `lorsque` … opens the clause of a verb, or of the verb it is joined to."""
        while index >= 0:
            start = unit.verbs[index - 1].last + 1 if index else 0
            ahead = {w.low for w in unit.words[start : unit.verbs[index].first]}
            if ahead & self._subordinators:
                return True
            if "," in ahead or not index:
                return False
            index -= 1
        return False


@lru_cache(maxsize=4)
def saying(pack: LanguagePack) -> frozenset[str]:
    """Infinitives of the verbs of saying."""
    return frozenset(
        bare(p)[0] for manner, ps in pack.data("speech")["verbs"].items() if manner != "incise" for p in ps
    )


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end
