"""`dossier import`: files of others in, new files under `seeds/` out; whole or not at all, and never over another."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from builder import ingest
from builder.config import load
from builder.errors import (
    ArticleRefusedError,
    DossierError,
    Place,
    Problem,
    Severity,
    problem,
    refusal,
)
from builder.imports import COLUMNS, MOST_BYTES, Source, format_of, read_as
from builder.imports.seed import seed, seed_name
from builder.lang.pack import language_pack
from builder.model.article import BlockKind, Rights
from builder.project import sources
from builder.seed_files import listed
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.config import Settings
    from builder.imports import Found
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article

STANDARD_INPUT = "-"
_ADDRESS = ("http://", "https://", "ftp://")
_MOST_NAMES = 10_000
_BESIDE_PAGE = re.compile(r"/(?:\.[^/]*|[^/]*_(?:files|fichiers)/.*)\Z")
"""What systems keep to themselves, and what a browser saves beside a page."""


@dataclass(frozen=True, slots=True)
class How:
    """What a person asks of an import."""

    dry_run: bool = False
    rights: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of tables: our name → the column's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was read out of a file."""

    path: str
    """Under the dossier's folder: the new file, or the one that has it already."""

    article: Article
    found: Found
    is_new: bool


@dataclass(slots=True)
class FromFile:
    """What one file gave."""

    name: str
    kind: str = ""
    """Code of its format; empty where it is none."""

    articles: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    files: tuple[FromFile, ...]
    written: int
    """Files that are new under `seeds/`, or would be."""

    is_public: bool
    """Whether a text of them is published whole."""

    @property
    def failed(self) -> bool:
        """Whether something was refused."""
        problems = (each for file in self.files for each in file.problems)
        return any(each.severity is Severity.ERROR for each in problems)


def columns(written: str) -> dict[str, str]:
    """What an author says of the columns of a table: `title=Titre,text=Contenu`; empty for nothing.

    Raises:
        DossierError: where that is not how it is written.
    """
    found: dict[str, str] = {}
    for pair in filter(None, written.split(",")):
        ours, sign, theirs = pair.partition("=")
        if not sign or ours.strip() not in COLUMNS:
            raise DossierError(problem("--map", "imports.bad-map", found=written))
        found[ours.strip()] = theirs.strip()
    return found


def bring_in(root: Path, given: Sequence[str], how: How) -> Report:
    """Read files and folders, and write an article a file under `seeds/`; what cannot be read is told, the rest goes on.

    Raises:
        DossierError: where the dossier's own files are wrong, a reader is not installed, or the disk refuses: nothing is
            written then.
    """
    settings = load(root / "seeds")
    pack = language_pack(settings.language)
    importer = _Importer(root / "seeds", settings, pack, how)
    files = [importer.file(name, path) for name, path in _files(given)]
    if not how.dry_run:
        _write(root, importer.new)
    return Report(tuple(files), len(importer.new), _is_public(files))


def _is_public(files: Sequence[FromFile]) -> bool:
    """Whether the rights of any new article let everybody read it whole."""
    articles = [taken for file in files for taken in file.articles if taken.is_new]
    return any(taken.article.rights is Rights.FULL for taken in articles)


def _files(given: Sequence[str]) -> Iterator[tuple[str, Path | None]]:
    """Each file that is meant, by its name for people; no path for an address, the standard input or what is not there."""
    for name in given:
        path = Path(name)
        if name == STANDARD_INPUT or name.lower().startswith(_ADDRESS):
            yield name, None
        elif path.is_dir():
            for inner, file in sorted(listed(path), key=_libraries_first):
                if file.is_file() and not _BESIDE_PAGE.search(f"/{inner}"):
                    yield f"{name.rstrip('/')}/{inner}", file
        else:
            yield name, path


def _libraries_first(entry: tuple[str, Path]) -> tuple[bool, str]:
    """A library knows more of the files beside it than they say themselves."""
    name, path = entry
    return path.suffix.lower() != ".rdf", name


class _Importer:
    """Knows what the dossier has, and takes what is new."""

    def __init__(
        self, seeds: Path, settings: Settings, pack: LanguagePack, how: How
    ) -> None:
        self._settings = settings
        self._pack = pack
        self._how = how
        self.new: dict[str, bytes] = {}
        """Path under the dossier's folder → content."""

        self._names: set[str] = set()
        self._read: dict[str, str] = {}
        """Digest of each file that was read → its name."""

        self._known: dict[str, str] = {}
        """Digest of each article's words, and its address → its path."""

        for name, path in sources(seeds):
            self._names.add(name.rpartition(".")[0].lower())
            self._remember(name, path)

    def file(self, name: str, path: Path | None) -> FromFile:
        """What one file gives."""
        outcome = FromFile(name)
        try:
            raw = _bytes(name, path)
            twin = self._read.setdefault(sha256(raw).hexdigest(), name)
            if twin != name:
                outcome.problems.append(problem(name, "imports.same-file", other=twin))
                return outcome
            beside = _Beside(path)
            source = Source(name, raw, self._pack, self._how.columns, beside)
            known = format_of(source)
            outcome.kind = known.code
            for found in read_as(known, source):
                self._take(found, outcome)
        except ArticleRefusedError as refused:
            outcome.problems += refused.problems
        return outcome

    def _take(self, found: Found, outcome: FromFile) -> None:
        where = Place(outcome.name, key=found.place)
        if not found.text.strip():
            empty = problem(where, "imports.no-text", title=found.title or "?")
            outcome.problems.append(empty)
            return
        outcome.problems += [Problem(where, doubt) for doubt in found.doubts]
        content = seed(found, self._how.rights)
        name = self._free(seed_name(found))
        try:
            # Read as the dossier will read it: what is missing then is missing now.
            article = ingest.read(content, name, self._settings, self._pack)
        except ArticleRefusedError as refused:
            outcome.problems += [
                Problem(where, each.message) for each in refused.problems
            ]
            return
        path = f"seeds/{name}"
        other = self._twin(article, path)
        if other == path:
            self.new[path] = content
            self._names.add(name.removesuffix(".md"))
        taken = Taken(other, article, found, is_new=other == path)
        outcome.articles.append(taken)

    def _twin(self, article: Article, path: str) -> str:
        """The path of the same article, by its words or its address; its own where it is new."""
        keys = _keys(article)
        for key in keys:
            if key in self._known:
                return self._known[key]
        self._known.update(dict.fromkeys(keys, path))
        return path

    def _remember(self, name: str, path: Path) -> None:
        try:
            raw = path.read_bytes()
            article = ingest.read(raw, name, self._settings, self._pack)
        except (ArticleRefusedError, OSError):
            # What cannot be read is told by a build; here it is only nobody's twin.
            return
        for key in _keys(article):
            self._known.setdefault(key, f"seeds/{name}")

    def _free(self, stem: str) -> str:
        """A name that no article has."""
        for number in range(1, _MOST_NAMES):
            name = stem if number == 1 else f"{stem}-{number}"
            if name not in self._names:
                return f"{name}.md"
        raise DossierError(problem(f"seeds/{stem}.md", "imports.no-name"))


def _keys(article: Article) -> list[str]:
    """What tells an article from all others: its words without the title, and its address."""
    words: list[str] = []
    for block in article.blocks:
        if block.kind.told and block.kind is not BlockKind.TITLE:
            words += fold(block.span.of(article.text)).split()
    digest = sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    return [digest, article.url] if article.url else [digest]


class _Beside:
    """The files in the folder of a file, and below it; never others."""

    def __init__(self, path: Path | None) -> None:
        self._folder = path.resolve().parent if path else None

    def __call__(self, name: str) -> bytes | None:
        """The bytes of a file; none where there is none, it lies outside, or is too large."""
        if self._folder is None:
            return None
        try:
            path = (self._folder / name).resolve()
            inside = path.is_relative_to(self._folder) and path.is_file()
            if not inside or path.stat().st_size > MOST_BYTES:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None


def _bytes(name: str, path: Path | None) -> bytes:
    """The bytes of a file, one more than the limit at most.

    Raises:
        ArticleRefusedError: where there is none, or the disk refuses.
    """
    if name.lower().startswith(_ADDRESS):
        raise ArticleRefusedError(problem(name, "imports.address"))
    if path is None:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    if not path.is_file():
        raise ArticleRefusedError(problem(name, "imports.absent"))
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ArticleRefusedError(
            refusal(name, "articles.unreadable", error)
        ) from error


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all or none: first beside, then each into its place, where nothing may stand.

    Raises:
        DossierError: where the disk refuses; what was moved so far is taken back.
    """
    staging = root / ".cache" / "import"
    moved: list[Path] = []
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        for path, content in files.items():
            (staging / Path(path).name).write_bytes(content)
        for path in files:
            target = root / path
            _move(staging / target.name, target)
            moved.append(target)
    except OSError as error:
        for target in moved:
            target.unlink(missing_ok=True)
        where = os.fspath(error.filename or staging)
        raise DossierError(refusal(str(where), "writing.refused", error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(staged: Path, target: Path) -> None:
    """Give a file its place; what stands there already is never written over."""
    try:
        # A second name fails where there is one already; renaming would replace it.
        os.link(staged, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second names.
        if target.exists():
            raise
        staged.rename(target)
