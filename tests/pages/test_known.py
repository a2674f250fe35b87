"""Pages that were made before are not made again; whatever they were made from, a change of it makes them anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.config import Settings
from builder.pages import render
from builder.pages.asked import QUESTIONS, Asked
from builder.pages.index import DossierIndex
from builder.pages.known import Known
from builder.pages.page import Page

SETTINGS = Settings()


@pytest.fixture(scope="module")
def dossier(seeds_dossier):
    return seeds_dossier


@pytest.fixture
def rendered(monkeypatch):
    """The paths of the pages that are rendered, as they are."""
    found = []
    real = render._render

    def seen(page, *given):
        found.append(page.path)
        return real(page, *given)

    monkeypatch.setattr(render, "_render", seen)
    return found


def nothing(path):
    del path


def made(dossier, written=b"", docs=None):
    """All pages, and what is known of them afterwards."""
    read = nothing if docs is None else docs.get
    known = Known(written, read)
    return dict(render.pages(dossier, SETTINGS, known)), known.written()


def standing(pages):
    return {path: text.encode() for path, text in pages.items()}


def test_nothing_is_rendered_twice(dossier, rendered):
    pages, written = made(dossier)
    assert rendered
    rendered.clear()
    assert made(dossier, written, standing(pages)) == (pages, written)
    assert not rendered


def test_every_page_has_a_template_that_asks_through_one_door(dossier):
    assert made(dossier)[0] == render.pages(dossier, SETTINGS)


def other_title(dossier):
    return replace(dossier, title="Un autre")


def other_article(dossier):
    first, *rest = dossier.articles
    article = replace(first.article, title="Un titre", outlet="Un journal")
    return replace(dossier, articles=(replace(first, article=article), *rest))


def other_entity(dossier):
    entities = {
        name: replace(one, name=f"{one.name} l’autre", description="quelqu’un")
        for name, one in dossier.entities.items()
    }
    return replace(dossier, entities=entities)


def fewer_events(dossier):
    return replace(dossier, events=dossier.events[1:])


def other_event(dossier):
    events = tuple(replace(one, title="Un fait") for one in dossier.events)
    return replace(dossier, events=events)


def nothing_related(dossier):
    return replace(dossier, related=())


def no_doubts(dossier):
    return replace(dossier, doubts=())


@pytest.mark.parametrize(
    "change",
    [
        other_title,
        other_article,
        other_entity,
        fewer_events,
        other_event,
        nothing_related,
        no_doubts,
    ],
)
def test_what_changed_is_shown(dossier, change):
    pages, written = made(dossier)
    now = change(dossier)
    again, _ = made(now, written, standing(pages))
    assert again == render.pages(now, SETTINGS) != pages


def test_a_page_that_was_edited_is_made_again(dossier, rendered):
    pages, written = made(dossier)
    rendered.clear()
    docs = standing(pages) | {"index.md": b"edited"}
    assert made(dossier, written, docs)[0] == pages
    assert rendered == ["index.md"]


@pytest.mark.parametrize(
    "written", [b"{", b"1", b"[1]", b'[["a", 1]]', b'[["a", ["b", "c"]]]', b"\xff"]
)
def test_what_is_no_list_of_pages_is_not_taken_for_one(dossier, written):
    assert made(dossier, written)[0] == render.pages(dossier, SETTINGS)


class Answers:
    """A dossier that answers every question in one way."""

    def __init__(self, answer):
        self.noted = {}
        self.value = answer

    def answer(self, question):
        del question
        if self.value is None:
            raise KeyError
        return self.value


@pytest.mark.parametrize(
    ("view", "answer", "again"),
    [
        ("a", "b", False),
        ("a", "c", True),
        ("a", None, True),
        ("b", "b", True),
    ],
    ids=["nothing", "the answer", "no answer any more", "the view"],
)
def test_a_page_rests_on_its_view_and_on_the_answers(view, answer, again):
    page = Page("p.md", "t", "", "a")
    asked = Answers("b")

    def first():
        asked.noted["title",] = None
        return "texte"

    known = Known(b"", nothing)
    known.text(page, asked, first)
    known = Known(known.written(), {"p.md": b"texte"}.get)
    found = known.text(replace(page, view=view), Answers(answer), lambda: "autre")
    assert found == ("autre" if again else "texte")


def test_every_question_of_a_template_is_noted(dossier):
    asked = Asked(DossierIndex(dossier))
    for article in dossier.articles:
        asked.article(article.article.id)
    assert list(asked.noted) == [("article", a.article.id) for a in dossier.articles]


def test_no_template_asks_anything_else(dossier):
    asked = Asked(DossierIndex(dossier))
    with pytest.raises(AttributeError):
        asked.dossier  # noqa: B018
    assert "dossier" not in QUESTIONS
