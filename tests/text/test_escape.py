"""What comes out of escaping is text, in every language it is written into."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from functools import cache

import html5lib
import markdown as python_markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from builder.text import escape

# Every extension that comes with the theme, but the two whose trade is to rewrite quotation marks and symbols.
EXTENSIONS = [
    *(
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "sane_lists",
    ),
    *(
        "tables",
        "toc",
        "wikilinks",
        "pymdownx.arithmatex",
        "pymdownx.betterem",
        "pymdownx.caret",
        "pymdownx.critic",
    ),
    *(
        "pymdownx.details",
        "pymdownx.emoji",
        "pymdownx.escapeall",
        "pymdownx.fancylists",
        "pymdownx.highlight",
    ),
    *(
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.progressbar",
    ),
    *(
        "pymdownx.snippets",
        "pymdownx.striphtml",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
    ),
    *(
        "pymdownx.tilde",
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.html",
        "pymdownx.blocks.tab",
        "pymdownx.saneheaders",
    ),
]
LINES = [
    *("1. un", "1986. Une année", "١. un", "a) un", "iv. un", "M. Trump parle", "1) un", "# titre", "- tiret", "+ plus"),
    *("* * *", "---", "===", "> cité", "!!! note", "??? détails", "/// html | script", "::: x", '--8<-- "README.md"'),
    *("[x](y)", "[x]: y", "[TOC]", "[^1]", "[[wiki]]", "*a* _b_ __c__", "`a`", "~~~", "```python", "==a== ^^b^^ ~c~ ^d^"),
    *("<b>", "<!-- x", "<script>x</script>", "<![CDATA[ x ]]>", "&amp; &#60;b&#62; &eacute;", "{{ x }} {% y %} {# z #}"),
    *("    code", "\tcode", "fin  ", "fin\\", "\u00a0\u202fdébut", "fin\u00a0", ": définition", "*[Kiev]: x", "|a|b|", "a | b"),
    *("https://e.invalid/x?y=z", "www.e.invalid", "a@e.invalid", "#12 @x !3", ":smile:", ":-) :x:y:", "++ctrl+c++", "$x$ $$y$$"),
    *("{: onclick=x }", "{ #id }", "{++a++}{--b--}", "![x](y)", "- [ ] à faire", "a -- b --- c", "\x02klzzwxh:0001\x03", "\\(x\\)"),
    *("l'Ukraine d'\"ici\" : « oui ; non ! » … 30 %", "a\nb\n\nc\n- d\n1. e", "a\r\nb\rc\u2028d\u0085e\x0bf", '[=50% "x"]', '===! "Onglet"'),
]  # fmt: skip


@cache
def converter():
    return python_markdown.Markdown(extensions=EXTENSIONS)


def rendered(source):
    fragment = html5lib.parseFragment(
        converter().reset().convert(source),
        treebuilder="etree",
        namespaceHTMLElements=False,
    )
    return [node.tag for node in fragment.iter()][1:], squeeze(
        "".join(fragment.itertext())
    )


def squeeze(text):
    return re.sub(r"[ \t\n\r]+", " ", text).strip(" \t\n")


hostile = st.text(
    st.sampled_from(
        [
            *list(
                "ab1é .,;:!?'\"#*_-+=~^`|\\/()[]{}<>&@$%\n\t\xa0\u202f\r\x02\x03\u202e\u2028😀"
            ),
            chr(0xD800),
        ]
    )
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_shown_as_it_is_typed(line):
    tags, text = rendered(escape.markdown(line))
    assert set(tags) <= {"p"}
    assert squeeze(text) == squeeze(escape.shown(line))


@given(hostile)
@example("x\n: y")
@example("1\n1.")
@example(" \xa01")
@example("_) x _)")
def test_any_text_is_shown_as_it_is(text):
    tags, found = rendered(escape.markdown(text))
    assert set(tags) <= {"p"}
    assert squeeze(found) == squeeze(escape.shown(text))


@given(hostile, hostile, hostile)
def test_pieces_escaped_apart_may_be_joined(before, inside, after):
    source = f"{escape.markdown(before)}[{escape.markdown(inside) or 'x'}](y.md){{ .per }}{escape.markdown(after)}"
    tags, found = rendered(source)
    assert set(tags) == {"p", "a"}
    assert squeeze(found) == squeeze(
        escape.shown(before)
        + (escape.shown(inside) if inside else "x")
        + escape.shown(after)
    )


@given(hostile)
def test_a_heading_stays_one(text):
    tags, found = rendered(f"## x {escape.markdown(text)} {{ #s1 }}")
    assert tags == ["h2"]
    assert squeeze(found) == squeeze(f"x {escape.shown(text)}")


@given(hostile)
def test_an_attribute_and_an_element_hold_it(text):
    source = f'<span title="{escape.html(text)}">{escape.html(text)}</span>'
    fragment = html5lib.parseFragment(
        converter().reset().convert(source),
        treebuilder="etree",
        namespaceHTMLElements=False,
    )
    (span,) = fragment.iter("span")
    assert list(span.attrib) == ["title"]
    assert squeeze(span.attrib["title"]) == squeeze(escape.shown(text))
    assert squeeze("".join(span.itertext())) == squeeze(escape.shown(text))


@given(hostile)
def test_xml_and_svg_hold_it(text):
    for function in (escape.xml, escape.svg):
        root = ET.fromstring(f'<a b="{function(text)}">{function(text)}</a>')  # noqa: S314 - our own, to be tested
        assert (
            squeeze(root.attrib["b"])
            == squeeze(root.text or "")
            == squeeze(escape.shown(text))
        )


@given(st.text())
def test_what_is_left_as_it_is_is_shown_as_it_is(text):
    clean = escape.shown(text)
    assert escape.shown(clean) == clean
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]",
        clean,
    )
    clean.encode()


@pytest.mark.parametrize(
    "char", ["\u202e", "\x1b", "\x9b", "\ud800", "\ufffe", "\U000e0041", "\x00", "\x7f"]
)
def test_what_would_hide_is_named(char):
    assert escape.shown(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"


def test_ordinary_french_stays_readable():
    text = "L’appel a duré près d’une heure, « peut-être » plus : c'est l'avis de M. Trump. Il l'a dit (deux fois) ; 30 % y croient."
    assert escape.markdown(text) == text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://exemple.fr/a?b=c&d=e#f", "https://exemple.fr/a?b=c&d=e#f"),
        (" http://exemple.fr ", "http://exemple.fr"),
        ("HTTPS://Été.fr/à b", ""),
        ("https://été.fr/à", "https://xn--t-9fab.fr/%C3%A0"),
        ('https://e.fr/"><script>(1)', "https://e.fr/%22%3E%3Cscript%3E%281%29"),
        *((bad, "") for bad in ("", "javascript:alert(1)", "JaVaScRiPt:1", "java\nscript:1", "data:text/html,x", "file:///etc/passwd")),
        *((bad, "") for bad in ("//e.fr", "e.fr", "https://", "http://[::1", "https://e.fr:x/", "https://u:p@e.fr/", "ftp://e.fr", "https:\\\\e.fr")),
        *((bad, "") for bad in ("https://e.fr/\u202egpj", "https://e.fr/\x00", "https://" + "a" * 300 + ".fr/", "https://%65.fr/")),
    ],
)  # fmt: skip
def test_an_address_is_http_or_nothing(address, expected):
    assert escape.url(address) == expected


@given(
    st.text()
    | st.text(st.sampled_from("htps:/.a@[]%?#&\\ \u202e")).map("http://".__add__)
)
def test_an_address_is_safe_or_nothing(text):
    assert re.fullmatch(r"(https?://[A-Za-z0-9%/:?#@!$&+,;=._~-]+)?", escape.url(text))


@given(
    st.dictionaries(
        st.sampled_from(["title", "description", "tags"]),
        st.text() | st.lists(st.text()) | st.booleans() | st.integers(),
    )
)
def test_front_matter_reads_back_and_holds_no_tag(values):
    text = escape.front_matter(values)
    first, line, last, empty, end = text.split("\n")
    assert (first, last, empty, end) == ("---", "---", "", "")
    read = yaml.safe_load(line)
    assert read == json.loads(line)
    assert set(read) == set(values)
    assert "<" not in line
    for key, value in values.items():
        if isinstance(value, str):
            (shown,) = html5lib.parseFragment(
                f"<p title='{read[key]}'>{read[key]}</p>", namespaceHTMLElements=False
            )
            assert (
                squeeze(shown.attrib["title"])
                == squeeze(shown.text or "")
                == squeeze(escape.shown(value))
            )


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-2", "@SUM(1)", "\t=1", " =1", "\n=1", "＝1", "|x", "\r=1"]
)
def test_no_cell_is_a_formula(text):
    assert escape.csv_cell(text).startswith("'")


@given(hostile)
def test_a_cell_reads_back(text):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(
        [escape.csv_cell(text)]
    )
    ((cell,),) = csv.reader(io.StringIO(out.getvalue()))
    assert cell.removeprefix("'") in (
        escape.shown(text),
        escape.shown(text).removeprefix("'"),
    )
    assert not re.match(r"\s*[=+@-]", cell)


@given(st.text(st.characters()) | hostile)
def test_a_yaml_scalar_reads_back(text):
    scalar = escape.yaml_scalar(text)
    assert "\n" not in scalar
    assert yaml.safe_load(f"quote: {scalar}") == {"quote": text}


@pytest.mark.parametrize(
    "function",
    [
        escape.markdown,
        escape.html,
        escape.svg,
        escape.xml,
        escape.csv_cell,
        escape.yaml_scalar,
        escape.url,
    ],
)
def test_nothing_in_nothing_out(function):
    assert function("") in ("", '""')
