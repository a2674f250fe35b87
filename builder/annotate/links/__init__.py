"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups.

The way through the package, in the order of `link`: `context` is the article with what the
language (`words`) and the knowledge base say of it; `answers` is how it answers. `marks`
readies the names: what short forms were not marked, and one type for a name everywhere.
`occasions` finds what a common noun and a date or place name ("la présidentielle de
2017"), `bodies` what common nouns name ("le gouvernement") and whose it is. `cast` lays out
all names as a table, a row for each with what is said beside it, and `evidence` says whom
a row means, by a visible sum; `names` puts these together. `finder` finds the wordings of
offices and groups (`phrases`), by the patterns of the language. `clubs` tells Nantes from
the club that plays, `metonyms` Moscow from the power that sits there. Then the offices are
resolved, those beside a name first: `apposition` knows the name, `posts` which offices a
wording can name, `holders` who held them when, `offices` decides, and `discourse` keeps
what the article has told. `ministries` marks what ministers are in charge of, `groups`
sums up those just named ("les deux dirigeants"), by a sum as well, and `demonyms` ties what
demonyms are left to their states.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.apposition import name_beside
from builder.annotate.links.clubs import read_clubs
from builder.annotate.links.context import Context, Layers
from builder.annotate.links.demonyms import link_demonyms
from builder.annotate.links.discourse import DiscourseState, place
from builder.annotate.links.finder import find_phrases
from builder.annotate.links.groups import link_groups
from builder.annotate.links.metonyms import read_places
from builder.annotate.links.ministries import with_ministries
from builder.annotate.links.names import is_office, link_names
from builder.annotate.links.offices import marked, resolve
from builder.annotate.links.phrases import swallowed
from builder.model.mention import Link, LinkStatus, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.links.phrases import Phrases
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.entity import Entity
    from builder.model.mention import Mention
    from builder.syntax.doc import Doc


def link(
    article: Article,
    doc: Doc,
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], tuple[Entity, ...]]:
    """A verdict on every mention, offices, demonyms and groups found on the way included; and new entities.

    Links come in the order of the text. A name may lie inside an office or a group ("chef
    du [Kremlin]"); none cross. An empty text has none.
    """
    context = Context.of(
        article,
        Layers(doc, timexes, mentions),
        pack,
        kb,
    )
    names = [x for x in link_names(context, mentions) if not is_office(context, x)]
    phrases = find_phrases(context, names)
    inside = swallowed(phrases.offices, names)
    names = [x for x in names if x.mention.span not in inside]
    names = read_places(context, read_clubs(context, names))
    state = DiscourseState.of(context, names)
    offices = list(_offices(context, phrases, state))
    found = [*_renamed(context, names, state), *offices]
    found = list(with_ministries(context, phrases.offices, found))
    found += list(link_groups(context, phrases, found))
    found += link_demonyms(context, [x.mention.span for x in found])
    return tuple(sorted(found, key=place)), _described(context, found)


def _offices(
    context: Context,
    phrases: Phrases,
    state: DiscourseState,
) -> Iterator[Link]:
    """Links of the offices: those beside a name first, for what they tell holds in the whole article."""
    read = [
        replace(phrase, beside=name_beside(context, phrase, state))
        for phrase in phrases.offices
    ]
    told = [phrase for phrase in read if phrase.beside is not None]
    alone = [phrase for phrase in read if phrase.beside is None]
    for phrase in (*told, *alone):
        answer = resolve(context, phrase, state)
        if answer is not None:
            made = marked(context, phrase, answer)
            state.add(phrase, made)
            yield made


def _renamed(
    context: Context,
    names: Sequence[Link],
    state: DiscourseState,
) -> Iterator[Link]:
    """Names that an office beside them explains, and the other mentions of the same unknown name."""
    same: dict[str, str] = {}
    for x in names:
        if x.mention in state.renamed and x.verdict is LinkStatus.UNKNOWN:
            same[x.entities[0]] = state.renamed[x.mention]
    for x in names:
        person = state.renamed.get(x.mention)
        if person is None and len(x.entities) == 1:
            person = same.get(x.entities[0])
        if person is None:
            yield x
            continue
        said = context.say("office-name", name=person)
        mention = replace(x.mention, kind=MentionKind.ALIAS)
        yield Link(
            mention,
            LinkStatus.LINKED,
            (person,),
            (said,),
        )


def _described(context: Context, found: Sequence[Link]) -> tuple[Entity, ...]:
    """The new entities that some mention still means, each with the first office that the article gives it."""
    meant = {i for x in found for i in x.entities}
    given: dict[str, str] = {}
    for x in found:
        unknown = x.verdict is LinkStatus.UNKNOWN and bool(x.entities)
        if unknown and x.mention.kind is MentionKind.ROLE:
            given.setdefault(x.entities[0], " ".join(x.mention.surface.split()))
    return tuple(
        replace(entity, description=given.get(entity.id, ""))
        for entity in context.local.values()
        if entity.id in meant
    )
