"""What looks like a date and is none: streets, laws, persons, quantities, ages.

A table of questions to the text around an expression. The first guard that holds leaves
the expression alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.ages import is_age
from builder.annotate.dates.beside import Beside, Openers, openers
from builder.syntax.neighbours import before
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Node

_YEARS = range(1500, 2200)
"""Four figures that may be a year without a word that says so."""

_THOUSAND = 1000
_MONTHS = 12
_REACH = 4
_PAIR = 2
_NAMES = ("PROPN", "X")
_GLUE = ("ADP", "DET")
_BEFORE_YEARS = ("NOUN", "PROPN", "ADP", "DET", "CCONJ", "ADJ")
_COUNTED = ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM")


def _is_place(beside: Beside) -> bool:
    """`rue du 11 novembre`, `place de Mai`; not `sur place jeudi`, `la place du mardi`.

    None is named after a day of the week or a stretch of days.
    """
    node = beside.node
    if not beside.stands_by(beside.words.places):
        return False
    if node.make == "span":
        return False
    if node.name == "weekday" or node.holds("weekday"):
        return False
    return not beside.joined or _starts_name(beside)


def _starts_name(beside: Beside) -> bool:
    """Without a preposition only a number or a capital: `place 14-Janvier`."""
    word = before(beside.doc, beside.node.span, 2)
    if word is not None and fold(word.low) in beside.words.no_place:
        return False
    return beside.capital or beside.text[:1].isdecimal()


def _is_named_thing(beside: Beside) -> bool:
    """`la révolution d'Octobre`, `le sol de Mars`, `autour de Mars`: what a capital names."""
    node, word = beside.node, beside.before
    if node.make == "about":
        last = node.parts[-1]
        return last.name == "month" and last.span.of(beside.doc.text).istitle()
    if node.parts or not beside.capital:
        return False
    planet = not beside.words.planet.isdisjoint(beside.behind(_REACH - 1))
    return planet or (word is not None and word.pos == "ADP")


def _is_movement(beside: Beside) -> bool:
    """`le Mouvement du 23-Mars`: a hyphen and a capital."""
    named = "-" in beside.text and beside.text != beside.text.lower()
    if not named or beside.node.holds("year"):
        return False
    return beside.before is not None and beside.before.pos == "ADP"


def _is_numbered(beside: Beside) -> bool:
    """`article 2025`, `le dossard 12`: a number of a series."""
    if _is_coded(beside):
        return True
    if not beside.joined or beside.before is None or not beside.text[0].isdecimal():
        return False
    if beside.stands_by(beside.words.models):
        return beside.before.text[:1].isupper()
    return beside.stands_by(beside.words.numbered)


def _is_coded(beside: Beside) -> bool:
    """`le vol AF 1998`, `le train TER 1848`: behind a noun and its code in capitals."""
    code, noun = beside.before, before(beside.doc, beside.node.span, 2)
    if (
        code is None
        or noun is None
        or not code.text.isupper()
        or not code.text.isalpha()
    ):
        return False
    return fold(noun.lemma) in beside.words.numbered


def _is_numbered_day(beside: Beside) -> bool:
    """`le numéro du 8`, `dans le 13`: departments and series; `le 27, rue des Lilas`."""
    if beside.stands_by(beside.words.numbered):
        return True
    # A comma may stand between the number and its street: "le 27, rue des Lilas".
    comma, street, following = beside.behind(3)
    held = before(beside.doc, beside.node.span, 2)
    if held is not None and held.pos == "NOUN":
        # "Concert le 21, place Centrale"
        return False
    return (
        comma == ","
        and street in beside.words.places
        and following not in beside.known.at
    )


def _is_no_year(beside: Beside) -> bool:
    """Four figures that count something, or that nothing makes a year."""
    value = beside.node.value
    if value not in _YEARS:
        return True
    if value % _THOUSAND == 0 and not beside.text.isdecimal():
        # "deux mille"
        return True
    return _counts(beside) or not _opens_year(beside)


def _counts(beside: Beside) -> bool:
    """`2000 personnes`, `1500 €`: a noun or sign of what is counted follows."""
    following = beside.after
    if following is None or beside.low_before in beside.known.inside:
        return False
    if beside.low_after in beside.known.at:
        # "de 1500 à 300"; not "de 1500 à 1700"
        *_, far = beside.behind(2)
        return far.isdecimal() and len(far) != len("2025")
    if following.pos == "NOUN" and following.low not in beside.known.any:
        return not _is_after_noun(beside)
    return following.pos in ("SYM", "NUM")


def _is_after_noun(beside: Beside) -> bool:
    """`la saison 2025 cyclonique`: the noun before has the year."""
    word = beside.before
    if word is not None and word.pos == "ADJ":
        # "le rapport annuel 2023"
        word = before(beside.doc, beside.node.span, 2)
    return word is not None and word.pos == "NOUN" and beside.low_before != "x"


def _opens_year(beside: Beside) -> bool:
    """A year stands behind a noun, a preposition, an article, a sign or nothing."""
    word = beside.before
    if word is None:
        return True
    if not word.is_word:
        # "3 × 2000 m" is a race
        return word.low != "×"
    if beside.low_before in beside.known.any:
        return True
    return word.pos in _BEFORE_YEARS and len(word.low) > 1


def _is_bare_number(beside: Beside) -> bool:
    """A number is a day only behind an article, where it counts nothing."""
    word = beside.before
    if word is None or beside.low_before not in beside.known.day:
        return True
    following = beside.after
    if following is None or not following.is_word:
        return False
    if following.low.startswith("-") or following.low == "x":
        # "le 4 x 100 m"
        return True
    if beside.low_after in beside.known.of:
        # "le 8 de 10 h à 12 h" is a day, "le 8 de devant" none
        *_, hour = beside.behind(2)
        return not hour[:1].isdecimal()
    return following.pos in _COUNTED


def _is_fraction(beside: Beside) -> bool:
    """`3/4`: two figures are a day and month behind an article or a weekday."""
    node = beside.node
    day, stroke, _ = beside.text.partition("/")
    if not stroke or node.has("weekday", "next"):
        return False
    if node.holds("year") or node.holds("num"):
        return False
    if day.isdecimal() and int(day) > _MONTHS:
        return False
    openers = beside.known.day | beside.known.weekdays
    return beside.low_before not in openers


def _is_person(beside: Beside) -> bool:
    """`Champ-de-Mars`, `Noël Mamère`, `Toussaint Louverture`: a part of a name."""
    first = beside.first
    if beside.node.parts or not beside.capital or first is None:
        return False
    if first.start < beside.node.start or first.relation == "flat:name":
        return True
    behind = beside.after
    if behind is None or not behind.text[:1].isupper():
        return False
    return first.entity.endswith("PER") or behind.pos in _NAMES


def _is_titled(beside: Beside) -> bool:
    """`Bruno Mars`, `M. Mai`, `l'abbé Toussaint`: a capital behind a name or a title."""
    word = beside.before
    if beside.node.parts or not beside.capital or word is None:
        return False
    if word.low in beside.known.civil:
        return True
    is_day = beside.node.name == "weekday"
    if word.pos == "NOUN":
        return not is_day
    # "3 °C. Vendredi, …": a sentence may begin there
    ends = is_day and word.low.endswith(".")
    return word.pos in _NAMES and word.text[:1].isupper() and not ends


def _is_in_title(beside: Beside) -> bool:
    """`« Joyeuses Pâques »`: in quotation marks a capital and no verb make a title."""
    quote = beside.quote
    if quote is None or not beside.capital:
        return False
    words = [word for word in beside.doc.tokens_in(quote.span) if word.is_word]
    if any(word.is_finite for word in words):
        return False
    return words[0].text[:1].isupper() and words[0].start < beside.node.start


def _is_title(beside: Beside) -> bool:
    """A capital in the middle of a sentence, where no word opens a date, is a name."""
    word = beside.before
    if not beside.capital or word is None or not word.is_word:
        return False
    return beside.low_before not in beside.known.any


def _is_named_day(beside: Beside) -> bool:
    """`Le Lundi`, `Journal du Dimanche`: a capital behind an article makes a title."""
    word = beside.before
    return beside.capital and word is not None and word.pos in _GLUE


def _is_feast_thing(beside: Beside) -> bool:
    """`le marché de Noël`, `l'île de Pâques`."""
    noun = beside.held_by
    if noun is None:
        return False
    # "les Restos de Noël": a name
    named = noun.text[0].isupper() and before(beside.doc, noun.span) is not None
    if not named and not beside.stands_by(beside.words.feast_things):
        return False
    # "cessé le feu le Vendredi saint": the thing must hold the feast.
    return beside.joined or _hangs(beside)


def _hangs(beside: Beside) -> bool:
    """Whether "de" or "de l'" stands before it."""
    for count in (1, 2):
        word = before(beside.doc, beside.node.span, count)
        if word is not None and fold(word.low) in beside.known.of:
            return True
    return False


def _is_feast_word(beside: Beside) -> bool:
    """`l'ascension du mont Blanc`; `à l'Ascension` is a day."""
    word = fold(beside.text)
    if word.split("-")[0] in beside.words.saints:
        # "la Saint-Étienne" is a day, "à Saint-Étienne" a town.
        return beside.before is None or beside.before.pos != "DET"
    if word not in beside.words.feast_words:
        return False
    opening = before(beside.doc, beside.node.span, 2)
    return opening is None or opening.pos != "ADP"


def _is_name_of_season(beside: Beside) -> bool:
    """`Printemps`, `le printemps arabe`, `les jeux d'hiver`: a title, or a kind of thing."""
    if {part.name for part in beside.node.parts} - {"the", "of", "at", "season"}:
        return False
    season = beside.node.the("season").span.of(beside.doc.text)
    described = beside.after is not None and beside.after.pos == "ADJ"
    if season.istitle() or described or beside.low_after in beside.known.of:
        return True
    noun = before(beside.doc, beside.node.span, 2)
    bare = beside.node.parts[0].name == "of"
    return bare and noun is not None and noun.pos in ("NOUN", "ADJ")


def _is_name_of_length(beside: Beside) -> bool:
    """`la guerre de Cent Ans`, `les 24 Heures du Mans`: a unit with a capital."""
    last = beside.text.split()[-1]
    sentence = beside.doc.sentences[beside.first.sentence] if beside.first else None
    if sentence is None or not last[:1].isupper():
        return False
    return not sentence.span.of(beside.doc.text).isupper()


def _is_some_day(beside: Beside) -> bool:
    """`un jour`, `par une journée chaude`: the subject of what is told, no length."""
    parts = beside.node.parts
    if len(parts) > _PAIR or parts[0].name != "one":
        return False
    if parts[-1].value != "D":
        return False
    # "en un jour", "pendant un jour" is a length
    held = beside.before is not None and beside.before.pos == "ADP"
    adjective = beside.after is not None and beside.after.pos == "ADJ"
    described = adjective or beside.low_after in beside.known.of
    return described or not held


def _is_rate(beside: Beside) -> bool:
    """`trois jours par semaine`: how often."""
    return beside.low_after in ("par", "sur")


def _is_fifteen(beside: Beside) -> bool:
    """`une quinzaine de personnes`: fifteen of something else."""
    node = beside.node
    fortnight = node.has("fortnight") and not node.has("unit")
    return fortnight and beside.low_after in beside.known.of


def _is_idle(beside: Beside) -> bool:
    """`en veille`, `sans lendemain`: only behind an article is it a day."""
    node = beside.node
    if node.has("the", "at"):
        return False
    if any(part.value == "du" for part in node.parts):
        return False
    return (
        beside.before is not None
        and beside.before.is_word
        and beside.before.pos != "DET"
    )


def _is_wide_today(beside: Beside) -> bool:
    """`les jeunes d'aujourd'hui`."""
    return beside.node.value == 0 and beside.stands_by(beside.words.wide_today)


GUARDS: Mapping[Callable[[Beside], bool], str] = {
    _is_place: "date period month year holiday named list day",
    _is_named_thing: "month period",
    _is_movement: "date",
    _is_numbered: "year period",
    _is_no_year: "year",
    _is_bare_number: "day",
    _is_numbered_day: "day",
    _is_fraction: "date",
    _is_person: "month holiday weekday",
    _is_titled: "month holiday weekday",
    _is_in_title: "holiday month weekday",
    _is_title: "month",
    _is_feast_thing: "holiday",
    _is_feast_word: "holiday",
    _is_named_day: "weekday",
    _is_name_of_season: "period",
    _is_name_of_length: "quantity",
    is_age: "quantity",
    _is_some_day: "quantity",
    _is_rate: "quantity",
    _is_fifteen: "quantity",
    _is_idle: "adjacent",
    _is_wide_today: "deictic",
}
"""Every guard, with the names of the expressions that it asks about."""


class Guards:
    """Asks the text around the expressions of an article."""

    def __init__(self, doc: Doc, quoted: Sequence[Quoted], pack: LanguagePack) -> None:
        """For one article and its quotations."""
        self._doc = doc
        self._quoted = quoted
        self._openers: Openers = openers(pack)

    def refuse(self, node: Node) -> bool:
        """Whether an expression is to be left alone."""
        beside = Beside(self._doc, node, self._openers, self._quoted)
        for holds, kinds in GUARDS.items():
            if node.name in kinds.split() and holds(beside):
                return True
        return False
