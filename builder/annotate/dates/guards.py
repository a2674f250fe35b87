"""What looks like a date and is none: streets, laws, persons, quantities, ages.

A table of questions to the text around an expression. The first guard that holds leaves
the expression alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from builder.annotate.dates.ages import is_age
from builder.annotate.dates.beside import GLUE, Beside, Openers, openers
from builder.syntax.neighbours import after, before
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc
    from builder.syntax.patterns import Node

_YEARS = range(1500, 2200)
"""Four figures that may be a year without a word that says so."""

_CODED = re.compile(r"[^\W\d_]/\Z")
"""Before the figures of a name: `la comète C/2025 A6`."""

_THOUSAND = 1000
_MONTHS = 12
_REACH = 4
_PAIR = 2
_NAMES = ("PROPN", "X")
_BEFORE_YEARS = ("NOUN", "PROPN", "ADP", "DET", "CCONJ", "ADJ")
_COUNTED = ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM")


def _is_place(beside: Beside) -> bool:
    """`rue du 11 novembre`, `place de Mai`; not `sur place jeudi`, `la place du mardi`.

    None is named after a day of the week or a stretch of days.
    """
    node, words = beside.node, beside.words
    if not beside.stands_by(words.places) or node.make == "span":
        return False
    if node.name == "weekday" or node.holds("weekday"):
        return False
    if not beside.joined:
        return True
    if beside.low(-2) in words.no_place:
        # "sur place jeudi"
        return False
    # Without a preposition only a number or a capital: "place 14-Janvier"
    return not beside.text[:1].islower()


def _is_named_thing(beside: Beside) -> bool:
    """`la révolution d'Octobre`, `le sol de Mars`, `autour de Mars`: what a capital names."""
    node = beside.node
    if node.make == "about":
        last = node.parts[-1]
        return last.name == "month" and last.span.of(beside.doc.text).istitle()
    if node.parts or not beside.capital:
        return False
    if beside.pos(-1) == "ADP":
        return True
    behind = {beside.low(place) for place in range(1, _REACH)}
    return bool(beside.words.planet & behind)


def _is_movement(beside: Beside) -> bool:
    """`le Mouvement du 23-Mars`: a hyphen and a capital."""
    if "-" not in beside.text or beside.node.holds("year"):
        return False
    return beside.text != beside.text.lower() and beside.pos(-1) == "ADP"


def _is_numbered(beside: Beside) -> bool:
    """`article 2025`, `le dossard 12`, `le vol AF 1998`: a number of a series."""
    word, noun = beside.at(-1), beside.at(-2)
    if word is None or not beside.text[0].isdecimal():
        return False
    if noun is not None and word.text.isupper() and word.text.isalpha():
        return fold(noun.lemma) in beside.words.numbered
    if not beside.joined:
        return False
    if beside.stands_by(beside.words.models):
        return word.text[:1].isupper()
    return beside.stands_by(beside.words.numbered)


def _is_numbered_day(beside: Beside) -> bool:
    """`le numéro du 8`, `dans le 13`: departments and series; `le 27, rue des Lilas`.

    Behind a noun it is a day: `Concert le 21, place Centrale`.
    """
    if beside.stands_by(beside.words.numbered):
        return True
    comma, street, following = (beside.low(place) for place in (1, 2, 3))
    if comma != "," or street not in beside.words.places:
        return False
    return following not in beside.known.at and beside.pos(-2) != "NOUN"


def _is_no_year(beside: Beside) -> bool:
    """Four figures that count something, or that nothing makes a year."""
    value = beside.node.value
    if value not in _YEARS:
        return True
    if value % _THOUSAND == 0 and not beside.text.isdecimal():
        # "deux mille"
        return True
    if _CODED.search(
        beside.doc.text, max(beside.node.start - _PAIR, 0), beside.node.start
    ):
        return True
    return _counts(beside) or not _opens_year(beside)


def _opens_year(beside: Beside) -> bool:
    """A year stands behind a noun, a preposition, an article, a sign or nothing."""
    word = beside.at(-1)
    if word is None:
        return True
    if not word.is_word:
        # "3 × 2000 m" is a race
        return word.low != "×"
    if beside.low(-1) in beside.known.any:
        return True
    return word.pos in _BEFORE_YEARS and len(word.low) > 1


def _counts(beside: Beside) -> bool:
    """`2000 personnes`, `1500 €`: a noun or sign of what is counted follows."""
    following, known = beside.at(1), beside.known
    if following is None or beside.low(-1) in known.inside:
        return False
    if beside.low(1) in known.at:
        # "de 1500 à 300"; not "de 1500 à 1700"
        return beside.low(2).isdecimal() and len(beside.low(2)) != len("2025")
    if following.pos in ("SYM", "NUM"):
        return True
    if following.pos != "NOUN" or following.low in known.any:
        return False
    if beside.low(-1) == "x":
        return True
    # "la saison 2025 cyclonique", "le rapport annuel 2023": the noun before has the year
    place = -2 if beside.pos(-1) == "ADJ" else -1
    return beside.pos(place) != "NOUN"


def _is_bare_number(beside: Beside) -> bool:
    """A number is a day only behind an article, where it counts nothing."""
    if beside.low(-1) not in beside.known.day:
        return True
    following = beside.at(1)
    if following is None or not following.is_word:
        return False
    if following.low.startswith("-") or following.low == "x":
        # "le 4 x 100 m"
        return True
    if beside.low(1) in beside.known.of:
        # "le 8 de 10 h à 12 h" is a day, "le 8 de devant" none
        return not beside.low(2)[:1].isdecimal()
    return following.pos in _COUNTED


def _is_fraction(beside: Beside) -> bool:
    """`3/4`: two figures are a day and month behind an article or a weekday."""
    node = beside.node
    day, stroke, _ = beside.text.partition("/")
    if not stroke or node.has("weekday", "next"):
        return False
    if any(node.holds(name) for name in ("year", "num")):
        return False
    if day.isdecimal() and int(day) > _MONTHS:
        return False
    return beside.low(-1) not in beside.known.day | beside.known.weekdays


def _is_person(beside: Beside) -> bool:
    """`Champ-de-Mars`, `Noël Mamère`, `Toussaint Louverture`: a part of a name."""
    first, behind = beside.first, beside.at(1)
    if beside.node.parts or not beside.capital or first is None:
        return False
    if first.start < beside.node.start or first.relation == "flat:name":
        return True
    if behind is None or not behind.text[:1].isupper():
        return False
    return first.entity.endswith("PER") or behind.pos in _NAMES


def _is_titled(beside: Beside) -> bool:
    """`Bruno Mars`, `M. Mai`, `l'abbé Toussaint`: a capital behind a name or a title."""
    word = beside.at(-1)
    if beside.node.parts or not beside.capital or word is None:
        return False
    if word.low in beside.known.civil:
        return True
    is_day = beside.node.name == "weekday"
    if word.pos == "NOUN":
        return not is_day
    if is_day and word.low.endswith("."):
        # "3 °C. Vendredi, …": a sentence may begin there
        return False
    return word.pos in _NAMES and word.text[:1].isupper()


def _is_in_title(beside: Beside) -> bool:
    """`« Joyeuses Pâques »`, `tourne « Un été 36 »`: in quotation marks a capital and no verb make a title."""
    start = beside.node.start
    place = bisect_right(beside.quoted, start, key=lambda quote: quote.span.start)
    quote = beside.quoted[place - 1] if place else None
    if quote is None or start >= quote.span.end:
        return False
    words = [word for word in beside.doc.tokens_in(quote.span) if word.is_word]
    if not words[0].text[:1].isupper() or any(word.is_finite for word in words):
        return False
    if beside.capital and words[0].start < start:
        return True
    return beside.node.name != "weekday" and _is_woven_in(beside.doc, quote.outer)


def _is_woven_in(doc: Doc, quote: Span) -> bool:
    """Whether a word of the sentence stands right before or behind a quotation, and no sign."""
    around = (before(doc, quote), after(doc, quote))
    return any(word is not None and word.is_word for word in around)


def _is_title(beside: Beside) -> bool:
    """A capital in the middle of a sentence, where no word opens a date, is a name."""
    word = beside.at(-1)
    if word is None or not word.is_word:
        return False
    return beside.capital and beside.low(-1) not in beside.known.any


def _is_named_day(beside: Beside) -> bool:
    """`Le Lundi`, `Journal du Dimanche`: a capital behind an article makes a title."""
    return beside.capital and beside.pos(-1) in GLUE


def _is_feast_thing(beside: Beside) -> bool:
    """`le marché de Noël`, `l'île de Pâques`; `les Restos de Noël`, a name."""
    noun = beside.held_by
    if noun is None:
        return False
    if not beside.joined and not beside.hangs:
        # "cessé le feu le Vendredi saint": the thing must hold the feast.
        return False
    if beside.stands_by(beside.words.feast_things):
        return True
    return noun.text[0].isupper() and before(beside.doc, noun.span) is not None


def _is_feast_word(beside: Beside) -> bool:
    """`l'ascension du mont Blanc`; `à l'Ascension` is a day."""
    word = fold(beside.text)
    if word.split("-")[0] in beside.words.saints:
        # "la Saint-Étienne" is a day, "à Saint-Étienne" a town.
        return beside.pos(-1) != "DET"
    return word in beside.words.feast_words and beside.pos(-2) != "ADP"


def _is_name_of_season(beside: Beside) -> bool:
    """`Printemps`, `le printemps arabe`, `les jeux d'hiver`: a title, or a kind of thing."""
    parts = beside.node.parts
    if {part.name for part in parts} - {"the", "of", "at", "season"}:
        return False
    season = beside.node.the("season").span.of(beside.doc.text)
    if season.istitle() or beside.described:
        return True
    return parts[0].name == "of" and beside.pos(-2) in ("NOUN", "ADJ")


def _is_name_of_length(beside: Beside) -> bool:
    """`la guerre de Cent Ans`, `les 24 Heures du Mans`: a unit with a capital."""
    last = beside.text.split()[-1]
    if beside.first is None or not last[:1].isupper():
        return False
    sentence = beside.doc.sentences[beside.first.sentence]
    return not sentence.span.of(beside.doc.text).isupper()


def _is_some_day(beside: Beside) -> bool:
    """`un jour`, `par une journée chaude`: the subject of what is told, no length."""
    parts = beside.node.parts
    if len(parts) > _PAIR or parts[0].name != "one" or parts[-1].value != "D":
        return False
    # "en un jour", "pendant un jour" is a length
    return beside.described or beside.pos(-1) != "ADP"


def _is_rate(beside: Beside) -> bool:
    """`trois jours par semaine`, `cinq jours sur sept`: how often; not `deux mois par le juge`."""
    if beside.low(1) not in beside.words.rate:
        return False
    return beside.low(2) in beside.known.stretches or beside.pos(2) in ("NUM", "PRON")


def _is_fifteen(beside: Beside) -> bool:
    """`une quinzaine de personnes`: fifteen of something else."""
    if beside.node.has("unit") or not beside.node.has("fortnight"):
        return False
    return beside.low(1) in beside.known.of


def _is_idle(beside: Beside) -> bool:
    """`en veille`, `sans lendemain`: only behind an article is it a day."""
    node, word = beside.node, beside.at(-1)
    if node.has("the", "at") or word is None:
        return False
    if any(part.value == "du" for part in node.parts):
        return False
    return word.is_word and word.pos != "DET"


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
    _is_in_title: "holiday month period quantity set weekday",
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


def _by_name() -> dict[str, list[Callable[[Beside], bool]]]:
    found: dict[str, list[Callable[[Beside], bool]]] = {}
    for guard, kinds in GUARDS.items():
        for kind in kinds.split():
            found.setdefault(kind, []).append(guard)
    return found


_BY_NAME = _by_name()


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
        asked = _BY_NAME.get(node.name, ())
        return any(holds(beside) for holds in asked)
