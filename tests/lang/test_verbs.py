"""French verbs in their sentences, and the subjects they have."""

from __future__ import annotations

import pytest
from marked import marked

from builder.lang.discourse import Scene
from builder.lang.pack import language_pack
from builder.lang.verbs import grammar, verbs
from builder.lang.words import tokens

FORMS = {
    "perfect": ("Elle a déclaré", "déclarer", "perfect"),
    "perfect with adverbs": (
        "Elle a par ailleurs notamment déclaré",
        "déclarer",
        "perfect",
    ),
    "perfect with être": ("Il est mort", "mourir", "perfect"),
    "reflexive perfect": ("Ils se sont entretenus", "entretenir", "perfect"),
    "inverted": ("a-t-elle écrit", "écrire", "perfect"),
    "pluperfect": ("Il avait promis", "promettre", "pluperfect"),
    "press conditional": ("Lima aurait donné", "donner", "conditional"),
    "future perfect": ("Il aura signé", "signer", "future"),
    "present": ("Le maire déclare", "déclarer", "pres"),
    "present of a stem that changes": ("Elle appelle", "appeler", "pres"),
    "simple past": ("Il répondit", "répondre", "past"),
    "imperfect": ("Elle répétait", "répéter", "impf"),
    "future": ("Elle rencontrera", "rencontrer", "fut"),
    "conditional": ("Il rencontrerait", "rencontrer", "cond"),
    "passive": ("Il a été arrêté", "arrêter", "perfect"),
    "perfect infinitive": ("avoir sollicité", "solliciter", "inf"),
    "perfect subjunctive": (
        "bien que des échanges aient eu lieu",
        "avoir",
        "subjunctive",
    ),
    "gerund": ("annonçant", "annoncer", "ger"),
    "a verb like another in its ending": ("Elle a reconnu", "reconnaître", "perfect"),
}


@pytest.mark.parametrize(("text", "lemma", "tense"), FORMS.values(), ids=FORMS)
def test_a_verb_is_known_with_its_tense(text, lemma, tense):
    found = verbs(tokens(text), grammar(language_pack("fr")))
    assert [(lemma in v.lemmas, v.tense) for v in found] == [(True, tense)]


NO_VERB = {
    "a noun after an article": "une attaque",
    "an adjective after its noun": "la situation critique du port",
    "a preposition": "entre Lima et Oslo",
    "a name": "le réseau Critique",
    "an office": "ancien président",
}


@pytest.mark.parametrize("text", NO_VERB.values(), ids=NO_VERB)
def test_what_only_looks_like_a_verb_is_none(text):
    assert verbs(tokens(text), grammar(language_pack("fr"))) == ()


NEGATED = {
    "ne pas": ("Il n'a pas signé", True),
    "aucun": ("Aucune trêve n'a été signée", True),
    "not": ("Il a signé", False),
    "only": ("Il n'a signé que lundi", False),
}


@pytest.mark.parametrize(("text", "expected"), NEGATED.values(), ids=NEGATED)
def test_a_negated_verb_says_so(text, expected):
    (verb,) = verbs(tokens(text), grammar(language_pack("fr")))
    assert verb.negated is expected


SUBJECTS = {
    "before": ("La maire de Lima a parlé.", "La maire de Lima"),
    "after a phrase of place": ("À Oslo, la ministre a parlé.", "la ministre"),
    "across an apposition": ("Le maire, élu en mai, a parlé.", "Le maire"),
    "across dashes": (
        "Plusieurs pays – le Pérou, le Chili – ont parlé.",
        "Plusieurs pays",
    ),
    "of a relative clause": ("Il a vu la maire, qui a parlé.", "la maire"),
    "two, with a plural verb": (
        "Le maire et la ministre ont parlé.",
        "Le maire et la ministre",
    ),
    "the second, with a singular verb": (
        "Le maire a ri et la ministre a parlé.",
        "la ministre",
    ),
    "after a conjunction": ("Il dit que la ministre a parlé.", "la ministre"),
    "after the verb": (
        "« Oui », a parlé la ministre du Commerce devant les élus.",
        "la ministre du Commerce",
    ),
    "after a phrase after the verb": (
        "« Oui », a parlé devant la presse la ministre.",
        "la ministre",
    ),
    "where a place comes first": ("Il va là où a parlé la ministre.", "la ministre"),
    "of a relative clause after an agent": (
        "Cela fut dit à Lima par sa famille qui a parlé.",
        "sa famille",
    ),
    "shared with the verb before": ("La ministre a ri et a parlé.", "La ministre"),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS)
def test_a_verb_has_its_subject(text, expected):
    found = marked(text)
    outer = [q.quoted.outer for q in found.quotes()]
    scene = Scene(
        found.article,
        found.sentences,
        outer,
        (found.timexes, found.links),
        language_pack("fr"),
        {},
    )
    words = [
        unit.subjects[i].words.of(found.article.text)
        for unit in scene.units
        for i, verb in enumerate(unit.verbs)
        if "parler" in verb.lemmas
    ]
    assert words == [expected]
