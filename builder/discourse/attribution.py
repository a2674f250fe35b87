"""Who says what a sentence tells: by a verb of saying, or by a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.discourse.antecedents import bare
from builder.discourse.frames import Frame, speaks_in
from builder.discourse.referents import Actor, HeadKind
from builder.discourse.wordings import Manner
from builder.model.article import Span
from builder.syntax.clause import Governor, Mood, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.discourse.reference import Reference
    from builder.model.dates import Timex
    from builder.syntax.clause import Clause

_NEAR = 5
"""Words after "a-t-on indiqué" in which "au ministère" begins."""


@dataclass(frozen=True, slots=True)
class ReportingAct:
    """Somebody says something: the words that tell, who, and in what manner."""

    cue: Span
    manner: Manner
    actor: Actor
    clause: int | None = None
    """Index of the clause whose verb says it; for a frame of the clause it stands in;
    none where it stands in none."""

    inverted: bool = False
    """After or inside what is said: "…, a-t-il dit"."""

    said: Timex | None = None
    """When it was said, where the clause tells."""

    carried: bool = False
    """A medium that only carries what somebody else says: "rapporté par l'AFP"."""

    @property
    def framed(self) -> bool:
        """Whether it is a frame, not a verb."""
        return self.manner is Manner.ACCORDING


def read_acts(reference: Reference, sentence: int) -> tuple[ReportingAct, ...]:
    """The acts of a sentence, in the order of the text.

    None inside a quotation but an incise that breaks it.
    """
    found = [*_by_verb(reference, sentence)]
    found += _by_frame(reference, sentence)
    found += _by_quoting(reference, sentence)
    return tuple(sorted(found, key=lambda act: act.cue))


def _by_verb(reference: Reference, sentence: int) -> Iterator[ReportingAct]:
    saying = reference.saying
    last: ReportingAct | None = None
    for clause in reference.doc.clauses_in(sentence):
        manner = saying.manner(clause)
        if manner is None or not _is_told(reference, clause):
            continue
        cue = saying.cue(clause)
        actor = _actor(reference, clause)
        gerund = clause.mood is Mood.GERUND
        if gerund and actor.words is None and last is not None:
            # "« … », a dit Ada Roux, ajoutant que …": wherever the parse hangs it.
            actor = last.actor
        last = ReportingAct(
            cue,
            manner,
            actor,
            clause.index,
            inverted=saying.inverted(clause),
            said=_said(reference, clause, cue),
            carried=_is_carried(reference, clause, actor),
        )
        yield last


def _is_told(reference: Reference, clause: Clause) -> bool:
    """Whether the journalist says it: outside quotations, or breaking into one."""
    saying = reference.saying
    if reference.context.quoted(saying.verbs.first(clause)):
        return saying.breaks_quote(clause)
    return True


def _actor(reference: Reference, clause: Clause) -> Actor:
    """Who says it: the subject, of a passive the one after "par"."""
    saying = reference.saying
    # "« Le port est sûr », estime Ada": the parse joins "est" to the verb behind it.
    active = saying.inverted(clause) or saying.verbs.has_have(clause)
    if clause.voice is Voice.PASSIVE and not active:
        return reference.agent(clause)
    return _institution(reference, reference.subject(clause))


def _institution(reference: Reference, actor: Actor) -> Actor:
    """For "on" of "a-t-on indiqué au ministère" the ministry; else the actor itself."""
    context = reference.context
    words = context.words
    token = context.doc.token_at(actor.words.start) if actor.words else None
    if token is None or bare(token) not in words.anybody:
        return actor
    behind = token.index + 1
    for ahead in context.doc.tokens[behind : behind + _NEAR]:
        if context.lexicon.preposition(ahead.low) in words.among:
            phrase = context.phrase_from(ahead.index + 1)
            known = reference.actor(phrase) if phrase is not None else actor
            return known if known.kind in (HeadKind.BODY, HeadKind.PLACE) else actor
    return actor


def _said(reference: Reference, clause: Clause, cue: Span) -> Timex | None:
    """The day of a saying: a date of the clause's own, behind its verb or at its head."""
    context = reference.context
    first: Timex | None = None
    for timex in context.layers.timexes_in(clause.span):
        token = context.doc.token_at(timex.span.start)
        # "a dit que la mine avait fermé mardi": that day is another clause's.
        own = token is not None and token.index in clause.tokens
        if not own or timex.date is None:
            continue
        # "Arrivé lundi, il a dit mardi …": the one behind the verb.
        if timex.span.start >= cue.end:
            return timex
        first = first or timex
    return first


def _is_carried(reference: Reference, clause: Clause, actor: Actor) -> bool:
    """Whether a medium says it for another: "des propos rapportés par l'AFP"."""
    if clause.mood is not Mood.PARTICIPLE or actor.words is None:
        return False
    links = reference.context.layers.links_in(actor.words)
    return any(reference.context.is_medium(link) for link in links)


def _by_frame(reference: Reference, sentence: int) -> Iterator[ReportingAct]:
    doc = reference.doc
    for frame in reference.frames.of(sentence):
        actor = framed_actor(reference, frame)
        if not speaks_in(frame, actor):
            continue
        clause = doc.clause_of(doc.tokens[frame.at])
        index = clause.index if clause is not None else None
        yield ReportingAct(frame.cue, Manner.ACCORDING, actor, index)


def _by_quoting(reference: Reference, sentence: int) -> Iterator[ReportingAct]:
    """`la mine est sûre, selon Tass citant Jan Vik`: the object is the one who speaks."""
    for clause in reference.doc.clauses_in(sentence):
        if clause.lemma not in reference.words.quoting:
            continue
        if clause.mood is Mood.GERUND and clause.objects:
            cue = reference.saying.cue(clause)
            actor = reference.actor(clause.objects[0])
            yield ReportingAct(cue, Manner.ACCORDING, actor, clause.index)


def framed_actor(reference: Reference, frame: Frame) -> Actor:
    """The one of a frame; of "à ses yeux" whoever was spoken of last."""
    if frame.phrase is None:
        return reference.owner(frame.cue, frame.owner, frame.at)
    actor = reference.actor(frame.phrase)
    words = actor.words
    if words is None or actor.pronoun:
        return actor
    # "L'enterrement est selon l'Église …": the parse makes it the predicate.
    core = frame.phrase.core
    return replace(actor, words=Span(core.start, max(core.end, words.end)))


def sources_of(
    reference: Reference, clause: Clause, acts: tuple[ReportingAct, ...]
) -> tuple[ReportingAct, ...]:
    """The acts that govern a clause, the nearest first.

    Of `acts`, those of its sentence: verbs whose complement it is, frames of it or of
    what it depends on, and an incise behind or inside it.
    """
    found: list[ReportingAct] = []
    reported = False
    for above in _chain(reference, clause):
        here = [act for act in acts if act.clause == above.index]
        found += [act for act in here if act.framed or reported]
        reported = above.governor is Governor.REPORTING
    for act in acts:
        if act not in found and _breaks_into(act, clause):
            found.append(act)
    return tuple(found)


def _chain(reference: Reference, clause: Clause) -> Iterator[Clause]:
    """The clause and those above it; a circle of a broken parse ends."""
    seen: set[int] = set()
    above: int | None = clause.index
    while above is not None and above not in seen:
        seen.add(above)
        at = reference.doc.clauses[above]
        yield at
        above = at.governed_by


def _breaks_into(act: ReportingAct, clause: Clause) -> bool:
    """Whether an incise stands behind or inside a clause: what is before it is said."""
    if not act.inverted or act.clause == clause.index:
        return False
    return clause.span.start < act.cue.start
