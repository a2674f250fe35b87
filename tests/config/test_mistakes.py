"""The mistakes that authors make in their files, and the whole of what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.config import load
from builder.errors import DossierError
from builder.kb.load import knowledge_base
from builder.lang.messages import told

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = [
    ("dossier.yml", "titel: x",
     "ERREUR seeds/dossier.yml, ligne 1, titel : Clé connue attendue, « titel » trouvée. Vouliez-vous dire « title » ?"),
    ("dossier.yml", "titre: x",
     "ERREUR seeds/dossier.yml, ligne 1, titre : Clé connue attendue, « titre » trouvée. Vouliez-vous dire « title » ?"),
    ("dossier.yml", "title: [a]",
     "ERREUR seeds/dossier.yml, ligne 1, title : Attendu : un texte ; trouvé : une liste. Corrigez cette valeur."),
    ("dossier.yml", "title:",
     "ERREUR seeds/dossier.yml, ligne 1, title : Attendu : un texte ; trouvé : rien. Corrigez cette valeur."),
    ("dossier.yml", "rights: extraits",
     "ERREUR seeds/dossier.yml, ligne 1, rights : Attendu : l’un de full, excerpts, reference ; trouvé : « extraits ». Vouliez-vous dire « excerpts » ?"),
    ("dossier.yml", "max_bytes: beaucoup",
     "ERREUR seeds/dossier.yml, ligne 1, max_bytes : Attendu : un nombre entier ; trouvé : « beaucoup ». Corrigez cette valeur."),
    ("dossier.yml", "max_bytes: 5",
     "ERREUR seeds/dossier.yml, ligne 1, max_bytes : Attendu : un nombre d’au moins 1000 ; trouvé : « 5 ». Corrigez cette valeur."),
    ("dossier.yml", "language: en",
     "ERREUR seeds/dossier.yml, ligne 1, language : Attendu : une langue que le programme connaît (fr) ; trouvé : « en ». Corrigez cette valeur."),
    ("dossier.yml", "articles: [a_1]",
     "ERREUR seeds/dossier.yml, ligne 1, articles : Attendu : un bloc de clés ; trouvé : une liste. Corrigez cette valeur."),
    ("dossier.yml", "articles:\n  a_1:\n    published: 18 mars 2025",
     "ERREUR seeds/dossier.yml, ligne 3, articles.a_1.published.value : Attendu : une date qui existe ; trouvé : « 18 mars 2025 » (ce n’est pas la forme d’une date). Écrivez-la comme 2025, 2025-02, 2025-02-12, 2025-02~ (vers), 2022-02/.. (depuis) ou 2025-02-03/2025-02-09."),
    ("dossier.yml", "articles: {a_1: {published: 2025-02-30}}",
     "ERREUR seeds/dossier.yml, ligne 1, articles.a_1.published.value : Attendu : une date qui existe ; trouvé : « 2025-02-30 » (ce mois n’a pas de jour 30). Écrivez-la comme 2025, 2025-02, 2025-02-12, 2025-02~ (vers), 2022-02/.. (depuis) ou 2025-02-03/2025-02-09."),
    ("dossier.yml", "articles: {a_1: {published: {value: 2025-03, basis: inferred}}}",
     "ERREUR seeds/dossier.yml, ligne 1, articles.a_1.published : Attendu : une clé « reason », qui dit d’où la date est déduite (inferred) ; trouvé : un bloc de clés. Corrigez cette valeur."),
    ("corrections.yml", "- article: a_1\n  published: 2025\n- article: a_1\n  published: 2024\n",
     "ERREUR seeds/corrections.yml, ligne 4, entrée 2, published : Une seule valeur de « published » attendue pour cet article, une autre trouvée plus haut ou dans dossier.yml. Gardez-en une."),
    ("corrections.yml", "- article: a_2\n  published: 2025\n",
     "AVERTISSEMENT seeds/corrections.yml, ligne 1, entrée 1 : Article de seeds/ attendu, « a_2 » trouvé. Vouliez-vous dire « a_1 » ?"),
    ("dossier.yml", "articles: {a_1: {url: www.exemple.fr}}",
     "ERREUR seeds/dossier.yml, ligne 1, articles.a_1.url : Attendu : une adresse qui commence par http:// ou https:// ; trouvé : « www.exemple.fr ». Corrigez cette valeur."),
    ("dossier.yml", "articles: {a1: {title: x}}",
     "AVERTISSEMENT seeds/dossier.yml, ligne 1, articles.a1 : Article de seeds/ attendu, « a1 » trouvé. Vouliez-vous dire « a_1 » ?"),
    ("dossier.yml", "title: Ukraine : la trêve",
     'ERREUR seeds/dossier.yml, ligne 1 : YAML bien formé attendu, ligne illisible trouvée. Mettez le texte entre guillemets droits : "…".'),
    ("dossier.yml", 'title: "non fermé',
     'ERREUR seeds/dossier.yml, ligne 1 : YAML bien formé attendu, ligne illisible trouvée. Mettez le texte entre guillemets droits : "…".'),
    ("dossier.yml", "articles:\n\ta_1: {title: x}",
     "ERREUR seeds/dossier.yml, ligne 2 : YAML bien formé attendu, ligne illisible trouvée. Remplacez les tabulations du début de la ligne par des espaces."),
    ("dossier.yml", "articles:\n  a_1:\n   title: x\n    outlet: y",
     "ERREUR seeds/dossier.yml, ligne 4 : YAML bien formé attendu, ligne illisible trouvée. Vérifiez le retrait et les deux-points de cette ligne et de la précédente."),
    ("dossier.yml", "title: a\ntitle: b",
     "ERREUR seeds/dossier.yml, ligne 2 : Clé « title » attendue une seule fois, trouvée deux fois. Gardez-en une."),
    ("dossier.yml", "title: *x",
     'ERREUR seeds/dossier.yml, ligne 1 : Texte attendu, ancre ou renvoi YAML (& ou *) trouvé. Mettez le texte entre guillemets droits : "…".'),
    ("dossier.yml", "- title: x",
     "ERREUR seeds/dossier.yml : Attendu : un bloc de clés ; trouvé : une liste. Corrigez cette valeur."),
    ("entities.yml", "Anne Roche: {type: PER, name: Anne Roche}",
     "ERREUR seeds/entities.yml, ligne 1, Anne Roche : Identifiant attendu (lettres de a à z, chiffres, tirets), « Anne Roche » trouvé. Écrivez par exemple « anne-roche »."),
    ("entities.yml", "roche: {type: personne, name: Roche}",
     "ERREUR seeds/entities.yml, ligne 1, roche.type : Attendu : l’un de PER, ORG, LOC, EVENT, PRODUCT, MEDIA, NORP ; trouvé : « personne ». Corrigez cette valeur."),
    ("entities.yml", "roche: {name: Roche}",
     "ERREUR seeds/entities.yml, ligne 1, roche.type : Clé « type » attendue, absente. Ajoutez-la."),
    ("entities.yml", "roche:\n  type: PER\n  name: Roche\n  alias: [Anne]",
     "ERREUR seeds/entities.yml, ligne 4, roche.alias : Clé connue attendue, « alias » trouvée. Vouliez-vous dire « aliases » ?"),
    ("entities.yml", "roche: {type: LOC, name: Roche, coordinates: [100, 2]}",
     "ERREUR seeds/entities.yml, ligne 1, roche.coordinates.1 : Attendu : un nombre d’au plus 90 ; trouvé : « 100 ». Corrigez cette valeur."),
    ("entities.yml", "roche: {type: PER, name: Roche, wikidata: 142}",
     "ERREUR seeds/entities.yml, ligne 1, roche.wikidata : Attendu : un numéro de Wikidata, comme Q142 ; trouvé : « 142 ». Corrigez cette valeur."),
    ("entities.yml", "roche: {type: PER, name: Roche, country: frnace}",
     "ERREUR seeds/entities.yml, ligne 1, roche.country : Identifiant d’une entité attendu, « frnace » trouvé. Vouliez-vous dire « france » ?"),
    ("entities.yml", "a: {type: PER, name: Anne Roche, aliases: Roche}\nb: {type: PER, name: Luc Roche, aliases: Roche}",
     "ERREUR seeds/entities.yml, ligne 2, b.aliases : Nom d’une seule entité attendu : « Roche » nomme déjà « a » (seeds/entities.yml). Gardez ce nom à une seule entité ; les autres se lient par leur nom complet."),
    ("entities.yml", "roche: {type: PER, name: Roche, offices: [{office: maire-paris, from: 1980, to: 1979}]}",
     "ERREUR seeds/entities.yml, ligne 1, roche.offices : Début avant la fin attendu : le mandat « maire-paris » va de 1980 à 1979. Échangez les deux dates, ou corrigez-en une."),
    ("corrections.yml", "article: a_1\nquote: x",
     "ERREUR seeds/corrections.yml : Attendu : une liste ; trouvé : un bloc de clés. Commencez chaque décision par un tiret."),
    ("corrections.yml", "- article: a_1\n  quote: texte",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1 : Décision attendue, aucune trouvée. Ajoutez l’une des clés entity, reject, type, date, speaker, modality, kind."),
    ("corrections.yml", "- article: a_1\n  entity: roche",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, quote : Clé « quote » attendue, absente. Ajoutez-la."),
    ("corrections.yml", "- {article: a_1, quote: texte, entity: Anne Roche}",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, entity : Attendu : un identifiant (lettres de a à z, chiffres, tirets) ; trouvé : « Anne Roche ». Écrivez par exemple « anne-roche »."),
    ("corrections.yml", "- {article: a_1, quote: texte, date: demain}",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, date : Attendu : une date qui existe ; trouvé : « demain » (ce n’est pas la forme d’une date). Écrivez-la comme 2025, 2025-02, 2025-02-12, 2025-02~ (vers), 2022-02/.. (depuis) ou 2025-02-03/2025-02-09."),
    ("corrections.yml", "- {article: a_1, quote: texte, reject: oui}",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, reject : Attendu : true ou false ; trouvé : « oui ». Corrigez cette valeur."),
    ("corrections.yml", "- merge: appel-1",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, merge : Attendu : une liste d’au moins 2 éléments ; trouvé : « appel-1 ». Corrigez cette valeur."),
    ("corrections.yml", "- fusion: [a, b]",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1 : Entrée qui a l’une des clés article, merge, split, redate, retitle, hide, add, diverge, agree, apart, merge_entities, apart_entities, apart_articles attendue, « fusion » trouvé. Commencez l’entrée par l’une de ces clés."),
    ("corrections.yml", "- hide: []",
     "ERREUR seeds/corrections.yml, ligne 1, entrée 1, hide : Attendu : une liste qui n’est pas vide ; trouvé : une liste vide. Corrigez cette valeur."),
    ("entites.yml", "roche: {}",
     "ERREUR seeds/entites.yml : « entities.yml » attendu, « entites.yml » trouvé : ce fichier n’est pas lu. Renommez-le en « entities.yml »."),
    ("corrections.yaml", "- merge: [a, b]",
     "ERREUR seeds/corrections.yaml : « corrections.yml » attendu, « corrections.yaml » trouvé : ce fichier n’est pas lu. Renommez-le en « corrections.yml »."),
    ("notes.yml", "x: y",
     "AVERTISSEMENT seeds/notes.yml : dossier.yml, entities.yml ou corrections.yml attendu, « notes.yml » trouvé : ce fichier n’est pas lu. Renommez-le, ou rangez-le hors de seeds/."),
    ("../dossier.yml", "title: x",
     "AVERTISSEMENT dossier.yml : Ce fichier est attendu dans seeds/, il est trouvé à côté et n’est pas lu. Déplacez-le dans seeds/."),
]  # fmt: skip
"""Name of a file under `seeds/`, what the author wrote into it, and the line in a terminal."""


def said(seeds: Path) -> list[str]:
    try:
        settings = load(seeds)
        problems = settings.problems
        knowledge_base(settings.entities, settings.offices, (), settings.lines)
    except DossierError as error:
        problems = error.problems
    return [str(told(problem)) for problem in problems]


@pytest.mark.parametrize(("name", "text", "line"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, name: str, text: str, line: str
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a_1.txt").write_text("Un texte.", "utf-8")
    (seeds / name).write_text(text, "utf-8")
    assert said(seeds) == [line]


def test_a_slip_in_the_key_that_decides_is_told_as_such(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = "- {article: a_1, quote: texte, entitty: roche}"
    (seeds / "corrections.yml").write_text(text, "utf-8")
    (line,) = said(seeds)
    assert line.endswith("Vouliez-vous dire « entity » ?")


def test_a_copy_beside_the_right_file_stops_nothing(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("dossier.yml", "dossier-ancien.yml"):
        (seeds / name).write_text("title: x", "utf-8")
    (line,) = said(seeds)
    assert line.startswith("AVERTISSEMENT seeds/dossier-ancien.yml")


def test_all_mistakes_of_a_dossier_are_told_at_once(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "dossier.yml").write_text("titel: x", "utf-8")
    (seeds / "entities.yml").write_text("a: {}", "utf-8")
    (seeds / "corections.yml").write_text("", "utf-8")
    # Of the entity, a type and a name are wanting.
    assert len(said(seeds)) == 4
