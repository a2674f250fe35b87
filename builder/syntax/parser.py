"""The pipeline that analyses French: loaded once, run once for each article."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.errors import DossierError, Place, problem
from builder.syntax.clauses import clauses_of
from builder.syntax.doc import Doc, Token
from builder.syntax.lemmas import Lemmas
from builder.syntax.lexicon import lexicon
from builder.syntax.package import DEFAULT
from builder.syntax.package import folder_of as _folder
from builder.syntax.repair import repair
from builder.syntax.sentences import split
from builder.syntax.tokenizer import Piece, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article

_ACCEPTED = ("", "auto", "none")
"""What old dossiers say for `model:`; they mean the default."""

_WHERE = Place("seeds/dossier.yml", key="model")
_PIECE = 1_500
"""Words that are parsed at once, whole sentences: time stays linear, memory bounded."""

_REMEMBERED = 50_000
"""Words read after which spaCy's memory of words is emptied: it stays bounded, and few words are made anew."""

_GENDERS = {"Masc": "m", "Fem": "f"}
_NUMBERS = {"Sing": "s", "Plur": "p"}


class _Form(NamedTuple):
    """What one analysis of morphology says, in our letters."""

    gender: str
    number: str
    person: str
    mood: str
    tense: str
    verb_form: str
    definite: str


class Parser:
    """Turns articles into docs. The same article gives the same doc on any machine."""

    def __init__(self, nlp: Language, lemmas: Lemmas | None) -> None:
        """Use a loaded pipeline, and tables of lemmas where it has no lemmatizer."""
        self._nlp = nlp
        self._lemmas = lemmas
        self._lock = Lock()
        self._forms: dict[int, _Form] = {}
        self._zone = ExitStack()
        self._room = 0
        """Words that may still be read before spaCy's memory is emptied."""

    def parse(self, article: Article, pack: LanguagePack) -> Doc:
        """The doc of an article; without sentences where it tells nothing.

        Sentences are bounded by our own rule before the parser runs, so that their
        addresses do not depend on it. Texts of any length: parsed in bounded pieces.
        """
        sentences = split(article, pack)
        words = [tokenize(article.text, sentence.span) for sentence in sentences]
        bounds = (0, *accumulate(len(pieces) for pieces in words))
        tokens: list[Token] = []
        for first, last in _pieces(words):
            tokens.extend(self._read(words[first:last], first, len(tokens)))
        language = lexicon(pack)
        mended = repair(tokens, bounds, language, self._lemmas)
        build = partial(clauses_of, lexicon=language)
        return Doc(article.text, sentences, mended, bounds, build)

    @contextmanager
    def without_names(self) -> Iterator[None]:
        """For measuring: the pipeline's own recogniser of names sits out meanwhile."""
        with self._nlp.select_pipes(disable=["ner"]):
            yield

    def _read(
        self, sentences: Sequence[Sequence[Piece]], first: int, offset: int
    ) -> list[Token]:
        """The tokens of some whole sentences; `offset` are the tokens before them."""
        pieces = [piece for sentence in sentences for piece in sentence]
        numbers = [first + n for n, words in enumerate(sentences) for _ in words]
        # spaCy's pipeline keeps one memory for all: two threads would free each other's.
        with self._lock:
            self._remember(len(pieces))
            doc = self._analyse(sentences)
            return [
                self._token(token, piece, number, offset)
                for token, piece, number in zip(doc, pieces, numbers, strict=True)
            ]

    def _remember(self, words: int) -> None:
        """Empty spaCy's memory of words where it has seen many, for no doc of its own is left."""
        if self._room < words:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._room = _REMEMBERED
        self._room -= words

    def _analyse(self, sentences: Sequence[Sequence[Piece]]) -> SpacyDoc:
        from spacy.tokens import Doc as Made  # noqa: PLC0415 - only where articles are read

        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        for sentence in sentences:
            following = [*sentence[1:], None][: len(sentence)]  # none of blanks
            for place, (piece, after) in enumerate(
                zip(sentence, following, strict=True)
            ):
                words.append(piece.form)
                spaces.append(after is None or after.start > piece.end)
                starts.append(place == 0)
        doc: SpacyDoc = Made(
            self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts
        )
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    def _token(
        self, token: SpacyToken, piece: Piece, sentence: int, offset: int
    ) -> Token:
        form = self._form(token)
        low = piece.form.lower()
        lemma = self._lemmas.of(low, token.pos_) if self._lemmas else token.lemma_
        entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
        return Token(
            token.i + offset,
            piece.start,
            piece.end,
            piece.form,
            low,
            lemma,
            token.pos_,
            token.dep_,
            token.head.i + offset,
            sentence,
            *form,
            entity,
        )

    def _form(self, token: SpacyToken) -> _Form:
        key: int = token.morph.key  # type: ignore[attr-defined] # spaCy's stubs leave it out
        if key not in self._forms:
            features = token.morph.to_dict()
            self._forms[key] = _Form(
                _GENDERS.get(features.get("Gender", ""), ""),
                _NUMBERS.get(features.get("Number", ""), ""),
                features.get("Person", ""),
                features.get("Mood", ""),
                features.get("Tense", ""),
                features.get("VerbForm", ""),
                features.get("Definite", ""),
            )
        return self._forms[key]


def _pieces(words: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that are parsed together: first and last index, half-open."""
    first = size = 0
    for index, sentence in enumerate(words):
        if size and size + len(sentence) > _PIECE:
            yield first, index
            first, size = index, 0
        size += len(sentence)
    if first < len(words):
        yield first, len(words)


@lru_cache(maxsize=2)
def load_parser(setting: str) -> Parser:
    """The pipeline that `model:` names: a package that is installed, or a folder.

    `auto`, `none` and nothing at all mean the default. Nothing is ever downloaded.

    Raises:
        DossierError: where it is not installed, does not load, or has no parser.
    """
    name = _named(setting)
    folder = _folder(name)
    if folder is not None:
        _check_version(folder, name)
    try:
        nlp, lemmas = _quick(folder) if folder is not None else (None, None)
        if nlp is None:
            nlp, lemmas = _whole(name), None
    except (OSError, ValueError, ImportError, AttributeError) as error:
        not_loaded = problem(
            _WHERE,
            "analysis.not-loaded",
            name=name,
            package=name.replace("_", "-"),
            why=str(error),
        )
        raise DossierError(not_loaded) from error
    missing = {"parser", "morphologizer"} - set(nlp.pipe_names)
    if missing:
        no_parser = problem(
            _WHERE,
            "analysis.no-parser",
            name=name,
            missing=", ".join(sorted(missing)),
            default=DEFAULT,
        )
        raise DossierError(no_parser)
    return Parser(nlp, lemmas)


def data_of(setting: str) -> Path | None:
    """The folder with the data of the pipeline that `model:` names; none where it is not installed."""
    return _folder(_named(setting))


def _named(setting: str) -> str:
    return DEFAULT if setting in _ACCEPTED else setting


def _check_version(folder: Path, name: str) -> None:
    """Refuse a pipeline that was made for another version of spaCy.

    spaCy only warns, and then reads weights into layers that may have another shape.
    """
    from spacy.about import __version__ as installed  # noqa: PLC0415
    from spacy.util import is_compatible_version  # noqa: PLC0415

    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        wanted = str(meta.get("spacy_version", ""))
    except (OSError, ValueError, AttributeError):
        return  # what else is broken there is said by loading it
    if not wanted:
        return
    if is_compatible_version(installed, wanted) is False:
        other_version = problem(
            _WHERE,
            "analysis.other-version",
            name=name,
            installed=installed,
            wanted=wanted,
            default=DEFAULT,
        )
        raise DossierError(other_version)


def _quick(folder: Path) -> tuple[Language | None, Lemmas | None]:
    """A French pipeline with look-up lemmas, loaded without spaCy's own tokenizer.

    Its four seconds of compiling are three quarters of the start. None for pipelines of
    another make; spaCy loads those whole.
    """
    from spacy.language import Language as Base  # noqa: PLC0415
    from spacy.util import load_config  # noqa: PLC0415

    lemmas = Lemmas.of_package(folder)
    config = load_config(folder / "config.cfg")
    if lemmas is None:
        return None, None
    if config["nlp"]["lang"] != "fr":
        return None, None

    class Bare(Base):  # type: ignore[no-untyped-call]
        """French without rules of spaCy's: words are cut before."""

        lang = "fr"

    unused = ["lemmatizer", "senter", "tokenizer"]
    nlp = Bare.from_config(config, exclude=unused)
    nlp.from_disk(folder, exclude=unused)
    _drop_unread_rules(nlp)
    return nlp, lemmas


def _drop_unread_rules(nlp: Language) -> None:
    """Take out the rules that only set the treebank's own tag, which nobody reads."""
    name = "attribute_ruler"
    if not nlp.has_pipe(name):
        return
    ruler: Any = nlp.get_pipe(name)
    rules = [rule for rule in ruler.patterns if set(rule["attrs"]) != {"TAG"}]
    ruler.clear()
    ruler.add_patterns(rules)


def _whole(name: str) -> Language:
    import spacy  # noqa: PLC0415

    return spacy.load(name, exclude=["senter"])
