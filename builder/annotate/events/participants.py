"""Finds who takes part in what is told, by syntax and agreement alone; else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.bearers import demonyms, entities_of, takes_part
from builder.annotate.events.kinds import FALLBACK
from builder.annotate.events.owners import owner
from builder.annotate.events.places import Place, apposed_to
from builder.annotate.events.subjects import subject
from builder.discourse.wordings import Manner
from builder.model.event import Participant, Role
from builder.model.mention import EntityType, Link, MentionKind
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

_ONLY_SAYING = (Manner.SAY, Manner.INCISE, Manner.THINK, Manner.DENY)


def participants(view: View, candidate: Candidate) -> tuple[Participant, ...]:
    """Those who do it, then those to or with whom it is done, each once."""
    found = _Found(view)
    found.teams = candidate.kind in view.vocabulary.words.teams
    if candidate.noun:
        found.of_noun(candidate)
        found.at_occasion(candidate)
    if _acts_by_verb(view, candidate):
        found.of_clause(candidate)
        found.told_of(candidate)
    roles = found.roles.items()
    agents = [Participant(e, role) for e, role in roles if role is Role.AGENT]
    others = [Participant(e, role) for e, role in roles if role is not Role.AGENT]
    return (*agents, *others)


def _acts_by_verb(view: View, candidate: Candidate) -> bool:
    """Whether those of the verb take part in what is told.

    Not in what they only announce or confirm: "la fermeture a été confirmée par la
    mairie"; but "a annoncé sa démission".
    """
    if not candidate.noun:
        return True
    if not candidate.carried:
        return False
    if candidate.clause.lemma in view.vocabulary.words.claiming:
        return True
    only_told = candidate.clause.lemma in view.vocabulary.words.vehicles
    # "a qualifié les frappes d'agression": who says so did not strike.
    manner = view.discourse.saying.manner(candidate.clause)
    if not only_told and manner not in _ONLY_SAYING:
        return True
    own = nouns.determiner(view.doc, view.doc.tokens[candidate.token])
    if own is None:
        return False
    return own.low in view.discourse.context.words.possessives


class _Found:
    """Entities and the parts they have; the first part that is found stays."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.vocabulary.words
        self.roles: dict[str, Role] = {}
        self.meeting = self.words.targeting | self.words.parties
        """Prepositions of whom one meets, as a friend or not."""

        self.teams = False
        """Whether a town stands for its team: "a battu Lima"."""

    def add(self, entities: Iterable[str], role: Role) -> None:
        for entity in entities:
            self.roles.setdefault(entity, role)

    def doer(self, clause: Clause, role: Role) -> bool:
        """Add whom the subject of a clause names; whether it names somebody."""
        actor = subject(self.view, clause)
        found = entities_of(self.view, actor, clause.subject, acts=True)
        self.add(found, role)
        return bool(found)

    def of_clause(self, candidate: Candidate) -> None:
        """Subject, agent, objects and parties of the verb."""
        clause, discourse = candidate.clause, self.view.discourse
        if candidate.place is not Place.SUBJECT:
            known = self.doer(clause, _role_of_subject(self.view, clause))
            if not known and clause.subject is not None:
                self.body_of(clause.subject)
        if not _of_a_noun_between(self.view, clause):
            agent = discourse.agent(clause)
            by = entities_of(self.view, agent, clause.agent)
            self.add(by, Role.AGENT)
            if not by and clause.agent is not None:
                self.body_of(clause.agent)
        for phrase in _done_to(self.view, clause):
            if phrase is not candidate.phrase:
                self.phrase(phrase, states=_meets_states(self.view, candidate))
                self.receiver_behind(clause, phrase)
        self.parties(clause)
        self.askers(clause)
        self.means(clause)
        self.beside(clause)

    def phrase(self, phrase: Phrase, *, states: bool = False) -> None:
        """To whom it is done; to a state only where it is no mere place."""
        actor = self.view.discourse.actor(phrase)
        found = entities_of(self.view, actor, phrase, states=states)
        self.add(found, Role.PATIENT)
        if not found and self.teams:
            link = self.view.layers.link_at(self.view.doc.tokens[phrase.head].start)
            town = link is not None and link.mention.type is EntityType.LOC
            self.add(link.entities if link and town else (), Role.PATIENT)
        for head in phrase.joined:
            link = self.view.layers.link_at(self.view.doc.tokens[head].start)
            if link is not None and takes_part(link):
                self.add(link.entities, Role.PATIENT)

    def body_of(self, phrase: Phrase) -> None:
        """Whose people act where no name says who: "Des membres de l'ONU ont voté"."""
        view = self.view
        head = view.doc.tokens[phrase.head]
        if not view.is_somebody(head):
            return
        for complement in nouns.complements(view.doc, head):
            if view.preposition(complement) != view.of:
                continue
            for each in (complement, *nouns.joined(view.doc, complement)):
                for link in view.layers.links_in(each.span):
                    if link.mention.type is not EntityType.PER:
                        self.names(each, Role.OTHER)

    def beside(self, clause: Clause) -> None:
        """Whom else a clause names: with, against, between whom; beside an event noun.

        Wherever the parse hangs them: "lors d'une rencontre avec Jan Vik".
        """
        view = self.view
        inside = set(clause.tokens)
        acts = view.discourse.acts(clause.sentence)
        sources = [act.actor.entities for act in acts if act.framed]
        for link in view.layers.links_in(clause.span):
            token = view.doc.token_at(link.mention.span.start)
            if token is None or token.index not in inside or not takes_part(link):
                continue
            if view.in_brackets(token) or link.mention.kind is MentionKind.ROLE:
                continue
            if link.entities in sources:
                continue  # "selon le gouverneur, Jan Vik"
            if self.is_beside(clause, token, link):
                self.add(link.entities, Role.OTHER)
        for index in clause.tokens:
            if view.is_event_noun(view.doc.tokens[index]):
                self.led_by(view.doc.tokens[index], Role.OTHER)

    def told_of(self, candidate: Candidate) -> None:
        """Whom what is said or asked is about: "a averti que le Pérou devra payer"."""
        for below in self.view.complements(candidate.clause):
            if below.finite and below.subject is not None and not below.subject.pronoun:
                self.doer(below, Role.OTHER)

    def at_occasion(self, candidate: Candidate) -> None:
        """Who does something at an event: "Lors d'un discours, Ada Roux a dit"."""
        if candidate.behind in self.words.occasions:
            self.doer(candidate.clause, Role.OTHER)

    def is_beside(self, clause: Clause, name: Token, link: Link) -> bool:
        """Whether the words before a name say that who bears it takes part.

        A bare one does in a clause with a tense; whose son or wife is told does not.
        """
        view = self.view
        first = self.office(name)
        preposition = view.preposition(first)
        passive = view.vocabulary.lexicon.words.passive
        if preposition == passive or preposition in self.meeting:
            # "a écrit sur Le Soir": where it stands, and nobody whom he meets.
            return not view.discourse.context.is_medium(link)
        if preposition == view.of:
            above = nouns.completed(view.doc, first)
            return above is not None and view.is_event_noun(above)
        if preposition or link.mention.type is not EntityType.PER or not clause.finite:
            return False
        before = view.doc.tokens[max(name.index - 1, 0)]
        return first is not name or before.pos != "NOUN"

    def office(self, name: Token) -> Token:
        """The noun before a name that tells who bears it: "le maire Jan Vik"; else the name."""
        before = nouns.word_before(self.view.doc, name)
        beside = before.pos == "NOUN" and before.sentence == name.sentence
        return before if beside and self.view.is_somebody(before) else name

    def led_by(self, noun: Token, role: Role) -> None:
        """Who is told to do it beside an event noun: "une attaque menée par le Pérou"."""
        view = self.view
        for clause in view.beside_noun(noun.index):
            if clause.mood is Mood.PARTICIPLE:
                agent = view.discourse.agent(clause)
                self.add(entities_of(view, agent, clause.agent), role)

    def parties(self, clause: Clause) -> None:
        """With whom, against whom: those behind such a preposition."""
        for phrase in clause.obliques:
            if phrase.head < clause.predicate:
                continue  # "Membre, avec Jan Vik, du trio, il animera …"
            if phrase.preposition in self.words.parties:
                self.phrase(phrase, states=True)
            elif phrase.preposition == self.view.vocabulary.modality.to:
                self.receiver(phrase)

    def receiver(self, phrase: Phrase) -> None:
        """To whom something is given or said: a person or company, no place."""
        links = [link for link in self.view.links(phrase) if takes_part(link)]
        if links or self.view.is_person(phrase):
            self.phrase(phrase)

    def receiver_behind(self, clause: Clause, phrase: Phrase) -> None:
        """To whom an object is given that the parse hangs on it: "des moteurs à Norsk".

        Not what an event noun has of its own, nor what is only said; nor behind an
        article, where it may be a place: "la professeure à l'Université Concordia".
        """
        view = self.view
        token = view.doc.tokens[phrase.head]
        if view.vocabulary.key(token) in view.vocabulary.nouns:
            return
        if view.discourse.saying.manner(clause) is not None:
            return
        for complement in nouns.complements(view.doc, token):
            before = view.doc.tokens[complement.index - 1].low
            if before == view.vocabulary.modality.to:
                self.names(complement, Role.PATIENT)

    def askers(self, clause: Clause) -> None:
        """Who asks for it or lets it happen: "a appelé à manifester"."""
        above = self.view.governing(clause)
        if above is None or clause.governor is not Governor.CONTROL:
            return
        self.doer(above, Role.OTHER)

    def means(self, clause: Clause) -> None:
        """To whom it is done in "en battant Jan Vik": by that it came about."""
        for below in self.view.doc.governed(clause):
            if below.mood is Mood.GERUND and below.marker in self.words.means:
                for phrase in _done_to(self.view, below):
                    self.phrase(phrase)

    def of_noun(self, candidate: Candidate) -> None:
        """Whom a noun names: "les frappes russes", "menées par la Russie".

        "de" does not tell who did it and to whom it was done: only that they took part;
        but who met is told, and who died.
        """
        view = self.view
        token = view.doc.tokens[candidate.token]
        self.add(demonyms(view, token), Role.AGENT)
        self.led_by(token, Role.AGENT)
        role = self.role_of_complement(candidate.kind, token)
        if candidate.kind in self.words.dyadic:
            self.parties(candidate.clause)
        self.complements(token, role)
        person = apposed_to(view, token)
        if person is not None:
            self.names(person, role)
        self.add(owner(view, token), role)

    def role_of_complement(self, kind: str, noun: Token) -> Role:
        """What "de" tells of whom it names: who met, who won, who died."""
        if kind in self.words.dyadic or noun.lemma in self.words.done:
            return Role.AGENT
        if kind in self.words.undergone or noun.lemma in self.words.suffered:
            return Role.PATIENT
        return Role.OTHER

    def complements(self, noun: Token, role: Role) -> None:
        """Whom a noun names: "de" as the noun has it, "par" who did it, the rest whom it met."""
        doc = self.view.doc
        for complement in nouns.complements(doc, noun):
            preposition = self.view.preposition(complement)
            # "sa démission à Jan Vik": he did not resign.
            received = preposition == self.view.vocabulary.modality.to
            part = Role.OTHER if received else role
            if preposition == self.view.vocabulary.lexicon.words.passive:
                part = Role.AGENT
            elif preposition in self.words.targeting:
                part = Role.PATIENT
            link = self.view.layers.link_at(complement.start)
            met = preposition in self.meeting
            situated = preposition in self.words.situating and not met
            if link is not None and situated and link.mention.type is EntityType.ORG:
                continue
            for each in (complement, *nouns.joined(doc, complement)):
                self.names_behind(preposition, each, part)

    def names(self, token: Token, role: Role) -> None:
        """Add whom a word names."""
        self.names_behind(self.view.preposition(token), token, role)

    def names_behind(self, preposition: str, token: Token, role: Role) -> None:
        """Add whom a word names that has a preposition, or shares that of another."""
        link = self.view.layers.link_at(token.start)
        if link is not None and (takes_part(link) or self.is_met(link, preposition)):
            self.add(link.entities, role)

    def is_met(self, link: Link, preposition: str) -> bool:
        """Whether a state is no mere place: "l'invasion du Pérou", not "en Pérou".

        Nor a town that stands for its team: "un match entre Lima et Quito".
        """
        if preposition in self.meeting and self.teams:
            return True
        if not self.view.is_state(link):
            return False
        return preposition == self.view.of or preposition in self.meeting


def _meets_states(view: View, candidate: Candidate) -> bool:
    """Whether a state as the object undergoes it: accused or attacked, not visited."""
    if candidate.kind == FALLBACK:
        return False
    return candidate.kind not in view.vocabulary.words.placed


def _of_a_noun_between(view: View, clause: Clause) -> bool:
    """Whether an agent may be that of an event noun that stands before it.

    "emprisonnée à la suite de sa destitution par l'Assemblée": who put her in prison is
    not told.
    """
    if clause.agent is None:
        return False
    for token in view.doc.tokens[clause.predicate + 1 : clause.agent.head]:
        if token.pos == "NOUN" and view.vocabulary.key(token) in view.vocabulary.nouns:
            return True
    return False


def _done_to(view: View, clause: Clause) -> Iterator[Phrase]:
    """Objects that are named; no pronouns, whose antecedent is seldom sure.

    Of a verb of saying without a subject the object is who says it: "a révélé le
    Comité".
    """
    saying = view.discourse.saying
    missing = saying.subject_phrase(clause) is None
    if missing and saying.manner(clause) is not None:
        return
    for phrase in clause.objects:
        if not phrase.pronoun:
            yield phrase


def _role_of_subject(view: View, clause: Clause) -> Role:
    if clause.voice is Voice.PASSIVE:
        return Role.PATIENT
    suffers = clause.lemma in view.vocabulary.words.suffering
    return Role.PATIENT if suffers else Role.AGENT
