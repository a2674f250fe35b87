"""The words of `discourse.yml`: who a wording stands for, and who says what."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from builder.lang.schema import Words


class DiscourseWords(Words):
    """`discourse.yml`. Nouns and verbs are dictionary forms in small letters."""

    FILE: ClassVar[str] = "discourse"

    pronouns: dict[str, str]
    """Third person: gender (m, f, x) and number (s, p) by form."""

    nobody: frozenset[str]
    """Pronouns that stand for nobody whom the text names."""

    anybody: frozenset[str]
    """Of these, the ones that an institution can stand behind: "on"."""

    among: frozenset[str]
    """Prepositions before that institution."""

    possessives: dict[str, str]
    """Number of the owner, by determiner."""

    latter: frozenset[str]
    """"ce dernier", "l'intéressé": the last one named."""

    referring: frozenset[str]
    """Determiners of a wording that refers back."""

    of: str
    """The preposition before a complement, in full."""

    together: frozenset[str]
    one: frozenset[str]
    writing: frozenset[str]
    """Verbs whose agent a text speaks for."""

    former: frozenset[str]
    """Adjectives that leave a calling what it is."""

    callings: dict[str, frozenset[str]]
    """General callings, and the narrower ones by which somebody was presented."""

    frames: tuple[str, ...]
    apart_frames: tuple[str, ...]
    before_frames: frozenset[str]
    """Words and signs behind which a clause begins that such a frame opens."""

    own_frames: tuple[str, ...]
    quoting: frozenset[str]
    """Verbs whose object is the one who speaks: "citant Ada Roux"."""

    stance: frozenset[str]
    """Verbs whose object, where it is quoted, is in the words of the subject."""

    carriers: frozenset[str]
    """Words before a medium that carries what somebody else says."""

    media: frozenset[str]
    documents: frozenset[str]
    ungendered: frozenset[str]
    """Nouns of people of either sex that have one gender: "la victime"."""

    persons: frozenset[str]
    bodies: frozenset[str]
    silent: frozenset[str]
    """Words after "selon" that make it no attribution."""


class QuoteWords(Words):
    """`quotes.yml`: what quotations are read with."""

    FILE: ClassVar[str] = "quotes"

    named: frozenset[str]
    """Nouns before a name, title or term in quotation marks."""

    distance: frozenset[str]
    """"le fameux « axe »", "baptisée « Azur »"."""

    as_: str = Field(alias="as")
    """"comme": what follows is what something is called."""

    leading: frozenset[str]
    have: str
    feelings: frozenset[str]
    """What only the one who feels it can say: "Ada est « déçue »"."""

    titles: frozenset[str]
    """Civil titles, before the name that is a label: "M. Castel : « … »"."""

    answers: frozenset[str]
    """Labels of what an interview's one who is asked answers: "R : « … »"."""

    openers: frozenset[str]
    subjects: frozenset[str]
    reasons: dict[str, str]
    """French sentences by code; `{cue}`, `{who}` and `{where}` are filled in."""

    places: dict[str, str]
