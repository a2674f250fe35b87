"""What an article tells: kind, moment, participants, modality."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from marked import marked

from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.model.event import Modality, Role

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "events.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_a_sentence_tells_what_it_tells(case):
    published = case.get("published", "2024-05-15")
    found = marked(case["text"], published)
    told = [
        [
            c.kind,
            c.modality.value,
            c.date.edtf if c.date else "",
            c.trigger.of(found.article.text),
        ]
        for c in found.claims()
    ]
    bound = f"../{published}"
    assert told == [
        [k, m, bound if w == "<" else str(w), t] for k, m, w, t in case["claims"]
    ]


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
    "he and another": (
        "[Jan Vik|jan-vik] a dit que lui et la présidente [Ada Roux|ada-roux] avaient signé un accord.",
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
        {("ada-roux", Role.PATIENT), ("jan-vik", Role.AGENT)},
    ),
    "not the one who says so": (
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik], selon la [mairie|mairie|ORG].",
        {("ada-roux", Role.AGENT), ("jan-vik", Role.PATIENT)},
    ),
    "across brackets": (
        "[Ada Roux|ada-roux] (née Fors) est décédée.",
        {("ada-roux", Role.AGENT)},
    ),
    "whom of a relative clause": (
        "La [mairie|mairie|ORG] a pesé sur [Ada Roux|ada-roux], qui a accepté une trêve.",
        {("ada-roux", Role.AGENT)},
    ),
    "not those of the next clause": (
        "[Ada Roux|ada-roux] a rencontré [Lena Fors|lena-fors], chargée de transmettre un mot à [Jan Vik|jan-vik].",
        {("ada-roux", Role.AGENT), ("lena-fors", Role.PATIENT)},
    ),
}


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
def test_who_is_asked_is_the_agent(text, agent):
    told = [c for c in marked(text).claims() if c.kind == "agreement"]
    assert told
    assert {p.entity for c in told for p in c.participants if p.part is Role.AGENT} == (
        {agent} if agent else set()
    )


@pytest.mark.parametrize(("text", "expected"), WHO.values(), ids=WHO)
def test_participants_have_their_part(text, expected):
    (claim,) = marked(text).claims()
    assert {(p.entity, p.part) for p in claim.participants} == expected


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


@pytest.mark.parametrize(("text", "expected"), WHERE.values(), ids=WHERE)
def test_places_are_where_it_happens(text, expected):
    (claim,) = marked(text).claims()
    assert claim.places == expected


VOICES = {
    "that": (
        "[Ada Roux|ada-roux] a affirmé que le [Pérou|perou|LOC] avait bombardé le port.",
        ("ada-roux",),
    ),
    "incise": (
        "Le [Pérou|perou|LOC] a bombardé le port, a précisé [Ada Roux|ada-roux].",
        ("ada-roux",),
    ),
    "chain": (
        "Selon l'agence [Aube|aube|MEDIA], citant [Ada Roux|ada-roux], le [Pérou|perou|LOC] a bombardé le port.",
        ("aube", "ada-roux"),
    ),
    "nobody": ("Le [Pérou|perou|LOC] a bombardé le port.", ()),
}


@pytest.mark.parametrize(("text", "expected"), VOICES.values(), ids=VOICES)
def test_speakers_are_those_who_say_so(text, expected):
    (claim,) = marked(text).claims()
    assert claim.speakers == expected


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


@pytest.mark.parametrize(("text", "expected"), BACKGROUND.values(), ids=BACKGROUND)
def test_background_is_what_was_no_news(text, expected):
    (claim,) = marked(text).claims()
    assert claim.background is expected


def test_two_claims_of_a_sentence_have_a_letter():
    found = marked(
        "[Ada Roux|ada-roux] a rencontré [Jan Vik|jan-vik] et a signé un accord."
    ).claims()
    assert [c.id for c in found] == ["t.p1s1", "t.p1s1b"]


def test_a_read_out_tells_of_the_call_before_it():
    text = (
        "[Ada Roux|ada-roux] a téléphoné à [Jan Vik|jan-vik]. "
        "Une lecture de l'appel de la [mairie|mairie|ORG] a déclaré que rien n'était acquis."
    )
    call, read = marked(text).claims()
    assert (
        {p.entity for p in read.participants}
        == {p.entity for p in call.participants}
        == {"ada-roux", "jan-vik"}
    )
    assert (read.modality, read.speakers) == (Modality.REPORTED, ("mairie",))


def test_what_is_quoted_whole_is_no_claim_of_the_article():
    text = "« [Jan Vik|jan-vik] a bombardé le port {lundi|2024-05-13}. » Le silence est retombé."
    assert marked(text).claims() == ()


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


@pytest.mark.parametrize(("text", "expected"), QUOTED.values(), ids=QUOTED)
def test_what_is_quoted_is_told_by_its_speaker(text, expected):
    told = [c for c in marked(text).claims() if c.kind != "statement"]  # its being said
    assert [(c.kind, c.date.edtf, c.sentence) for c in told] == expected
    assert all(
        (c.modality, c.speakers) == (Modality.REPORTED, ("ada-roux",)) for c in told
    )


def test_a_name_tells_of_no_event():
    assert (
        marked("L'[Attaque|attaque|ORG] a connu une panne {lundi|2024-05-13}.").claims()
        == ()
    )


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_every_claim_says_why(case):
    found = marked(case["text"], case.get("published", "2024-05-15"))
    claims = found.claims()
    assert bool(claims) == bool(case["claims"])
    for claim in claims:
        assert claim.reason.startswith("«")
        assert claim.reason.endswith(".")
        assert (claim.modality is Modality.REPORTED) == ("rapporté" in claim.reason)


@given(
    st.lists(
        st.sampled_from(
            [
                "a bombardé ",
                "une attaque ",
                "il ",
                "que ",
                ", ",
                ". ",
                "Jan Vik ",
                "« ",
                "» ",
                "selon ",
                "si ",
                "\n\n",
            ]
        )
    )
)
def test_spans_are_valid_on_any_text(pieces):
    found = marked("".join(pieces))
    sentences = {s.id: s.span for s in found.sentences}
    for claim in found.claims():
        assert claim.span.covers(claim.trigger)
        assert claim.sentence in sentences
        assert claim.trigger.of(found.article.text)


def test_every_kind_has_a_name_for_readers():
    assert all(
        kind_name("fr", kind)[0].isupper()
        for kind in language_pack("fr").data("kinds")["kinds"]
    )
