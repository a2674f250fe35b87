"""`dossier corrections`: what was edited elsewhere becomes entries of the author's file, and nothing that stands there is touched."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from builder import correcting, export, project, settling
from builder.cli import main
from builder.errors import DossierError
from builder.options import How

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model.dossier import Dossier

TEXT = (
    "Donald Trump a appelé Vladimir Poutine le 12 mars 2025. "
    "« Rien n’est signé », a dit Volodymyr Zelensky. "
    "Le conseil de Tarbes se réunira en avril 2025. Poutine a remercié Trump."
)
DECIDED = "# Les miennes\n- article: a\n  quote: Tarbes\n  type: LOC   # la ville\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    root = tmp_path_factory.mktemp("made")
    laid(root)
    return project.gather(root, How(keep=False)).dossier


def laid(root: Path) -> Path:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds/a.txt").write_text(TEXT, "utf-8")
    (root / "seeds/corrections.yml").write_text(DECIDED, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path)


def collection(dossier: Dossier) -> dict:
    files = export.exports(dossier, None)
    return json.loads(files["donnees/annotations/a.json"])


def rows(dossier: Dossier, file: str) -> list[dict[str, str]]:
    text = export.written(dossier, file).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def about(items: list[dict], words: str) -> dict:
    (found,) = (i for i in items if i["target"]["selector"][0]["exact"] == words)
    return found


def body(item: dict, purpose: str) -> dict:
    return next(b for b in item["body"] if b.get("purpose") == purpose and "value" in b)


def written(root: Path, name: str, held: object, *flags: str) -> list[dict]:
    """The entries that a file adds."""
    path = root / name
    path.write_text(json.dumps(held), "utf-8")
    return added(root, path, *flags)


def added(root: Path, path: Path, *flags: str) -> list[dict]:
    main(["corrections", str(path), "--root", str(root), *flags])
    text = (root / "seeds/corrections.yml").read_text("utf-8")
    assert text.startswith(DECIDED)
    return yaml.load(text.removeprefix(DECIDED), yaml.BaseLoader) or []  # noqa: S506 - as the author’s files are read


def sheet(root: Path, name: str, held: list[dict[str, str]], delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:  # fmt: skip
    out = io.StringIO()
    writer = csv.DictWriter(out, [*held[0]], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(held)
    path = root / name
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def test_what_was_not_edited_decides_nothing(root, made, capsys):
    assert written(root, "a.json", collection(made)) == []
    assert capsys.readouterr().out.startswith("Rien de nouveau à décider")
    for file in ("mentions.csv", "dates.csv", "citations.csv", "doutes.csv"):
        path = root / file
        path.write_bytes(export.written(made, file))
        assert added(root, path) == []


def renamed(items):
    body(about(items, "Donald Trump"), "identifying")["value"] = "Vladimir Poutine"


def linked(items):
    found = about(items, "Donald Trump")
    found["body"][1]["source"] = "../../entites/volodymyr-zelensky/"


def moved(items):
    body(about(items, "12 mars 2025"), "describing")["value"] = "2025-03-13"


def retagged(items):
    body(about(items, "avril 2025"), "tagging")["value"] = "rejeter"


def respoken(items):
    said = about(items, "Rien n’est signé")
    body(said, "describing")["value"] = "Donald Trump"


@pytest.mark.parametrize(
    ("edit", "entry"),
    [
        (renamed, {"quote": "Donald Trump", "entity": "vladimir-poutine"}),
        (linked, {"quote": "Donald Trump", "entity": "volodymyr-zelensky"}),
        (moved, {"quote": "12 mars 2025", "date": "2025-03-13"}),
        (retagged, {"quote": "avril 2025", "reject": "true"}),
        (respoken, {"quote": "Rien n’est signé", "speaker": ["donald-trump"]}),
    ],
)
def test_an_edited_annotation_is_a_decision(edit, entry, root, made):
    held = collection(made)
    edit(held["first"]["items"])
    (found,) = written(root, "edited.json", held)
    assert found.pop("article") == "a"
    found.pop("before", None)
    assert found == entry


def test_what_is_taken_over_is_what_the_dossier_says_then(root, made):
    held = collection(made)
    for edit in (renamed, moved, respoken):
        edit(held["first"]["items"])
    assert len(written(root, "edited.json", held)) == 3
    now = collection(project.gather(root, How(keep=False)).dossier)["first"]["items"]
    name = about(now, "Donald Trump")
    assert body(name, "identifying")["value"] == "Vladimir Poutine"
    assert body(about(now, "12 mars 2025"), "describing")["value"] == "2025-03-13"
    said = about(now, "Rien n’est signé")
    assert body(said, "describing")["value"] == "Donald Trump"
    # Sent again, it decides nothing new.
    assert len(written(root, "edited.json", held)) == 3


def test_an_annotation_over_other_words_is_a_new_one(root, made):
    held = collection(made)
    item = about(held["first"]["items"], "Donald Trump")
    item["target"]["selector"] = selectors("Donald Trump a appelé")
    first, second = written(root, "a.json", held, "--removed")
    assert (first["quote"], first["entity"]) == ("Donald Trump a appelé", "donald-trump")  # fmt: skip
    assert (second["quote"], second["reject"]) == ("Donald Trump", "true")


def selectors(words: str, *, shift: int = 0) -> list[dict]:
    start = TEXT.index(words)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": words,
            "prefix": TEXT[max(0, start - 32) : start],
            "suffix": TEXT[start + len(words) :][:32],
        },
        {
            "type": "TextPositionSelector",
            "start": start + shift,
            "end": start + shift + len(words),
        },
    ]


def recogito(words: str, *bodies: dict) -> list[dict]:
    made = {"id": "#4f1", "type": "Annotation", "body": [*bodies]}
    return [made | {"target": {"selector": selectors(words)}}]


def hypothesis(words: str, text: str, *tags: str) -> dict:
    page = "https://site.invalid/dossier/articles/a/"
    # A page has other places than its text.
    target = [{"source": page, "selector": selectors(words, shift=900)}]
    return {"rows": [{"uri": page, "text": text, "tags": [*tags], "target": target}]}


TAG = {"type": "TextualBody", "purpose": "tagging"}
NAME = {"type": "TextualBody", "value": "Donald Trump"}


@pytest.mark.parametrize(
    ("held", "entry"),
    [
        (recogito("Le conseil", TAG | {"value": "ORG"}), {"type": "ORG"}),
        (recogito("conseil", NAME), {"entity": "donald-trump"}),
        (recogito("réunira", TAG | {"value": "rejeter"}), {"reject": "true"}),
        (hypothesis("Le conseil", "", "ORG"), {"type": "ORG"}),
        (hypothesis("conseil", "Trump", "PER"), {"entity": "donald-trump"}),
        (hypothesis("se réunira", "2025-04-02"), {"date": "2025-04-02"}),
        (hypothesis("Poutine a remercié", "Vladimir Poutine", "quote"), {"speaker": ["vladimir-poutine"]}),
    ],
)  # fmt: skip
def test_a_new_annotation_is_a_decision(held, entry, root):
    (found,) = written(root, "a.json", held)
    assert {name: found[name] for name in entry} == entry


def test_words_that_stand_twice_are_told_apart_by_what_stands_before(root):
    second = TEXT.rindex("Poutine")
    held = recogito("Poutine", TAG | {"value": "ORG"})
    (quote, place) = held[0]["target"]["selector"]
    quote |= {"prefix": TEXT[second - 12 : second], "suffix": ""}
    place |= {"start": second, "end": second + 7}
    (found,) = written(root, "a.json", held)
    assert (found["quote"], found["before"]) == ("Poutine", "réunira en avril 2025.")


def test_what_is_no_longer_there_is_rejected_only_where_a_person_says_so(
    root, made, capsys
):
    held = collection(made)
    items = held["first"]["items"]
    items.remove(about(items, "avril 2025"))
    assert written(root, "a.json", held) == []
    assert "gardées : 1. Pour les rejeter : --removed." in capsys.readouterr().out
    (found,) = written(root, "a.json", held, "--removed")
    assert found == {"article": "a", "quote": "avril 2025", "reject": "true"}


def test_what_the_author_has_decided_is_never_written_over(root, capsys):
    held = recogito("Tarbes", TAG | {"value": "ORG"})
    assert written(root, "a.json", held) == []
    assert (
        'la ligne 2 de seeds/corrections.yml dit "LOC", et reste'
        in capsys.readouterr().err
    )


def test_a_preview_says_what_would_be_written_and_writes_nothing(root, capsys):
    held = recogito("Le conseil", TAG | {"value": "ORG"})
    assert written(root, "a.json", held, "--dry-run") == []
    out = capsys.readouterr().out
    assert '  quote: "Le conseil"\n  type: "ORG"\n' in out
    assert "1 entrée à ajouter" in out


def test_all_of_it_can_be_taken_back(root):
    written(root, "a.json", recogito("Le conseil", TAG | {"value": "ORG"}))
    settling.Decisions(root).undo()
    assert (root / "seeds/corrections.yml").read_text("utf-8") == DECIDED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_ours_may_be_saved_by_any_spreadsheet(delimiter, encoding, root, made):  # fmt: skip
    held = rows(made, "citations.csv")
    held[0]["qui"] = "Donald Trump | Vladimir Poutine"
    (found,) = added(root, sheet(root, "c.csv", held, delimiter, encoding))
    assert found["quote"] == "Rien n’est signé"
    assert found["speaker"] == ["donald-trump", "vladimir-poutine"]


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("12/03/2025", None),
        ("13/03/2025", "2025-03-13"),
        ("2025-03", "2025-03"),
        ("mai-25", "2025-05"),
    ],
)
def test_a_day_may_be_written_as_spreadsheets_write_it(cell, date, root, made):
    held = rows(made, "dates.csv")
    assert [row["valeur"] for row in held] == ["2025-03-12", "2025-04"]
    held[0]["valeur"] = cell
    held[1]["valeur"] = "avr.-25"
    found = added(root, sheet(root, "d.csv", held))
    assert [entry["date"] for entry in found] == ([date] if date else [])


def test_a_mention_is_someone_else_s_or_none(root, made):
    held = rows(made, "mentions.csv")
    (trump, tarbes) = (
        next(r for r in held if r["texte"] == w) for w in ("Donald Trump", "Volodymyr Zelensky")
    )  # fmt: skip
    trump["entites"] = "vladimir-poutine"
    tarbes["lien"] = "refused"
    first, second = added(root, sheet(root, "m.csv", held))
    assert first["entity"] == "vladimir-poutine"
    assert (second["quote"], second["reject"]) == ("Volodymyr Zelensky", "true")


def test_a_table_of_corrections_has_the_keys_of_an_entry(root):
    held = [
        {"article": "a", "quote": "le conseil", "type": "ORG", "reject": ""},
        {"article": "a", "quote": "avril 2025", "type": "", "reject": "oui"},
        {"article": "a", "quote": "Trump", "type": "", "reject": "non"},
    ]
    first, second = added(root, sheet(root, "mine.csv", held))
    assert (first["quote"], first["type"]) == ("Le conseil", "ORG")
    assert (second["quote"], second["reject"]) == ("avril 2025", "true")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"quote": "absent", "type": "ORG"}, "« absent » introuvables"),
        ({"quote": "conseil", "type": "VILLE"}, "« VILLE » trouvé"),
        ({"quote": "conseil", "entity": "Nobody Known"}, "« Nobody Known » trouvé"),
        ({"quote": "conseil", "date": "un jour"}, "« un jour » trouvé"),
        ({"quote": "conseil", "type": "ORG", "article": "b"}, "« b » trouvé"),
    ],
)
def test_what_cannot_be_a_decision_is_told_and_the_rest_is_written(row, said, root, capsys):  # fmt: skip
    keys = ("article", "quote", "type", "entity", "date")
    good = {"article": "a", "quote": "Le conseil", "type": "ORG"}
    held = [{key: each.get(key, "") for key in keys} for each in ({"article": "a"} | row, good)]  # fmt: skip
    (found,) = added(root, sheet(root, "mine.csv", held))
    assert found["quote"] == "Le conseil"
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"{}", b"a;b\n1;2\n", b"\xff\xfe\x00", b"[" * 5000, b'{"target": 1}'],
)  # fmt: skip
def test_any_other_file_is_refused_and_nothing_is_written(raw, root, capsys):
    path = root / "x"
    path.write_bytes(raw)
    assert added(root, path) == []
    assert "ttendu" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(root):
    with pytest.raises(DossierError):
        correcting.take_over(root, [str(root / "none.csv")], correcting.How())


def test_a_folder_is_told_from_a_file_that_is_not_there(root):
    with pytest.raises(DossierError, match=r"imports\.folder"):
        correcting.take_over(root, [str(root)], correcting.How())
