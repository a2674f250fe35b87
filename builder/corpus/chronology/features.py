"""Event mentions as they are compared: when, who, where, in what words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from builder.corpus.chronology.rarity import entity_term, is_entity
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.event import EventMention, Modality, PlacedBy, Rank, Role
from builder.model.mention import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.corpus.chronology.story import Story
    from builder.corpus.chronology.vocabulary import Vocabulary
    from builder.model.article import Span
    from builder.model.mention import Link

TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)
"""Told as so, however surely."""

_BOUNDED = (*TOLD, Modality.DENIED)
"""What is told so is no later than its article."""

_NEWS = timedelta(days=31)
"""News without a date of its own is not older than this before its article."""

_SEVERAL = 2


@dataclass(frozen=True, eq=False)
class EventFeatures:
    """An event mention with everything that a comparison asks of it."""

    mention: EventMention
    story: Story
    place: int
    """Number of its sentence in the article; -1 for none."""

    focus: EdtfDate | None
    """Its date; for something that goes on since a date, that date."""

    window: tuple[date, date]
    """Days, both included, in which it can have been."""

    news: date | None
    """First day its article can be of."""

    actors: frozenset[str]
    parties: frozenset[str]
    """Those who do it or with whom it is done; all participants where the text tells no roles."""

    speakers: frozenset[str]
    named: frozenset[str]
    """Whom and what its words name besides."""

    places: frozenset[str]
    """None for a mention that refers back: where it was has been said."""

    stems: Mapping[str, str]
    """Of its words, without those of names."""

    trigger: frozenset[str]
    """Stems of the trigger."""

    trigger_words: tuple[str, ...]
    """Dictionary forms of the words of the trigger that say what happened."""

    figures: Mapping[str, float]
    numbers: Mapping[str, str]
    """Numbers that are no dates, and as the text has them."""

    ordinals: Mapping[str, int]
    """Stem of a noun → its place in a series: "la 13e étape", "la seconde demi-finale"."""

    around: frozenset[str]
    """Stems and entities of the rest of its sentence."""

    day: EdtfDate | None
    """The day where the timeline puts it, but for the day of publication."""

    refers: str
    """The determiner with which it refers back ("cet échange"); empty where it does not."""

    denies: bool
    """Whether it is the act of denying, which is another than that of saying."""

    by_verb: bool
    """Whether a verb tells it: only verbs are denied, asked for or supposed."""

    title: bool
    """Whether the title of its article tells it."""

    @cached_property
    def kind(self) -> str:
        """Its kind."""
        return self.mention.kind

    @cached_property
    def article(self) -> str:
        """Id of its article."""
        return self.mention.article

    @cached_property
    def faint(self) -> bool:
        """Whether it is too little for an entry of its own."""
        return self.mention.rank is Rank.MENTION

    @cached_property
    def entities(self) -> frozenset[str]:
        """Everybody and everything that its words name, or that takes part."""
        return self.actors | self.places | self.named

    @cached_property
    def terms(self) -> frozenset[str]:
        """Stems, numbers and entities of its words."""
        names = map(entity_term, self.entities)
        return frozenset((*self.stems, *self.numbers, *names))

    @cached_property
    def sentence_terms(self) -> frozenset[str]:
        """Those of its whole sentence."""
        return self.terms | self.around

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of its sentence that stand for entities."""
        return frozenset(filter(is_entity, self.sentence_terms))

    @cached_property
    def stance(self) -> str:
        """What keeps apart: what is told as so or to come, and each way of not telling it.

        Announced and held are one event.
        """
        told = self.mention.modality in (*TOLD, Modality.PLANNED)
        if told or (self.faint and not self.by_verb):
            return "denying" if self.denies else "told"
        return self.mention.modality.value

    @property
    def is_news(self) -> bool:
        """Whether its article tells it as news, without a day."""
        by_article = self.mention.placed_by is PlacedBy.PUBLICATION
        return by_article and self.mention.modality in TOLD

    @property
    def planned(self) -> bool:
        """Whether it is still to come when its article tells it."""
        return self.mention.modality is Modality.PLANNED

    @property
    def place_told(self) -> tuple[str, str]:
        """Article and sentence."""
        return self.mention.article, self.mention.sentence

    def meets(self, other: EventFeatures) -> bool:
        """Whether both can have been on one day."""
        return self.window[0] <= other.window[1] and other.window[0] <= self.window[1]


def separate(
    mention: EventMention, story: Story, known: Vocabulary
) -> Iterable[EventMention]:
    """The mention; one a counterpart where several were met or called in turn."""
    patients = [p for p in mention.participants if p.part is Role.PATIENT]
    in_turn = (
        len(patients) >= _SEVERAL
        and mention.kind in known.words.dyadic
        and story.holds(mention.span, known.words.distinct)
    )
    if not in_turn:
        return (mention,)
    rest = tuple(p for p in mention.participants if p.part is not Role.PATIENT)
    found = []
    for number, patient in enumerate(patients):
        name = f"{mention.id}-{number}" if number else mention.id
        found.append(replace(mention, id=name, participants=(*rest, patient)))
    return found


def features(mention: EventMention, story: Story, known: Vocabulary) -> EventFeatures:
    """What is compared of a mention. Costs what its sentence holds."""
    links = [k for k in story.links(mention.span) if _inside(k, mention.span)]
    published = story.told.article.published.date
    focus = _focus(mention)
    before = story.word_before(mention.trigger.start)
    refers = before if before in known.words.definite else ""
    actors = _taking_part(mention, *Role)
    agents = _taking_part(mention, Role.AGENT)
    places = frozenset(() if refers else mention.places)
    stems = dict(_stems(mention.span, links, story, known))
    antecedent = _antecedent(mention, story, known)
    if antecedent is not None:
        beside = [k for k in story.links(antecedent) if _inside(k, antecedent)]
        stems.update(_stems(antecedent, beside, story, known))
        links += beside
    named = _named(links) | set(mention.places)
    return EventFeatures(
        mention=mention,
        story=story,
        place=story.places.get(mention.sentence, -1),
        focus=focus,
        window=_window(mention, focus, published),
        news=published.earliest if published else None,
        actors=actors,
        parties=_taking_part(mention, Role.AGENT, Role.PATIENT) or actors,
        speakers=frozenset(mention.speakers) or agents,
        named=frozenset(named - actors - places),
        places=places,
        stems=stems,
        trigger=frozenset(story.stems(mention.trigger, known)),
        trigger_words=story.lemmas(mention.trigger),
        figures=story.figures(mention.span, known),
        numbers=story.numbers(mention.span, known),
        # "la seconde demi-finale": of a noun that is only mentioned, it stands before.
        ordinals=story.ordinals(story.with_word_before(mention.span), known),
        around=_around(mention, stems, story, known),
        day=_day(mention, focus),
        refers=refers,
        denies=bool(story.holds(mention.trigger, known.words.denial)),
        by_verb=_by_verb(mention, story),
        title=_in_title(mention, story),
    )


def _antecedent(mention: EventMention, story: Story, known: Vocabulary) -> Span | None:
    """The words that a relative clause is about: "le second tour, qui se tiendra dimanche"."""
    opening = story.words(mention.span)[:1]
    sentence = story.sentence(mention.sentence)
    if sentence is None or not opening:
        return None
    if opening[0].folded not in known.words.relatives:
        return None
    return story.noun_phrase_before(mention.span.start, sentence.start)


def _taking_part(mention: EventMention, *roles: Role) -> frozenset[str]:
    return frozenset(p.entity for p in mention.participants if p.part in roles)


def _around(
    mention: EventMention, stems: Mapping[str, str], story: Story, known: Vocabulary
) -> frozenset[str]:
    """Stems and entities of its sentence beside its own words."""
    sentence = story.sentence(mention.sentence) or mention.span
    links = story.links(sentence)
    beside = [link for link in links if not _inside(link, mention.span)]
    terms = _stems(sentence, links, story, known).keys() - stems.keys()
    return frozenset(terms | set(map(entity_term, _named(beside))))


def _day(mention: EventMention, focus: EdtfDate | None) -> EdtfDate | None:
    """Its own date, else that of its article's story."""
    if focus is None and mention.placed_by is PlacedBy.ARTICLE:
        return mention.placed
    return focus


def _by_verb(mention: EventMention, story: Story) -> bool:
    return any(word.pos != "NOUN" for word in story.words(mention.trigger)[:1])


def _inside(link: Link, span: Span) -> bool:
    return span.covers(link.mention.span)


def _named(links: Iterable[Link]) -> set[str]:
    found: set[str] = set()
    for link in links:
        if link.verdict is not LinkStatus.AMBIGUOUS:
            found.update(link.entities)
    return found


def _stems(
    span: Span, links: Iterable[Link], story: Story, known: Vocabulary
) -> Mapping[str, str]:
    """The stems of a stretch without those of the names in it."""
    found = story.stems(span, known)
    for link in links:
        for stem in story.stems(link.mention.span, known):
            found.pop(stem, None)
    return found


def _in_title(mention: EventMention, story: Story) -> bool:
    return any(title.covers(mention.trigger) for title in story.titles)


def _focus(mention: EventMention) -> EdtfDate | None:
    value = mention.date
    if value is None or value.precision is Precision.NONE:
        return None
    if mention.timex is None and value.earliest is None:
        return None  # no words date it: it is only no later than its article
    # "depuis 2022": it is the beginning that two accounts share.
    if value.precision is Precision.OPEN and value.earliest:
        return parse_edtf(value.edtf.partition("/")[0])
    return value


def _window(
    mention: EventMention, focus: EdtfDate | None, published: EdtfDate | None
) -> tuple[date, date]:
    if focus is not None:
        # "vers 2014" may be any year near it: no window keeps two apart.
        if focus.approximate:
            return date.min, date.max
        return focus.earliest or date.min, focus.latest or date.max
    if published is None:
        return date.min, date.max
    faint = mention.rank is Rank.MENTION
    first = published.earliest
    # "l'attentat", "sa démission": a noun or a participle may tell of any time.
    recent = first is not None and not (mention.background or faint)
    low = date.min
    if recent and first is not None and first > date.min + _NEWS:
        low = first - _NEWS
    if mention.modality in _BOUNDED:
        return low, published.latest or date.max
    return low, date.max
