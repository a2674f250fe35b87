"""A dossier on disk: `seeds/` in, `docs/` out. The line itself is in `pipeline.py`."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from shutil import copyfile, copytree
from typing import TYPE_CHECKING

from builder import ingest
from builder.config import ARTICLE_ENDINGS, Settings, load
from builder.errors import ArticleRefusedError, DossierError, Problem, Severity
from builder.export import exports
from builder.pages.render import pages
from builder.pipeline import annotate, assemble, load_resources
from builder.write import write

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Built:
    """What a run leaves in memory."""

    dossier: Dossier
    settings: Settings
    summary: str = ""
    """One French line for a terminal."""


def run(root: Path, executor: Executor | None = None) -> Built:
    """Build everything: `seeds/` in, pages and data under `docs/` out, whole or not at all.

    Raises:
        DossierError: where the author's files are wrong or `docs/` cannot be written; nothing is written then.
    """
    built = gather(root, executor)
    made = {
        path: page.encode()
        for path, page in pages(built.dossier, built.settings).items()
    }
    written = write(root / "docs", {**made, **exports(built.dossier, built.settings)})
    return replace(built, summary=f"{len(built.dossier.articles)} articles, {written}")


def gather(root: Path, executor: Executor | None = None) -> Built:
    """Everything but writing: the dossier as it would be published.

    Raises:
        DossierError: where the author's files are wrong; every problem of every file at once.
    """
    settings = load(root / "seeds")
    tools = load_resources(settings)
    articles, problems = read_all(root / "seeds", settings, tools.pack)
    each = executor.map if executor else map
    annotated = list(each(partial(annotate, resources=tools), articles))
    return Built(assemble(annotated, settings, tools, problems), settings)


def read_all(
    seeds: Path, settings: Settings, pack: LanguagePack
) -> tuple[list[Article], list[Problem]]:
    """Every article that can be read, and a problem for each file that cannot."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path in sources(seeds):
        try:
            article = ingest.read(
                _bytes(path, settings.max_bytes), path.name, settings, pack
            )
        except ArticleRefusedError as refused:
            problems += refused.problems
            continue
        other = articles.setdefault(article.id, article)
        if other is not article:
            what = f"cet article aurait la même adresse que seeds/{other.source}"
            problems.append(
                Problem(f"seeds/{path.name}", what, "donnez-lui un autre nom")
            )
    return list(articles.values()), [*problems, *oddities(seeds), *settings.problems]


def sources(seeds: Path) -> list[Path]:
    """The articles under `seeds`, by name: regular files ending in .txt or .md, never links, pipes or folders.

    What is left out is somebody's file all the same: `oddities` names it.
    """
    return [
        p for p in _listed(seeds) if _is_named(p) and stat.S_ISREG(p.lstat().st_mode)
    ]


def oddities(seeds: Path) -> list[Problem]:
    """A problem for each entry named like an article that is no regular file, a warning for each file of another kind."""
    found = []
    for path in _listed(seeds):
        if _is_named(path) and not stat.S_ISREG(path.lstat().st_mode):
            what = "un fichier ordinaire était attendu, c’est un lien, un dossier ou un fichier spécial"
            found.append(
                Problem(
                    f"seeds/{path.name}", what, "remplacez-le par une copie du texte"
                )
            )
        if not (
            _is_named(path)
            or path.name.lower().endswith(".yml")
            or path.name.startswith(".")
        ):
            what = "un fichier .txt ou .md était attendu ; celui-ci n’est pas lu"
            hint = "enregistrez l’article comme texte brut"
            found.append(Problem(f"seeds/{path.name}", what, hint, Severity.WARNING))
    return sorted(found)


def _listed(seeds: Path) -> list[Path]:
    return sorted(seeds.iterdir(), key=lambda p: p.name) if seeds.is_dir() else []


def _is_named(path: Path) -> bool:
    return path.name.lower().endswith(ARTICLE_ENDINGS)


def _bytes(path: Path, limit: int) -> bytes:
    """At most one byte more than the limit: enough for `read` to refuse, never a 2 GB file in memory."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        what = f"le fichier ne se lit pas : {error.strerror}"
        raise ArticleRefusedError(
            Problem(f"seeds/{path.name}", what, "vérifiez ses droits de lecture")
        ) from error


_AUTHORED = (
    "mkdocs.yml",
    "mkdocs.disque.yml",
    "docs/methode.md",
    "docs/assets",
    "theme",
)
_HOOK = "from builder.mkdocs_hook import *  # noqa: F403 - MkDocs takes hooks from a file beside mkdocs.yml\n"


def start(folder: Path) -> list[Path]:
    """A new dossier without articles: settings, theme and the author's three files. The files written, by name.

    Raises:
        DossierError: where the folder holds something already, or the program was installed without its site.
    """
    source = Path(__file__).resolve().parents[1]
    if folder.exists() and any(folder.iterdir()):
        raise DossierError(
            Problem(
                str(folder), "un dossier vide était attendu", "choisissez un autre nom"
            )
        )
    if not (source / "mkdocs.yml").is_file():
        hint = "installez le programme depuis son dépôt"
        raise DossierError(Problem(str(source), "mkdocs.yml est introuvable", hint))
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    for name in _AUTHORED:
        original = source / name
        (copytree if original.is_dir() else copyfile)(original, folder / name)
    configuration = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(
        configuration.replace("builder/mkdocs_hook.py", "dossier_hook.py"), "utf-8"
    )
    (folder / "dossier_hook.py").write_text(_HOOK, "utf-8")
    for name in ("dossier.yml", "entities.yml", "corrections.yml"):
        (folder / "seeds" / name).write_bytes(
            files("builder.skeleton").joinpath(name).read_bytes()
        )
    return sorted(p for p in folder.rglob("*") if p.is_file())
