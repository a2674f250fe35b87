"""Lists what a person should look at, with the YAML that would settle it."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from builder.errors import Problem, Severity
from builder.lang.pack import LanguagePack, language_pack
from builder.lang.schema_links import LinkWords
from builder.model.article import Basis, Span
from builder.model.dates import DatingType, Precision, Timex
from builder.model.dossier import Annotated, Doubt
from builder.model.mention import EntityType, Link, LinkStatus, Status
from builder.model.quote import Quote, QuoteKind
from builder.text.anchor import places
from builder.text.escape import yaml_scalar
from builder.text.fold import key
from builder.text.spelling import Sounds, alike, parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from builder.model.correction import (
        ClaimRef,
        Correction,
        Corrections,
        EventCorrection,
    )
    from builder.model.entity import Entity
    from builder.model.event import Event, MergeProposal

_DECIDED = "corrections.yml"
_NEAR = 50
"""Names compared letter by letter at most."""

_RUNS = 2000
"""Runs of words that are compared at most."""

_CONTEXT = 24
"""Characters before the words that tell one place from another."""


class _Raised(NamedTuple):
    """A doubt about words of an article, and the decisions that would settle it, the likeliest first."""

    kind: str
    span: Span
    what: str
    choices: Sequence[str]


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    events: Sequence[Event],
    proposals: Sequence[MergeProposal],
    settled: Collection[str] = (),
    apart: Collection[frozenset[str]] = (),
) -> tuple[Doubt, ...]:
    """Unsure mentions, open dates, quotations without speaker, proposed merges, inferred article dates, near spellings.

    In the order of the articles, then of the text; what concerns the whole dossier after. What is doubted twice in an article in the same
    words and manner is given once: the lines settle every place. `settled` are articles whose date the author gave, `apart` pairs
    of entities that he tells apart.
    """
    titles = {e.id: e.title for e in events}
    found = [
        d
        for a in articles
        for d in _of_article(a, entities, dated=a.article.id in settled)
    ]
    found += [
        _proposal(p, titles)
        for p in proposals
        if p.first in titles and p.second in titles
    ]
    found += (
        _spelled_twice(entities, apart, language_pack(articles[0].article.language))
        if articles
        else ()
    )
    return tuple({(d.where, d.what, d.yaml): d for d in reversed(found)}.values())[::-1]


def _of_article(
    annotated: Annotated, entities: Mapping[str, Entity], *, dated: bool
) -> Iterator[Doubt]:
    names = {
        **{e: entity.name for e, entity in entities.items()},
        **{e.id: e.name for e in annotated.locals},
    }
    raised = [_mention(k, names) for k in annotated.links if _unsure(k)]
    raised += [_date(d, annotated) for d in annotated.timexes if _open(d)]
    raised += [
        _quote(q, annotated, names) for q in annotated.quotes if _unattributed(q)
    ]
    doubted = Counter(key(r.span.of(annotated.article.text)) for r in raised)
    yield from () if dated else _published(annotated)
    for kind, span, what, choices in raised:
        lines = _words(annotated, span, choices, doubted)
        yield Doubt(kind, annotated.article.id, span, what, lines, _DECIDED)


def _published(annotated: Annotated) -> Iterator[Doubt]:
    article, published = annotated.article, annotated.article.published
    if published.basis not in (Basis.INFERRED, Basis.UNKNOWN):
        return
    value = published.date.edtf if published.date else ""
    what = (
        f"La date de l’article est déduite : {value}."
        if value
        else "La date de l’article est inconnue."
    )
    reason = yaml_scalar(" ".join(published.reasons) or "…")
    given = (f"value: {yaml_scalar(value)}", "basis: inferred", f"reason: {reason}")
    lines = (
        "\n      ".join(
            [f"articles:\n  {yaml_scalar(article.id)}:\n    published:", *given]
        )
        + "\n"
    )
    yield Doubt(
        "article",
        article.id,
        None,
        what,
        lines if value else "",
        "dossier.yml" if value else "",
    )


def _unsure(link: Link) -> bool:
    if link.verdict is LinkStatus.REFUSED or link.mention.status is Status.AUTHOR:
        return False
    return link.verdict is LinkStatus.AMBIGUOUS or link.mention.status is Status.UNSURE


def _mention(link: Link, names: Mapping[str, str]) -> _Raised:
    meant = [names.get(e, e) for e in link.entities]
    surface = link.mention.surface
    if link.verdict is LinkStatus.AMBIGUOUS:
        what = (
            f"« {surface} » : {' ou '.join(meant) or 'plusieurs lectures possibles'}."
        )
    else:
        told = " et ".join(name for name in meant if name != surface)
        what = (
            f"« {surface} » : sans doute {told}."
            if told
            else f"« {surface} » : nom incertain."
        )
    choices = [*(f"entity: {yaml_scalar(e)}" for e in link.entities), "reject: true"]
    return _Raised("mention", link.mention.span, what, choices)


def _open(timex: Timex) -> bool:
    if timex.basis is Basis.CORRECTED or timex.type not in (
        DatingType.DATE,
        DatingType.PERIOD,
    ):
        return False
    return timex.date is None or timex.date.precision in (Precision.SET, Precision.NONE)


def _date(timex: Timex, annotated: Annotated) -> _Raised:
    words = timex.span.of(annotated.article.text)
    days = [d.isoformat() for d in timex.date.candidates] if timex.date else []
    what = f"« {words} » : {'un jour parmi plusieurs' if days else 'date inconnue'}. {timex.reason}".strip()
    published = annotated.article.published.date
    known = days or ([published.edtf] if published else [])
    choices = [f"date: {yaml_scalar(d)}" for d in known] or ["reject: true"]
    return _Raised("date", timex.span, what, choices)


def _unattributed(quote: Quote) -> bool:
    if (
        quote.kind is QuoteKind.TERM
        or quote.status is Status.AUTHOR
        or quote.quoted.depth
    ):
        return False
    return quote.status is Status.UNSURE or not (quote.speakers or quote.speaker_words)


def _quote(quote: Quote, annotated: Annotated, names: Mapping[str, str]) -> _Raised:
    who = " et ".join(names.get(e, e) for e in quote.speakers)
    what = (
        f"Citation attribuée sans certitude à {who}."
        if who
        else "Citation dont l’auteur n’est pas certain."
    )
    near = next(
        (
            k
            for k in reversed(annotated.links)
            if k.mention.span.end <= quote.span.start and _person(k)
        ),
        None,
    )
    likely = list(quote.speakers) or ([near.entities[0]] if near else [])
    choices = [f"speaker: [{', '.join(map(yaml_scalar, likely))}]"] if likely else []
    return _Raised(
        "quote", quote.span, f"{what} {quote.reason}".strip(), [*choices, "speaker: []"]
    )


def _person(link: Link) -> bool:
    return (
        link.verdict is LinkStatus.LINKED
        and link.mention.type == "PER"
        and bool(link.entities)
    )


def _words(
    annotated: Annotated,
    span: Span,
    decisions: Sequence[str],
    doubted: Mapping[str, int],
) -> str:
    """An entry of `corrections.yml` about words: the likeliest decision, the others as comments.

    What stands before the words goes with them where the article has them elsewhere too, without doubt.
    """
    article = annotated.article
    quote = " ".join(span.of(article.text).split())
    lines = ["- article: " + yaml_scalar(article.id), "  quote: " + yaml_scalar(quote)]
    if _count(article.text, quote) > doubted[key(quote)]:
        before = " ".join(
            article.text[max(0, span.start - _CONTEXT) : span.start].split()
        )
        lines += [f"  before: {yaml_scalar(before)}"] if before else []
    return (
        "\n".join(
            [*lines, f"  {decisions[0]}", *(f"  # {other}" for other in decisions[1:])]
        )
        + "\n"
    )


@lru_cache(maxsize=10_000)
def _count(text: str, quote: str) -> int:
    """How often the words stand in the text: asked once for words that are doubted a thousand times."""
    return len(places(text, quote))


def _proposal(proposal: MergeProposal, titles: Mapping[str, str]) -> Doubt:
    first, second = (
        titles[e].replace("«\u00a0", "“").replace("\u00a0»", "”")
        for e in (proposal.first, proposal.second)
    )
    what = f"Un seul événement ou deux ? « {first} » ; « {second} ». "
    ids = f"[{proposal.first}, {proposal.second}]"
    lines = "- merge: " + ids + "\n# - apart: " + ids + "\n"
    about = (proposal.first, proposal.second)
    return Doubt(
        "event", "", None, what + " ".join(proposal.reasons), lines, _DECIDED, about
    )


def _spelled_twice(
    entities: Mapping[str, Entity],
    apart: Collection[frozenset[str]],
    pack: LanguagePack,
) -> Iterator[Doubt]:
    """Unknown people of near names and unknown institutions of one name: left apart, and asked about."""
    sounds = pack.words(LinkWords).spellings
    seen: dict[str, list[Entity]] = {}
    kinds = {EntityType.PER: "personne", EntityType.ORG: "institution"}
    for new in (
        e
        for e in entities.values()
        if e.type in kinds and not e.known and parts(e.name)
    ):
        words = parts(new.name)
        near = {
            e.id: e for end in (words[0], words[-1]) for e in seen.get(end, ())[-_NEAR:]
        }
        told = (e for e in near.values() if frozenset((e.id, new.id)) not in apart)
        for old in (e for e in told if e.type is new.type and _alike(e, new, sounds)):
            what = f"Une seule {kinds[new.type]} ou deux ? « {old.name} » ({old.source}) ; « {new.name} » ({new.source})."
            ids = f"[{old.id}, {new.id}]"
            lines = "- merge_entities: " + ids + "\n# - apart_entities: " + ids + "\n"
            yield Doubt("mention", "", None, what, lines, _DECIDED)
        for end in {words[0], words[-1]}:
            seen.setdefault(end, []).append(new)


def _alike(old: Entity, new: Entity, sounds: Sounds) -> bool:
    """Whether two names can be one: of an institution, in the same words only."""
    if new.type is EntityType.ORG:
        return key(old.name) == key(new.name)
    return alike(parts(old.name), parts(new.name), sounds)


def orphans(
    articles: Sequence[Annotated],
    corrections: Corrections,
    matched: frozenset[str],
    events: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """Corrections whose words or events are no longer found, each with the nearest match. Never dropped.

    `events` are the ids of the events there are; with them the nearest one is named too.
    """
    told = {a.article.id: a for a in articles}
    known = sorted(events)
    words = (
        (c.key, _lost_words(c, told)) for c in corrections.words if c.key not in matched
    )
    facts = (
        (c.key, _lost_event(c, told, known))
        for c in corrections.events
        if c.key not in matched
    )
    return tuple(
        Problem(key, f"{what}.", hint, Severity.WARNING)
        for key, (what, hint) in chain(words, facts)
    )


def _lost_words(
    correction: Correction, told: Mapping[str, Annotated]
) -> tuple[str, str]:
    what = f"« {correction.quote} » est bien dans l’article, mais la décision n’y trouve rien à changer"
    astray = _astray(correction, told, correction.before, correction.after)
    return astray or (what, "Supprimez l’entrée si elle ne sert plus.")


def _lost_event(
    correction: EventCorrection, told: Mapping[str, Annotated], known: Sequence[str]
) -> tuple[str, str]:
    if astray := next(
        filter(None, (_astray(ref, told) for ref in correction.claims)), None
    ):
        return astray
    lost = [e for e in correction.events if e not in known] or list(correction.events)
    what = (
        f"événement introuvable : {', '.join(lost)}"
        if lost
        else "aucun événement n’est raconté par ces phrases"
    )
    return what, _near(lost[0], known) if lost else ""


def _astray(
    ref: Correction | ClaimRef,
    told: Mapping[str, Annotated],
    before: str = "",
    after: str = "",
) -> tuple[str, str] | None:
    """What is wrong where words are sought, and what is nearest to them; none where they stand there."""
    here = told.get(ref.article)
    if here is None:
        return f"l’article « {ref.article} » n’est pas dans le dossier", _near(
            ref.article, told
        )
    if not places(here.article.text, ref.quote, before, after):
        return f"« {ref.quote} » ne se trouve plus dans l’article", _nearest(
            ref.quote, here
        )
    return None


def _near(wanted: str, known: Iterable[str]) -> str:
    found = get_close_matches(wanted, sorted(known), 1, 0.5)
    return f"Le plus proche : « {found[0]} »." if found else ""


def _nearest(quote: str, here: Annotated) -> str:
    """The words of the article most like those that are lost, among the sentences that share a word with them."""
    wanted = set(key(quote).split())
    size = len(quote.split())
    runs: list[str] = []
    for sentence in here.sentences:
        words = sentence.span.of(here.article.text).split()
        if wanted & set(key(" ".join(words)).split()):
            runs += [
                " ".join(words[n : n + size])
                for n in range(max(1, len(words) - size + 1))
            ]
    return _near(quote, dict.fromkeys(runs[:_RUNS]))
