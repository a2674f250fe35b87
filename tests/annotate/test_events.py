"""What an article tells: kind, moment, participants, modality, rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import case_files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import marked

from builder.annotate.events.reasons import reason
from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.lang.schema_events import EventWords
from builder.model.event import Modality, PlacedBy, Rank, Role

if TYPE_CHECKING:
    from builder.annotate.events.drafts import Draft
    from builder.model.event import EventMention

CASES = case_files.read("events")

CONTEXT = (
    "Le quai nord rouvre\n\nLe conseil du port a rouvert dimanche le quai nord.\n\n"
)
"""Before a sentence, so that it need not be what its article is about."""


def told(text: str, published: str = "2024-05-15") -> list[EventMention]:
    """The entries of a sentence that stands as the second of an article."""
    found = marked(CONTEXT + text, published)
    entries = [c for c in found.claims() if c.rank is not Rank.MENTION]
    return [c for c in entries if c.trigger.start >= len(CONTEXT)]


def may_tell(text: str, published: str = "2024-05-15") -> list[Draft]:
    """What a sentence may tell, sure or weak."""
    found = marked(CONTEXT + text, published)
    drafts = found.drafts()
    return [d for d in drafts if d.candidate.span.start >= len(CONTEXT)]


def expected(case):
    bound = f"../{case.get('published', '2024-05-15')}"
    return [(k, m, bound if w == "<" else str(w), t) for k, m, w, t in case["claims"]]


def plain(text):
    """The text without the marks of names and dates."""
    return marked(CONTEXT + text).article.text


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_a_sentence_may_tell_what_it_tells(case):
    text = plain(case["text"])
    rows = [
        (
            d.candidate.kind,
            d.modality.value,
            d.time.date.edtf if d.time.date else "",
            d.candidate.span.of(text),
        )
        for d in may_tell(case["text"], case.get("published", "2024-05-15"))
    ]
    assert [each for each in expected(case) if each not in rows] == []


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_a_sentence_tells_nothing_else(case):
    text = plain(case["text"])
    rows = [
        (
            c.kind,
            c.modality.value,
            c.date.edtf if c.date else "",
            c.trigger.of(text),
        )
        for c in told(case["text"], case.get("published", "2024-05-15"))
    ]
    assert [each for each in rows if each not in expected(case)] == []


WHO = {
    "subject and object": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "passive": (
        "[Jan Vik|jan-vik] a été arrêté par la [garde|garde|ORG].",
        {("garde", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "both subjects": (
        "[Ada Roux|ada-roux] et [Jan Vik|jan-vik] se sont rencontrés.",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.AGENT)},
    ),
    "a pronoun": (
        "[Ada Roux|ada-roux] est venue. Elle a accusé [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "the state of an adjective": (
        "Les forces [péruviennes|perou|LOC demonym] ont bombardé le port.",
        {("perou", Role.AGENT)},
    ),
    "a capital that acts": (
        "[Lima|perou|LOC metonym] vient de subir une attaque.",
        {("perou", Role.PATIENT)},
    ),
    "with whom, in a relative clause": (
        "[Jan Vik|jan-vik] attend [Ada Roux|ada-roux], avec qui il s'est entretenu.",
        {("jan-vik", Role.AGENT)},
    ),
    "not the one who says so": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik], selon la [mairie|mairie|ORG].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "two states behind one noun": (
        "Les délégués du [Pérou|perou|LOC] et du [Chili|chili|LOC] se sont rencontrés.",
        {("perou", Role.OTHER), ("chili", Role.OTHER)},
    ),
    "two towns that play": (
        "Un match entre [Lima|lima|LOC] et [Quito|quito|LOC] a eu lieu lundi.",
        {("lima", Role.OTHER), ("quito", Role.OTHER)},
    ),
    "a noun that no list knows, by its form": (
        "Le navigateur [Jan Vik|jan-vik] est mort lundi.",
        {("jan-vik", Role.AGENT)},
    ),
    "he, of one whose noun is of both genders": (
        "L'alpiniste [Jan Vik|jan-vik] est venu. Il a quitté la ville.",
        {("jan-vik", Role.AGENT)},
    ),
    "between whom a meeting turned bad": (
        "Une rencontre entre [Jan Vik|jan-vik] et [Ada Roux|ada-roux] avait tourné à la dispute.",
        {("jan-vik", Role.AGENT), ("ada-roux", Role.AGENT)},
    ),
    "to whom somebody resigns": (
        "[Ada Roux|ada-roux] a annoncé sa démission à [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "whom a cleft names": (
        "C'était [Jan Vik|jan-vik] qui avait été arrêté, également à Lima.",
        {("jan-vik", Role.PATIENT)},
    ),
    "across brackets": (
        "[Ada Roux|ada-roux] (née Fors) est décédée.",
        {("ada-roux", Role.AGENT)},
    ),
    "whom of a relative clause": (
        "La [mairie|mairie|ORG] a pesé sur [Ada Roux|ada-roux], qui a accepté une trêve.",
        {("ada-roux", Role.AGENT)},
    ),
    "the arrest of whom by whom": (
        "L'arrestation de [Jan Vik|jan-vik] par la [garde|garde|ORG] a eu lieu lundi.",
        {("garde", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "the victory of whom over whom": (
        "La victoire de [Jan Vik|jan-vik] sur [Lena Fors|lena-fors] a eu lieu lundi.",
        {("jan-vik", Role.AGENT), ("lena-fors", Role.PATIENT)},
    ),
    "whose trial": (
        "[Jan Vik|jan-vik] a été arrêté. Son procès aura lieu vendredi.",
        {("jan-vik", Role.PATIENT)},
    ),
    "whom one beats to win": (
        "[Jan Vik|jan-vik] a remporté la finale en battant [Lena Fors|lena-fors].",
        {("jan-vik", Role.AGENT), ("lena-fors", Role.PATIENT)},
    ),
    "who calls for it": (
        "La [CGT|cgt|ORG] a appelé à manifester samedi.",
        {("cgt", Role.OTHER)},
    ),
    "a company to which it is given": (
        "[Ada Roux|ada-roux] a livré des moteurs à [Norsk|norsk|ORG].",
        {("ada-roux", Role.AGENT), ("norsk", Role.PATIENT)},
    ),
    "an apposition after the name": (
        "[Cofra|cofra|ORG], une filiale de Norsk, a fermé le port.",
        {("cofra", Role.AGENT)},
    ),
    "whose friend she is, beside her name": (
        "[Ada Roux|ada-roux], une proche de [Jan Vik|jan-vik], a été arrêtée lundi.",
        {("ada-roux", Role.PATIENT)},
    ),
    "a verb that has no agreement with an object": (
        "[Ada Roux|ada-roux] a sorti un album.",
        {("ada-roux", Role.AGENT)},
    ),
    "a trade that is no one apart": (
        "L'homme d'affaires [Jan Vik|jan-vik] a été libéré mardi.",
        {("jan-vik", Role.PATIENT)},
    ),
    "behind what was held, without a comma": (
        "À la suite de la réunion [Jan Vik|jan-vik] a démissionné.",
        {("jan-vik", Role.AGENT)},
    ),
    "whose wife he names": (
        "[Jan Vik|jan-vik], époux de la comédienne [Lena Fors|lena-fors], morte en 2010, a été décoré.",
        {("jan-vik", Role.PATIENT)},
    ),
    "whose death is told beside a name": (
        "[Jan Vik|jan-vik], mort vendredi, sera enterré dimanche.",
        {("jan-vik", Role.PATIENT)},
    ),
    "behind what the parse takes for the subject": (
        "La Norvégienne [Ida Frei|ida-frei] auteure d'une belle remontée remporte la course.",
        {("ida-frei", Role.AGENT)},
    ),
    "behind a relative clause with verbs of its own": (
        "La skieuse [Ida Frei|ida-frei], dont le titre avait été contesté en mai et confirmé par le juge, a été arrêtée.",
        {("ida-frei", Role.PATIENT)},
    ),
    "all who are joined": (
        "La [CGT Cheminots|cgt|ORG] et [Sud-Rail|sud|ORG] ont rejeté cette offre.",
        {("cgt", Role.AGENT), ("sud", Role.AGENT)},
    ),
    "by whom, behind a date": (
        "La loi a été approuvée le 28 mars par le [sénat|senat|ORG].",
        {("senat", Role.AGENT)},
    ),
    "whom one meets there": (
        "[Ada Roux|ada-roux] a signé le décret lors d'une rencontre avec [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.OTHER)},
    ),
    "the body whose people act": (
        "Les quinze membres du [conseil|conseil|ORG] ont approuvé le budget.",
        {("conseil", Role.OTHER)},
    ),
    "whom a warning is about": (
        "[Ada Roux|ada-roux] a averti que [Jan Vik|jan-vik] devra payer.",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.OTHER)},
    ),
    "the name behind what sort of body it is": (
        "Le syndicat [Snes|snes|ORG] appelle les enseignants à la grève.",
        {("snes", Role.AGENT)},
    ),
    "a pronoun of another paragraph, where one man alone is told of": (
        "Le skieur [Jan Vik|jan-vik] est arrivé hier.\n\nLa course a été annulée. Il a quitté la ville.",
        {("jan-vik", Role.AGENT)},
    ),
    "not those of the next clause": (
        "[Ada Roux|ada-roux] a rencontré [Lena Fors|lena-fors], chargée de transmettre un mot à [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("lena-fors", Role.PATIENT)},
    ),
}


@pytest.mark.parametrize(("text", "parts"), WHO.values(), ids=WHO)
def test_participants_have_their_part(text, parts):
    found = [{(p.entity, p.part) for p in d.participants} for d in may_tell(text)]
    assert parts in found


NOT_HIM = {
    "a widow": ("La veuve de [Bruno Keller|bruno-keller] est morte.", "bruno-keller"),
    "his party": ("Le parti de [Luc Simon|luc-simon] a abandonné la course.", "luc-simon"),
    "who announces a death": (
        "[Lena Fors|lena-fors] a annoncé mercredi qu'un passager, blessé dans la collision du 2 mai, est mort à l'hôpital.",
        "lena-fors",
    ),
    "a studio of a state": ("Le studio [norvégien|norvege|LOC demonym] a fermé le port.", "norvege"),
    "percent of a people": ("Quelque 59 % des [Norvégiens|norvege|LOC demonym] ont rejeté la réforme.", "norvege"),
    "a prize that bears a name": ("Le prix [Jan Vik|jan-vik] a été remis à une fondation.", "jan-vik"),
    "his house": ("La maison de [Jan Vik|jan-vik] a brûlé.", "jan-vik"),
    "beside whom": ("Un proche de [Jan Vik|jan-vik] a été arrêté.", "jan-vik"),
    "according to whom": ("Selon [Ada Roux|ada-roux], un homme a été tué.", "ada-roux"),
    "where he lives": ("Un homme est mort chez [Jan Vik|jan-vik].", "jan-vik"),
    "who only calls it so": ("[Jan Vik|jan-vik] a immédiatement qualifié les frappes d'agression.", "jan-vik"),
    "according to whom, behind his office": ("L'explosion a fait deux morts, selon le gouverneur de la province, [Jan Vik|jan-vik].", "jan-vik"),
    "who only spoke before a funeral": ("[Ada Roux|ada-roux] est morte lundi. « Elle nous manque », a dit [Jan Vik|jan-vik]. Ses obsèques auront lieu vendredi.", "jan-vik"),
    "whose son": ("Le fils du maire [Jan Vik|jan-vik] a été arrêté lundi.", "jan-vik"),
    "whose driver": ("Le chauffeur de la ministre [Lena Fors|lena-fors] a été tué.", "lena-fors"),
    "whose mother": ("La mère de la victime [Lena Fors|lena-fors] est décédée.", "lena-fors"),
    "whose brother, beside a name": ("[Ada Roux|ada-roux] et le frère de [Jan Vik|jan-vik] ont été arrêtés lundi.", "jan-vik"),
    "whose wife died": ("[Jan Vik|jan-vik], époux de la comédienne [Lena Fors|lena-fors], morte en 2010, a été décoré.", "lena-fors"),
    "whose wife died, told of him": ("[Jan Vik|jan-vik], époux de [Dominique|dominique], morte en 2010.", "jan-vik"),
    "where she teaches": ("La garde a salué un professeur à l'[université|universite|ORG] de Lima, arrêté lundi.", "universite"),
    "whom somebody pretends to be": ("Une femme se faisant passer pour [Anne Le Goff|anne-le-goff] a été arrêtée.", "anne-le-goff"),
    "a street that bears a name": ("La rue [Anne Le Goff|anne-le-goff] a été inondée.", "anne-le-goff"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "entity"), NOT_HIM.values(), ids=NOT_HIM)
def test_nobody_did_what_the_grammar_does_not_say(text, entity):
    deeds = [d for d in may_tell(text) if d.candidate.kind != "statement"]
    assert deeds
    assert entity not in {p.entity for d in deeds for p in d.participants}


NO_ANTECEDENT = {
    "another man named between": "Le skieur [Jan Vik|jan-vik] a parlé du décès de l'acteur [Pim Dal|pim-dal] et annoncé qu'il serait incinéré.",
    "another man told of between": "Le skieur [Jan Vik|jan-vik] est arrivé.\n\nUn voleur a fui. Il a été arrêté.",
    "of another gender": "Le skieur [Jan Vik|jan-vik] est arrivé.\n\nElle a été annulée lundi.",
    "of a gender that nothing tells": "[Dominique Vik|dominique-vik] est venu lundi.\n\nLa course a eu lieu. Elle a été annulée.",
}


@pytest.mark.parametrize("text", NO_ANTECEDENT.values(), ids=NO_ANTECEDENT)
def test_a_pronoun_of_another_paragraph_is_nobody_s_where_two_may_be_meant(text):
    assert may_tell(text)[-1].participants == ()


CHARGED = {
    "accused": "[Jan Vik|jan-vik] a été accusé par [Ada Roux|ada-roux] d'avoir agressé un policier.",
    "suspected": "La police soupçonne [Jan Vik|jan-vik] d'avoir agressé un policier.",
}


@pytest.mark.parametrize("text", CHARGED.values(), ids=CHARGED)
def test_a_charge_is_not_told_as_so(text):
    deeds = [d for d in may_tell(text) if d.candidate.kind == "attack"]
    assert [d.modality for d in deeds] == [Modality.REPORTED]


DAYS = {
    "arrived since a day": (
        "Arrivé {depuis lundi|2024-05-13/..} à Lima, [Jan Vik|jan-vik] a signé le traité.",
        ("Arrivé", "2024-05-13"),
    ),
    "at what something new was done": (
        "La ministre a annoncé la fin de l'opération lors d'une réunion à Oslo.",
        ("réunion", "2024-05-16~"),
    ),
    "announced on a day, no later": (
        "[Lena Fors|lena-fors] a annoncé {mercredi|2024-05-15} qu'un passager, blessé dans la collision du {2 mai|2024-05-02}, est mort à l'hôpital.",
        ("mort", "2024-05-15~"),
    ),
    "the occasion": (
        "Lors d'un discours prononcé à Oslo le {3 mai|2024-05-03}, la ministre a annoncé la fin de l'opération.",
        ("annoncé", "2024-05-03"),
    ),
    "a demonstration called for": (
        "Le syndicat a appelé à manifester {samedi|2024-05-18}.",
        ("manifester", "2024-05-18"),
    ),
    "a call for another day": (
        "Le syndicat a appelé à manifester {samedi|2024-05-18}.",
        ("appelé", "2024-05-16~"),
    ),
    "a day right behind the verb": (
        "Quelque 59 % des électeurs ont rejeté {dimanche 4 mai|2024-05-04} les réformes qu'elle proposait.",
        ("rejeté", "2024-05-04"),
    ),
    "a month that the object holds": (
        "Le {15 mai|2024-05-15}, la ministre dévoilait les chiffres du chômage pour le {mois d'avril|2024-04}.",
        ("dévoilait", "2024-05-15"),
    ),
    "burial": (
        "[Jan Vik|jan-vik], mort {vendredi|2024-05-10}, sera enterré {dimanche|2024-05-19}.",
        ("enterré", "2024-05-19"),
    ),
    "its death": (
        "[Jan Vik|jan-vik], mort {vendredi|2024-05-10}, sera enterré {dimanche|2024-05-19}.",
        ("mort", "2024-05-10"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "deed"), DAYS.values(), ids=DAYS)
def test_a_deed_stands_at_its_day(text, deed):
    found = may_tell(text, "2024-05-16")
    words = plain(text)
    rows = [
        (d.candidate.span.of(words).split()[-1], d.time.placed.edtf)
        for d in found
        if d.time.placed is not None
    ]
    assert deed in rows


def test_an_old_day_is_no_story_s_day():
    text = (
        "Un homme a été arrêté {le 1er mai|2024-05-01} à Lima. Il a reconnu les faits."
    )
    found = marked(text, "2024-05-16").claims()
    assert [c.placed.edtf for c in found if c.placed_by is PlacedBy.ARTICLE] == []


def test_the_story_has_no_day_of_what_is_only_recalled():
    text = "[Jan Vik|jan-vik], que la police avait arrêté {lundi|2024-05-13}, a été libéré."
    found = marked(text, "2024-05-16").claims()
    days = [c.placed.edtf for c in found if c.kind == "release"]
    assert days == ["2024-05-16~"]


ASKED = {
    "so that he": ("[Ada Roux|ada-roux] a sollicité [Jan Vik|jan-vik] afin qu'il accepte une trêve.", "jan-vik"),
    "to do": ("[Ada Roux|ada-roux] a exhorté mardi [Jan Vik|jan-vik] à signer un accord.", "jan-vik"),
    "of a role": ("[Ada Roux|ada-roux] a demandé au [maire|jan-vik|PER role] de signer un accord.", "jan-vik"),
    "two deeds": ("[Ada Roux|ada-roux] a appelé [Jan Vik|jan-vik] à céder et à signer un accord.", "jan-vik"),
    "accused": ("[Ada Roux|ada-roux] a accusé [Jan Vik|jan-vik] d'avoir signé un accord.", "jan-vik"),
    "one's own wish": ("[Ada Roux|ada-roux] a demandé à signer un accord.", "ada-roux"),
    "one's own offer": ("[Ada Roux|ada-roux] a proposé de signer un accord.", "ada-roux"),
    "asked herself": ("[Ada Roux|ada-roux] a été invitée à signer un accord.", "ada-roux"),
    "no asking": ("[Ada Roux|ada-roux] a promis à [Jan Vik|jan-vik] de signer un accord.", "ada-roux"),
    "nobody named": ("[Jan Vik|jan-vik] a demandé qu'il signe un accord avec la [mairie|mairie|ORG].", ""),
    "a clitic": ("[Jan Vik|jan-vik] lui a demandé de signer un accord avec la [mairie|mairie|ORG].", ""),
    "either": ("[Ada Roux|ada-roux] a proposé à [Jan Vik|jan-vik] de signer l'accord avec la [mairie|mairie|ORG].", ""),
    "another gender": ("[Jan Vik|jan-vik] a sollicité [Ada Roux|ada-roux] pour qu'il signe un accord avec la [mairie|mairie|ORG].", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "agent"), ASKED.values(), ids=ASKED)
def test_who_is_asked_is_the_agent_or_nobody(text, agent):
    deeds = [d for d in may_tell(text) if d.candidate.kind == "agreement"]
    agents = {p.entity for d in deeds for p in d.participants if p.part is Role.AGENT}
    assert agents <= {agent}


WHERE = {
    "at a town": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik] à [Oslo|oslo|LOC].",
        ("oslo",),
    ),
    "in the region of": (
        "Des bandits ont attaqué un convoi dans la région d'[Arica|arica|LOC].",
        ("arica",),
    ),
    "a state that is an ally is no place": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik], allié de la [Norvège|norvege|LOC].",
        (),
    ),
    "a capital that acts is no place": (
        "[Lima|perou|LOC metonym] a signé un accord avec [Jan Vik|jan-vik].",
        (),
    ),
}


@pytest.mark.parametrize(("text", "places"), WHERE.values(), ids=WHERE)
def test_places_are_where_it_happens(text, places):
    assert places in [d.places for d in may_tell(text)]


VOICES = {
    "that": (
        "[Ada Roux|ada-roux] a affirmé que le [Pérou|perou|LOC] avait bombardé le port.",
        ("ada-roux",),
    ),
    "incise": (
        "Le [Pérou|perou|LOC] a bombardé le port, a précisé [Ada Roux|ada-roux].",
        ("ada-roux",),
    ),
    "chain": pytest.param(
        "Selon l'agence [Aube|aube|MEDIA], citant [Ada Roux|ada-roux], le [Pérou|perou|LOC] a bombardé le port.",
        ("aube", "ada-roux"),
        marks=pytest.mark.xfail(strict=True, reason="the agency is not found"),
    ),
    "nobody": ("Le [Pérou|perou|LOC] a bombardé le port.", ()),
}


@pytest.mark.parametrize(("text", "speakers"), VOICES.values(), ids=VOICES)
def test_speakers_are_those_who_say_so(text, speakers):
    (attack,) = [c for c in told(text) if c.kind == "attack"]
    assert attack.speakers == speakers


BACKGROUND = {
    "news": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik] {lundi|2024-05-13}.",
        False,
    ),
    "long ago": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik] en {juillet 2018|2018-07}.",
        True,
    ),
    "pluperfect": (
        "[Ada Roux|ada-roux], qui avait rencontré [Jan Vik|jan-vik], est venue.",
        True,
    ),
    "pluperfect of reported speech": (
        "[Ada Roux|ada-roux] a dit qu'elle avait rencontré [Jan Vik|jan-vik].",
        False,
    ),
}


@pytest.mark.parametrize(("text", "background"), BACKGROUND.values(), ids=BACKGROUND)
def test_background_is_what_was_no_news(text, background):
    (meeting,) = [d for d in may_tell(text) if d.candidate.kind == "meeting"]
    assert meeting.time.background is background


PLACED = {
    "a date of its clause": (
        "[Jan Vik|jan-vik] a signé l'accord {lundi|2024-05-13}.",
        ("2024-05-13", PlacedBy.TEXT),
    ),
    "news without a date": (
        "[Jan Vik|jan-vik] a signé l'accord.",
        ("2024-05-15~", PlacedBy.PUBLICATION),
    ),
    "what is to come": (
        "[Jan Vik|jan-vik] signera l'accord.",
        ("2024-05-15/..", PlacedBy.PUBLICATION),
    ),
    "what is recalled": ("[Jan Vik|jan-vik] avait signé l'accord.", ("", None)),
    "of the noun, not of the verb": (
        "[Jan Vik|jan-vik] a signé l'accord des blessés de la collision du {2 mai|2024-05-02}.",
        ("2024-05-15~", PlacedBy.PUBLICATION),
    ),
    "beside a participle": (
        "[Jan Vik|jan-vik], élu {en 2021|2021}, a signé l'accord.",
        ("2024-05-15~", PlacedBy.PUBLICATION),
    ),
}


@pytest.mark.parametrize(("text", "place"), PLACED.values(), ids=PLACED)
def test_the_timeline_has_a_place_and_a_reason(text, place):
    (deed,) = [
        d
        for d in may_tell(text)
        if d.candidate.kind == "agreement" and not d.candidate.noun
    ]
    placed = deed.time.placed.edtf if deed.time.placed else ""
    assert (placed, deed.time.placed_by) == place


def test_an_article_dated_to_a_month_places_its_news_there():
    found = told("[Jan Vik|jan-vik] a signé l'accord.", "2024-05")
    assert [c.placed.edtf for c in found] == ["2024-05"]


def test_what_is_alleged_of_somebody_tried_has_no_day():
    text = (
        "La cour a condamné {jeudi|2024-05-09} [Jan Vik|jan-vik] à deux ans de prison. "
        "Il aurait volé la caisse du club."
    )
    entries = [c for c in marked(text).claims() if c.rank is not Rank.MENTION]
    placed = [(c.kind, c.placed.edtf if c.placed else "") for c in entries]
    assert placed[0] == ("justice", "2024-05-09")
    assert {day for _, day in placed[1:]} <= {""}


def test_what_somebody_did_who_has_died_is_not_of_that_day():
    text = (
        "L'actrice [Ada Roux|ada-roux] est morte {jeudi|2024-05-09} à Lima. "
        "Elle a tourné pour trois cinéastes."
    )
    entries = [c for c in marked(text).claims() if c.rank is not Rank.MENTION]
    placed = {c.kind: c.placed.edtf if c.placed else "" for c in entries}
    assert placed["death"] == "2024-05-09"
    assert placed.get("other", "") == ""


def test_what_a_diary_lists_is_told_with_its_words():
    text = (
        "Agenda\n\n{Jeudi 16 mai|2024-05-16} : conférence d'[Ada Roux|ada-roux] à Lima. "
        "{Vendredi|2024-05-17}, concert de [Jan Vik|jan-vik] à la salle Vasse."
    )
    rows = [(c.placed.edtf, c.title) for c in marked(text).claims() if c.title]
    assert rows == [
        ("2024-05-16", "Conférence d’Ada Roux à Lima"),
        ("2024-05-17", "Concert de Jan Vik à la salle Vasse"),
    ]


def test_the_course_of_a_story_is_of_its_day():
    text = "Un homme est mort {jeudi|2024-05-09} à [Brest|brest|LOC]. Il a glissé dans l'escalier de la gare."
    death, *others = marked(text).claims()
    assert death.headline
    entries = [c for c in others if c.rank is not Rank.MENTION]
    assert [(c.placed.edtf, c.placed_by) for c in entries] in (
        [],
        [("2024-05-09", PlacedBy.ARTICLE)],
    )


def test_one_mention_is_the_headline():
    found = marked(
        CONTEXT + "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik]."
    ).claims()
    assert [c.headline for c in found].count(True) == 1
    assert all(c.rank is Rank.PRIMARY for c in found if c.headline)


@pytest.mark.parametrize(
    "text",
    [
        "Le prix de la ville est décerné à Lena Vauclair.",
        "Lena Fors remporte la course.",
        "Attentat à Brest : douze morts",
    ],
)
def test_a_line_has_its_headline(text):
    assert [c.headline for c in marked(text).claims()].count(True) == 1


def test_two_mentions_of_a_sentence_have_a_letter():
    found = marked(
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik] et a signé un accord."
    ).claims()
    assert [c.id for c in found] == ["t.p1s1", "t.p1s1b"]


def test_what_is_quoted_whole_is_no_event_of_the_article():
    text = "« [Jan Vik|jan-vik] a bombardé le port {lundi|2024-05-13}. » Le silence est retombé."
    assert "attack" not in [c.kind for c in told(text)]


QUOTED = {
    "with a day": (
        "« [Jan Vik|jan-vik] a rencontré [Lena Fors|lena-fors] {lundi|2024-05-13} », a dit [Ada Roux|ada-roux].",
        [("meeting", "2024-05-13", "p1s1")],
    ),
    "a deed of force": ("« [Jan Vik|jan-vik] a bombardé le port », a dit [Ada Roux|ada-roux].", [("attack", "../2024-05-15", "p1s1")]),
    "in the next sentence": (
        "« La mine est perdue. [Jan Vik|jan-vik] a signé l'accord {lundi|2024-05-13} », a dit [Ada Roux|ada-roux].",
        [("agreement", "2024-05-13", "p1s2")],
    ),
    "a pronoun": ("« Il a bombardé le port {lundi|2024-05-13} », a dit [Ada Roux|ada-roux].", []),
    "a condition": ("« Si [Jan Vik|jan-vik] a bombardé le port, rien ne va », a dit [Ada Roux|ada-roux].", []),
    "a wish": ("« [Jan Vik|jan-vik] veut bombarder le port {lundi|2024-05-13} », a dit [Ada Roux|ada-roux].", []),
    "an opinion": ("« [Jan Vik|jan-vik] a condamné le pays », a dit [Ada Roux|ada-roux].", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "deeds"), QUOTED.values(), ids=QUOTED)
def test_what_is_quoted_is_told_by_its_speaker(text, deeds):
    kinds = [(kind, date) for kind, date, _ in deeds]
    found = [d for d in may_tell(text) if d.quoted]
    rows = [(d.candidate.kind, d.time.date.edtf if d.time.date else "") for d in found]
    assert rows == kinds
    assert {d.modality for d in found} <= {Modality.REPORTED}
    assert {e for d in found for s in d.sources for e in s.actor.entities} <= {
        "ada-roux"
    }


def test_a_name_tells_of_no_event():
    text = "L'[Attaque|attaque|ORG] a connu une panne {lundi|2024-05-13}."
    assert "attack" not in [d.candidate.kind for d in may_tell(text)]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_whatever_may_be_told_says_why(case):
    article = marked(CONTEXT + case["text"], case.get("published", "2024-05-15"))
    found = article.drafts()
    assert len(found) > len(case["claims"])  # the deed of the context is one more
    for draft in found:
        line = reason(article.view(), draft)
        assert line.startswith("«")
        assert line.endswith(".")
        assert (draft.modality is Modality.REPORTED) == ("rapporté" in line)


PIECES = ["a bombardé ", "une attaque ", "il ", "que ", ", ", ". ", "Jan Vik ", "« ", "» ", "selon ", "si ", "\n\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)))
def test_spans_are_valid_on_any_text(pieces):
    found = marked("".join(pieces))
    sentences = {s.id: s.span for s in found.sentences}
    for claim in found.claims():
        assert claim.span.covers(claim.trigger)
        assert claim.sentence in sentences
        assert claim.trigger.of(found.article.text)


@pytest.mark.parametrize("kind", language_pack("fr").words(EventWords).kinds)
def test_every_kind_has_a_name_for_readers(kind):
    assert kind_name("fr", kind)[0].isupper()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Bruxelles : un policier attaqué\n\nUn homme a attaqué un policier mardi à Bruxelles. L'assaillant a été abattu par un collègue.",
            "Bruxelles\u00a0: l’assaillant a été abattu par un collègue",
        ),
    ],
)
def test_what_leans_on_its_article_is_titled_by_it(text, title):
    titles = [mention.title for mention in marked(text, "2024-05-15").claims()]
    assert title in titles
