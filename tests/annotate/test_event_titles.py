"""Titles stand alone: subject, verb and objects of a clause, nothing that only the article knows."""

from __future__ import annotations

import pytest

from builder.annotate.events.title_likeness import Told
from builder.annotate.events.title_sayings import behind_of
from builder.annotate.events.title_subjects import Lead
from builder.annotate.events.title_text import LONGEST
from builder.annotate.events.title_writer import Writer
from builder.lang.schema_titles import TitleWords
from builder.model.article import Basis, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf

TITLES = {
    "the object, behind what is left out": (
        "La maire a également rendu le prix de la ville de Lima.",
        "rendre",
        "",
        "La maire a rendu le prix de la ville de Lima",
    ),
    "no object of a verb that wants one": (
        "La maire, que la juge a accusée, a quitté hier.",
        "quitter",
        "",
        "",
    ),
    "nothing goes on behind a clause that is left out": (
        "Jan Vik a gagné la coupe qui échappait aux Péruviens depuis Atlanta, en 1996.",
        "gagner",
        "",
        "Jan Vik a gagné la coupe",
    ),
    "an auxiliary that two verbs share": (
        "Le suspect a été arrêté lundi et remis à la police de Lima.",
        "remettre",
        "",
        "Le suspect a été remis à la police de Lima",
    ),
    "no end before what tells which": (
        "Les habitants ont quitté une grande partie de la ville.",
        "quitter",
        "",
        "Les habitants ont quitté une grande partie de la ville",
    ),
    "nothing that only happens": ("La collision a eu lieu hier.", "avoir", "", ""),
    "nothing that is not said to be so": (
        "La maire a démenti que les otages aient été libérés au Pérou.",
        "libérer",
        "",
        "",
    ),
    "pronouns that point at what was told": (
        "Trois d'entre eux ont quitté la prison de Lima.",
        "quitter",
        "",
        "",
    ),
    "deictic day left out": (
        "Les forces turques ont saisi hier treize tonnes de marijuana.",
        "saisir",
        "",
        "Les forces turques ont saisi treize tonnes de marijuana",
    ),
    "apposition and relative left out": (
        "Le navire, qui battait pavillon bolivien, a été arraisonné au large de Tobrouk.",
        "arraisonner",
        "",
        "Le navire a été arraisonné au large de Tobrouk",
    ),
    "relative clause by its antecedent": (
        "Le navire, qui battait pavillon bolivien, a été arraisonné.",
        "battre",
        "",
        "Le navire battait pavillon bolivien",
    ),
    "a name for a pronoun": (
        "Elle a condamné fermement l'attentat de Brest.",
        "condamner",
        "Ada Roux",
        "Ada Roux a condamné fermement l’attentat de Brest",
    ),
    "a pronoun that nobody resolved": (
        "Elle a condamné fermement l'attentat de Brest.",
        "condamner",
        "",
        "",
    ),
    "an object that is a pronoun": (
        "La juge l'a condamné à Brest.",
        "condamner",
        "",
        "",
    ),
    "what only the article knows": ("Ce rival a quitté la course.", "quitter", "", ""),
    "asking and what is asked": (
        "La maire a demandé à Jan Vik de signer l'accord.",
        "demander",
        "",
        "La maire a demandé à Jan Vik de signer l’accord",
    ),
    "the subject's own": (
        "Teddy Riner remporte son deuxième titre olympique.",
        "remporter",
        "",
        "Teddy Riner remporte son deuxième titre olympique",
    ),
    "what was told before": ("L'issue de cette finale a été jouée.", "jouer", "", ""),
    "an apposition closes": (
        "Le ministre de l'Intérieur, Jan Vik, a visité Nice.",
        "visiter",
        "",
        "Le ministre de l’Intérieur, Jan Vik, a visité Nice",
    ),
    "words that tie to the sentence before": (
        "Le maire a en effet signé le décret.",
        "signer",
        "",
        "Le maire a signé le décret",
    ),
    "something else behind a dash": (
        "La finale s'est jouée aux pénalités – deux pour Brest, une pour Lens.",
        "jouer",
        "",
        "La finale s’est jouée aux pénalités",
    ),
    "a verb that wants something": ("La Cour rendra.", "rendre", "", ""),
    "loose type": (
        "Le train a percuté un arbre à Lunel ( Hérault ) .",
        "percuter",
        "",
        "Le train a percuté un arbre à Lunel (Hérault)",
    ),
    "a possessive of the subject": (
        "Le musée a rouvert ses portes.",
        "rouvrir",
        "",
        "Le musée a rouvert ses portes",
    ),
    "a score": (
        "La joueuse a battu sa rivale 6-4, 6-3.",
        "battre",
        "",
        "La joueuse a battu sa rivale 6-4, 6-3",
    ),
    "who is of the clause behind": (
        (
            "Justin Gatlin a été sifflé à son entrée dans le stade, le public lui "
            "rappelant ses sanctions pour dopage."
        ),
        "siffler",
        "",
        "Justin Gatlin a été sifflé à son entrée dans le stade",
    ),
    "an object that stands before the verb": (
        "Une trêve que le président Jan Vik attribue directement à un engagement.",
        "attribuer",
        "",
        "",
    ),
    "a subject into which the parse takes a relative": (
        (
            "Un mutisme que Gabe Newell, cofondateur et directeur de Valve "
            "Corporation, a cassé lors d'une conférence."
        ),
        "casser",
        "",
        "",
    ),
    "an auxiliary torn from its verb": (
        "L'opérateur Orange a, à son tour, menacé de couper le signal.",
        "avoir",
        "",
        "",
    ),
    "no end behind being": (
        (
            "Le gouvernement de Lima a annoncé qu'il est, jusqu'à nouvel ordre, "
            "interdit aux diplomates d'accompagner les leurs."
        ),
        "annoncer",
        "",
        "",
    ),
    "a capital that no name gives": (
        "La maire a accepté l'idée Pour un cessez-le-feu en principe.",
        "accepter",
        "",
        "La maire a accepté l’idée pour un cessez-le-feu en principe",
    ),
    "no half of what is joined": (
        "Les députés ont voté l'interdiction de l'exploration et de l'exploitation des gaz de schiste sur le sol français.",
        "voter",
        "",
        "",
    ),
    "a participle tells which": (
        "Les spécimens tués ont disparu du zoo de Lima.",
        "disparaître",
        "",
        "Les spécimens tués ont disparu du zoo de Lima",
    ),
    "no number for a noun": ("26 ont quitté la prison de Lima.", "quitter", "", ""),
    "brackets of which nothing stays": (
        "Le navire a été arraisonné au large de Tobrouk (est de la Libye), qui dort.",
        "arraisonner",
        "",
        "Le navire a été arraisonné au large de Tobrouk",
    ),
    "what a verb wants behind an adverb": (
        "La firme a nui gravement à l'environnement.",
        "nuire",
        "",
        "La firme a nui gravement à l’environnement",
    ),
    "words of a quotation stay": (
        "Le maire a promis « une scène de plus et moins d'attente ».",
        "promettre",
        "",
        "Le maire a promis « une scène de plus et moins d’attente »",
    ),
    "half a quotation": (
        "Le maire a promis « une ville propre. Et plus sûre » aux habitants.",
        "promettre",
        "",
        "",
    ),
}


@pytest.mark.parametrize(
    ("text", "lemma", "name", "title"), TITLES.values(), ids=TITLES
)
def test_a_title_stands_alone(text, lemma, name, title, doc_of, pack):
    doc = doc_of(text)
    clause = next(clause for clause in doc.clauses if clause.lemma == lemma)
    writer = Writer(doc, deictics(text), pack.words(TitleWords))
    assert best(writer, clause, name) == title


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        ("La prochaine séance aura lieu jeudi.", "jeudi", "La prochaine séance aura lieu le 23 mai 2024"),
        ("Les travaux du pont débuteront le 23 mai.", "23 mai", "Les travaux du pont débuteront le 23 mai 2024"),
        ("Des averses sont prévues jeudi.", "jeudi", "Des averses sont prévues le 23 mai 2024"),
        ("Le marché ouvrira jeudi à Lima.", "jeudi", "Le marché ouvrira le 23 mai 2024 à Lima"),
        ("Le maire a démissionné jeudi.", "jeudi", "Le maire a démissionné"),
    ],
)  # fmt: skip
def test_a_day_is_told_in_full_where_nothing_else_says_what_is_to_come(
    text, day, title, doc_of, pack
):
    writer = Writer(
        doc_of(text), (timex(text, day, "2024-05-23"),), pack.words(TitleWords)
    )
    assert best(writer, doc_of(text).clauses[0]) == title


def best(writer, clause, name=""):
    """The first title of a clause; empty for none."""
    leads = [Lead(name=name)] if name else list(writer.leads(clause.subject))
    return next(writer.of_clause(clause, leads), "")


def deictics(text):
    return (timex(text, "hier"),) if "hier" in text else ()


def timex(text, words, day=""):
    """Words that only the article dates, with the day that they mean."""
    span = Span(text.index(words), text.index(words) + len(words))
    anchor = Anchor(AnchorKind.PUBLICATION)
    moment = parse_edtf(day) if day else None
    return Timex(span, moment, DatingType.DATE, anchor, Basis.RELATIVE, "", "")


def test_a_long_clause_loses_complements_never_half_of_one(doc_of, pack):
    text = (
        "Le conseil municipal de la ville a adopté le budget de l'année prochaine "
        "après un long débat dans la salle des fêtes du quartier de la gare."
    )
    doc = doc_of(text)
    title = best(Writer(doc, (), pack.words(TitleWords)), doc.clauses[0])
    assert title.startswith("Le conseil municipal de la ville a adopté le budget")
    assert len(title) <= LONGEST


def test_a_saying_is_a_name_and_the_first_whole_sentence_that_fits(doc_of, pack):
    long = "Nous avons tout tenté pendant des mois et des mois, avec tous ceux qui voulaient nous aider. "
    text = f"« {long}J'ai signé lundi. », a dit Ada Roux."
    quoted = Span(2, text.index(" »"))
    writer = Writer(doc_of(text), (), pack.words(TitleWords))
    assert list(writer.of_saying("Ada Roux", quoted)) == [
        "Ada Roux\u00a0: «\u00a0J’ai signé lundi\u00a0»"
    ]


SAYINGS = {
    "who speaks, and of what": (
        "Le maire de Lima a reconnu que les travaux du port étaient arrêtés.",
        "Déclaration du maire de Lima sur les travaux du port",
    ),
    "a participle tells which": (
        "Le Kremlin a reconnu que les objectifs visés par la Russie n'étaient pas atteints.",
        "Déclaration du Kremlin sur les objectifs visés par la Russie",
    ),
    "what only points is not told": (
        "La juge Ada Roux a reconnu que ses travaux étaient arrêtés.",
        "Déclaration de la juge Ada Roux",
    ),
    "each of several": (
        "La CGT Cheminots et Sud-Rail ont condamné cette initiative.",
        "Déclaration de la CGT Cheminots et de Sud-Rail",
    ),
    "several unnamed": (
        "Des experts de Lima ont condamné cette initiative.",
        "Déclaration d’experts de Lima",
    ),
}


@pytest.mark.parametrize(("text", "title"), SAYINGS.values(), ids=SAYINGS)
def test_a_saying_is_called_by_who_speaks(text, title, doc_of, pack):
    doc = doc_of(text)
    writer = Writer(doc, (), pack.words(TitleWords))
    said = next(clause for clause in doc.clauses if clause.main)
    speakers = list(writer.leads(said.subject))
    titles = writer.of_speakers("déclaration", speakers, doc.governed(said))
    assert next(titles) == title


@pytest.mark.parametrize(
    ("phrase", "behind"),
    [
        ("le maire", "du maire"),
        ("les maires", "des maires"),
        ("des maires", "de maires"),
        ("l’archevêque", "de l’archevêque"),
        ("la ville", "de la ville"),
        ("Ada Roux", "d’Ada Roux"),
    ],
)
def test_a_phrase_behind_of(phrase, behind, pack):
    assert behind_of(pack.words(TitleWords), phrase) == behind


@pytest.mark.parametrize(
    ("title", "again"),
    [
        ("Un TER a percuté un arbre", True),
        ("Un TER percute un arbre près de Lima", True),
        ("Un TER a quitté Lima", False),
    ],
)
def test_two_titles_of_the_same_words_are_alike(title, again):
    told = Told()
    told.add("Un TER a percuté un arbre près de Lima")
    assert told.has(title) is again
