"""Every doubt of a dossier is settled by its lines as they stand, pasted one under the other, and none of them is wrong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from folders import SEEDS

from builder import project, settling
from builder.options import How

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model.dossier import Dossier

SECOND = {
    "mairie.txt": "Le maire Paul Durand a reçu mardi Paul Durant. « C’est un bon jour », a-t-on dit.\n\nParis a refusé. Le président a parlé le 3 mai 2019, ou peut-être en juin.",
    "sans-date.txt": "Le conseil se réunira le 12 avril 2031. Il dira oui ou non.",
    "rien.txt": "Il pleut. Personne ne sait pourquoi.",
    "club.txt": "date 2024-05\n\nL’entraîneur Jean Martin a été limogé jeudi. Jean Martain a réagi. « Je pars : c’est # tout », a-t-il lâché.",
    "encore.txt": "date 2024-05-17\n\nL’entraîneur Jean Martin a été limogé jeudi par Nantes. Rennes a démenti l’avoir appelé vendredi prochain. L’AMF a réagi.",
    "long.txt": "date 2024-06-01\n\n" + " ".join(f"La ville {n} a voté non." for n in range(40)),
    "copie.txt": "date 2024-06-02\n\n" + " ".join(f"La ville {n} a voté non." for n in range(40)),
}  # fmt: skip


def first(root: Path) -> Path:
    shutil.copytree(SEEDS, root / "seeds")
    return root


def second(root: Path) -> Path:
    (root / "seeds").mkdir()
    for name, text in SECOND.items():
        (root / "seeds" / name).write_text(text, "utf-8")
    return root


def gathered(root: Path) -> Dossier:
    return project.gather(root, How(keep=False)).dossier


def asked(dossier: Dossier) -> set[tuple[str, str, object]]:
    """What is doubted, by its place and its lines: the words of a doubt change with what is known."""
    return {(doubt.kind, doubt.where, doubt.span or doubt.yaml) for doubt in dossier.doubts}  # fmt: skip


@pytest.fixture(scope="module", params=[first, second])
def asking(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier]:
    root = request.param(tmp_path_factory.mktemp("doubts"))
    return root, gathered(root)


@pytest.mark.parametrize("which", [0, -1], ids=["likeliest", "other"])
def test_pasted_lines_settle_every_doubt(
    asking: tuple[Path, Dossier], which: int, tmp_path: Path
) -> None:
    laid, before = asking
    root = tmp_path / "pasted"
    shutil.copytree(laid, root)
    assert len(before.doubts) > 5
    assert [doubt.what for doubt in before.doubts if not doubt.yaml] == []
    lines = [doubt.yaml for doubt in before.doubts]
    if which:
        lines = [q.choices[which].entry for q in settling.questions(before)]
        assert len(lines) == len(before.doubts)
    with (root / "seeds" / "corrections.yml").open("a", encoding="utf-8") as file:
        file.write("\n" + "".join(lines))
    after = gathered(root)
    known = set(before.problems)
    assert [problem for problem in after.problems if problem not in known] == []
    assert asked(after) & asked(before) == set()


def test_each_kind_of_doubt_is_tried(tmp_path: Path) -> None:
    kinds = {doubt.kind for doubt in gathered(second(tmp_path)).doubts}
    assert kinds >= {"article", "mention", "date", "quote"}
