"""What is said without quotation marks: under a verb of saying, before an incise, in a frame."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from builder.annotate.quotes.reasons import indirect_reason
from builder.discourse.referents import HeadKind
from builder.discourse.wordings import Manner
from builder.model.article import Span
from builder.model.mention import Status
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.syntax.clause import Governor, Mood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.discourse.attribution import ReportingAct
    from builder.discourse.discourse import Discourse
    from builder.discourse.referents import Actor
    from builder.lang.schema_speech import QuoteWords
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_FEWEST = 3
"""Words that are a saying at least: "a dit que oui" is none."""

_NEAR = 2
"""Words behind what is said in which a quotation goes on with it: "n'est pas une « étape »"."""

_CUTS = frozenset(":;")
_SAID = (Manner.SAY, Manner.ACT, Manner.ACCORDING)
"""Manners in which the words below a verb are what is said: "dément que la route soit
fermée" says something else, and so does what is wanted, promised or thought."""

_TOLD = (Mood.INDICATIVE, Mood.GERUND)
"""Moods of a verb that tells that something was said."""


def reported(discourse: Discourse, words: QuoteWords) -> Iterator[Quote]:
    """Everything that somebody known is told to have said, outside quotation marks.

    In the order of the text, none overlapping another or a quotation: words in marks
    say it better. What is denied, wanted, asked or only thought is not said.
    """
    for sentence in range(len(discourse.doc.sentences)):
        found: list[Quote] = []
        for act in _acts(discourse, sentence):
            span = _said(discourse, act, sentence)
            if span is None or any(span.overlaps(other.span) for other in found):
                continue
            found.append(_quote(discourse, words, act, span, sentence))
        yield from sorted(found, key=attrgetter("span"))


def _acts(discourse: Discourse, sentence: int) -> Sequence[ReportingAct]:
    """The sayings of a sentence whose speaker is told, verbs before frames."""
    tokens = discourse.doc.sentence_tokens(sentence)
    asked = any(token.low == "?" for token in tokens[-1:])
    if asked:
        return ()
    acts = [act for act in discourse.acts(sentence) if _is_told(discourse, act)]
    # "Le port rouvrira, a dit Ada selon l'AFP", "selon Tass, citant Jan Vik, …": the
    # agency only carries it.
    frames = [act for act in acts if act.framed]
    return (*(act for act in acts if not act.framed), *reversed(frames))


def _is_told(discourse: Discourse, act: ReportingAct) -> bool:
    """Whether somebody who can speak is told to have said something."""
    if act.carried or act.manner not in _SAID or not _speaks(act.actor):
        return False
    clause = _clause(discourse, act)
    if act.framed:
        # "Pour Ada Roux, les conséquences sont lourdes": they are, for her.
        cue = act.cue.of(discourse.doc.text).lower()
        return clause is not None and cue not in discourse.words.apart_frames
    if clause is None or clause.negated or clause.modal:
        return False
    # "a reçu un émissaire, Jan Vik, indiquant que …": by the one who received him?
    if clause.mood is Mood.GERUND and clause.governor is Governor.NOUN:
        return False
    return clause.mood in _TOLD and not clause.future


def _speaks(actor: Actor) -> bool:
    """Whether it is a person, a body or a role; a pronoun only for somebody known."""
    if actor.words is None:
        return False
    if actor.entities:
        return actor.kind is not HeadKind.OTHER
    return actor.speaks and not actor.pronoun


def _clause(discourse: Discourse, act: ReportingAct) -> Clause | None:
    return None if act.clause is None else discourse.doc.clauses[act.clause]


def _said(discourse: Discourse, act: ReportingAct, sentence: int) -> Span | None:
    """The words that an act attributes; none where a quotation is among them."""
    if act.framed:
        tokens = _framed(discourse, act, sentence)
    elif act.inverted:
        tokens = _before(discourse, act, sentence)
    else:
        tokens = _complement(discourse, act)
    tokens = _trimmed(discourse, tokens)
    if sum(token.is_word for token in tokens) < _FEWEST:
        return None
    last = tokens[-1].index + 1
    end = min(last + _NEAR, discourse.doc.bounds[sentence + 1])
    around = (*tokens, *discourse.doc.tokens[last:end])
    # "aussi violentes soient-elles": the parse lost the end of it.
    if any(token.start == tokens[-1].end and token.is_word for token in around):
        return None
    if any(map(discourse.context.quoted, around)):
        return None
    return Span(tokens[0].start, tokens[-1].end)


def _complement(discourse: Discourse, act: ReportingAct) -> Sequence[Token]:
    """What a verb of saying governs: "le port rouvrira" of "a dit que le port rouvrira"."""
    doc = discourse.doc
    saying = doc.clauses[act.clause or 0]
    clauses = doc.clauses_in(saying.sentence)
    governed = [c for c in doc.governed(saying) if c.governor is Governor.REPORTING]
    # "assure avoir prévenu la police et affirme que …": the parse joins them as one.
    said = {c.index for c in governed if c.finite == governed[0].finite}
    inside: list[int] = []
    for clause in _downwards(clauses):
        if clause.index in said or clause.governed_by in said:
            said.add(clause.index)
            inside += clause.tokens
    behind = [index for index in inside if doc.tokens[index].start >= act.cue.end]
    if not behind or len(behind) < len(inside):
        return ()
    return doc.tokens[min(behind) : max(behind) + 1]


def _downwards(clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses with each one behind the clause that governs it."""
    depth: dict[int, int] = {}
    by_index = {clause.index: clause for clause in clauses}
    for clause in clauses:
        steps, above = 0, clause.governed_by
        # A circle of a broken parse ends: nothing is deeper than all clauses.
        while above in by_index and steps < len(clauses):
            steps, above = steps + 1, by_index[above].governed_by
        depth[clause.index] = steps
    return sorted(clauses, key=lambda clause: depth[clause.index])


def _before(discourse: Discourse, act: ReportingAct, sentence: int) -> Sequence[Token]:
    """What stands before an incise, to its comma: "Le port rouvrira, a dit Ada"."""
    tokens = discourse.doc.tokens
    clause = _clause(discourse, act)
    if clause is None:
        return ()
    first = discourse.saying.verbs.first(clause).index
    begin = discourse.doc.bounds[sentence]
    if first - 1 <= begin or tokens[first - 1].low != ",":
        return ()
    ahead = tokens[begin : first - 1]
    return ahead if any(token.is_finite for token in ahead) else ()


def _framed(discourse: Discourse, act: ReportingAct, sentence: int) -> Sequence[Token]:
    """The sentence of a frame without it: "Selon Ada Roux, le port rouvrira"."""
    tokens = _unframed(discourse, sentence)
    own = _extent(act)
    behind = [token for token in tokens if token.start >= own.end]
    ahead = [token for token in tokens if token.end <= own.start]
    # A frame in the middle belongs to a part of the sentence that nobody can bound.
    if not any(token.is_word for token in ahead):
        told: Sequence[Token] = behind
    elif not any(token.is_word for token in behind):
        told = _last_part(ahead)
    else:
        return ()
    return told if any(token.is_finite for token in told) else ()


def _unframed(discourse: Discourse, sentence: int) -> list[Token]:
    """The words and signs of a sentence that belong to none of its frames."""
    frames = [_extent(each) for each in discourse.acts(sentence) if each.framed]
    every = discourse.doc.sentence_tokens(sentence)
    return [t for t in every if not any(f.covers(t.span) for f in frames)]


def _extent(act: ReportingAct) -> Span:
    """A frame with the one whom it names: "selon Ada Roux"."""
    words = act.actor.words or act.cue
    return Span(act.cue.start, max(words.end, act.cue.end))


def _last_part(tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands behind the last colon or semicolon, or all."""
    cuts = [at for at, token in enumerate(tokens, start=1) if token.low in _CUTS]
    return tokens[max(cuts, default=0) :]


def _trimmed(discourse: Discourse, tokens: Sequence[Token]) -> Sequence[Token]:
    """Without signs around, and without the "que" that leads to what is said."""
    that = discourse.context.lexicon.words.that
    first, last = 0, len(tokens)
    while first < last and not tokens[first].is_word:
        first += 1
    if first < last and tokens[first].low in that:
        first += 1
    while first < last and not tokens[last - 1].is_word:
        last -= 1
    return tokens[first:last]


def _quote(
    discourse: Discourse,
    words: QuoteWords,
    act: ReportingAct,
    span: Span,
    sentence: int,
) -> Quote:
    named = discourse.doc.sentences[sentence].id
    return Quote(
        quoted=Quoted(span, span),
        kind=QuoteKind.INDIRECT,
        speakers=act.actor.entities,
        speaker_words=act.actor.words,
        cue=act.cue,
        saying=f"{named}i{span.start}",
        said=act.said,
        sentence=named,
        reason=indirect_reason(discourse.doc.text, words, act),
        status=Status.MACHINE,
    )
