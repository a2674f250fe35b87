"""Whatever the text, the line holds: text kept, spans valid, order of no account, nothing raised but a refusal.

`HYPOTHESIS_PROFILE=long .venv/bin/pytest tests/test_fuzz.py` looks longer. What it finds becomes an `@example`.
"""

import json
import re
from functools import cache
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder import ingest, pipeline
from builder.annotator import Annotator
from builder.config import Settings
from builder.errors import ArticleRefusedError
from builder.export import exports
from builder.model.article import Basis, Published
from builder.model.dates import parse_edtf
from builder.model.mention import LinkStatus
from builder.pages.render import pages

PLAIN = Settings(model="none")

FRENCH = """
le la les l’ l' d’ de du des au aux à en dans par pour avec sans selon depuis avant après entre jusqu’au vers il elle ils on qui que
qu’il dont où et ou mais ni si . , ; : ! ? … « » “ ” " ' ( ) – — - / M. Mme Trump Donald Poutine Vladimir Zelensky Zelenskyy Volodymyr
Macron Merz Kiev Moscou Washington Paris Ukraine Russie Otan OTAN UE G7 Kremlin Maison Blanche Élysée Truth Social CNN Tass ONU Koursk
président président-élu ministre chancelier secrétaire porte-parole chef homologue dirigeants américain russe ukrainiens allemande lundi
mardi mercredi hier demain aujourd’hui 1er 12 24 30 2022 2025 février mars juillet 2025-02 2025-02-12 semaine mois dernier dernière
prochain prochaine passé jours ans il-y-a heures minutes été hiver siècle années a ont est sera avait aurait déclaré dit affirmé ajouté
annoncé appelé rencontré attaqué accepté proposé promis nié exigé refusé signé convenu écrit sommet appel accord trêve cessez-le-feu
frappes offensive sanctions négociations pourparlers réunion guerre paix invasion ne pas plus jamais a-t-il a-t-elle dit-il Plus date
"""
HOSTILE = [
    *("<script>", "</p>", "&amp;", "[x](y)", "# ", "1. ", "- ", "> ", "---", "===", "```", "{{ x }}", "{: .c }", "--8<--", "::: x"),
    *("| a |", "*", "_", "`", "\\", "http://e.invalid/", "\u202e", "\u2066", "\x00", "\x02", "\x1b[31m", "\ud800", "\ufeff", "\u00ad"),
    *("\u200b", "\u0301", "\u2028", "\x85", "\x0b", "\r", "\r\n", "\t", "\u00a0", "\u202f", "İ", "ﬁ", "ß", "œ", "Київ", "القاهرة", "😀"),
    *("👩‍👩‍👧", "🇺🇦", "٣", "²", "Ⅳ", "９", "A" * 40, "é" * 40, "\U000e0041", "\ufffe"),
]  # fmt: skip

piece = st.sampled_from(FRENCH.split()) | st.sampled_from(HOSTILE) | st.text(max_size=3)
gap = st.sampled_from([" ", " ", " ", " ", "", "\n", "\n\n", "\u00a0", "’"])
texts = st.lists(st.tuples(piece, gap), max_size=60).map(
    lambda pairs: "".join(p + g for p, g in pairs)
)
dates = st.sampled_from(
    [
        "",
        "2025",
        "2025-02",
        "2025-02-12",
        "2025-03~",
        "[2025-02-05,2025-02-12]",
        "2025-01/2025-03",
        "../2025-01",
    ]
)


@cache
def tools():
    return pipeline.load_resources(PLAIN)


def published(value):
    return (
        Published(parse_edtf(value), Basis.STATED)
        if value
        else Published(None, Basis.UNKNOWN)
    )


def in_order(spans):
    return all(a.end <= b.start for a, b in pairwise(spans))


def holds(annotated):
    """What must be so of any annotated article."""
    article, text = annotated.article, annotated.article.text
    blocks = [b.span for b in article.blocks]
    assert in_order(blocks)
    assert all(span.end <= len(text) for span in blocks)
    kept = "".join(span.of(text) for span in blocks)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
    assert in_order([s.span for s in annotated.sentences])
    assert len({s.id for s in annotated.sentences}) == len(annotated.sentences)
    told = [s.span for s in annotated.sentences]
    assert all(article.blocks[s.block].span.covers(s.span) for s in annotated.sentences)
    assert in_order([d.span for d in annotated.timexes])
    linked = [k for k in annotated.links if k.verdict is not LinkStatus.REFUSED]
    assert in_order([k.mention.span for k in linked])
    for link in annotated.links:
        assert link.mention.span.of(text) == link.mention.surface
        assert any(span.covers(link.mention.span) for span in told)
        assert link.reasons
    for quote in annotated.quotes:
        assert quote.quoted.outer.covers(quote.span)
        assert quote.quoted.outer.end <= len(text)
    ids = {s.id for s in annotated.sentences}
    for claim in annotated.event_mentions:
        assert claim.sentence in ids
        assert claim.span.covers(claim.trigger)
    assert len({c.id for c in annotated.event_mentions}) == len(
        annotated.event_mentions
    )


@given(texts, dates)
@example("lundi lundi ", "2025-02")
@example("\ud800 ", "")
def test_any_text_goes_through_the_stages(text, date):
    holds(
        pipeline.annotate(
            ingest.plain(text, "t", published(date), tools().pack), tools()
        )
    )


@given(
    texts | st.text(),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "latin-1"]),
    st.sampled_from(["a.txt", "a.md"]),
)
@example("---\ntitle: [\n---\nx", "utf-8", "a.md")
def test_any_file_is_read_or_refused(text, encoding, name):
    try:
        article = ingest.read(
            text.encode(encoding, "replace"), name, PLAIN, tools().pack
        )
    except ArticleRefusedError as refused:
        assert refused.problems  # noqa: PT017 - reading well is as good
        return
    holds(pipeline.annotate(article, tools()))


@given(st.binary())
def test_any_bytes_are_read_or_refused(raw):
    try:
        ingest.read(raw, "a.txt", PLAIN, tools().pack)
    except ArticleRefusedError as refused:
        assert refused.problems  # noqa: PT017 - as above


@given(st.lists(st.tuples(texts, dates), max_size=3))
@settings(max_examples=max(1, settings.default.max_examples // 10))
def test_any_dossier_becomes_pages_and_data_whatever_the_order(articles):
    annotated = [
        pipeline.annotate(
            ingest.plain(text, f"a-{n}", published(date), tools().pack), tools()
        )
        for n, (text, date) in enumerate(articles)
    ]
    made = pipeline.assemble(annotated, PLAIN, tools())
    site = {**pages(made, PLAIN), **exports(made, PLAIN)}
    again = pipeline.assemble(annotated[::-1], PLAIN, tools())
    assert site == {**pages(again, PLAIN), **exports(again, PLAIN)}
    for page in pages(made, PLAIN).values():
        page.encode()  # no lone surrogate is left
        assert not re.search(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]",
            page,
        )
    json.loads(site["donnees/dossier.json"])


@given(texts, dates)
@settings(max_examples=max(1, settings.default.max_examples // 4))
def test_any_line_is_answered(text, date):
    line = json.dumps({"id": 1, "text": text, "published": date or None}).encode()
    answer = annotator().answer(line)
    assert "error" not in answer
    for found in [*answer["mentions"], *answer["times"]]:
        assert text[found["start"] : found["end"]] == found["text"]
    json.dumps(answer)


@cache
def annotator():
    return Annotator()


@given(st.binary() | st.text().map(str.encode) | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.sampled_from(["id", "text", "published", "language"]) | st.text(), i)).map(lambda v: json.dumps(v).encode()))  # fmt: skip
@example(b'{"language": [null]}')
@example(b'{"text": " date 2026-02-30 Un texte."}')
def test_any_bad_line_is_answered(line):
    assert {"id"} <= annotator().answer(line).keys()
