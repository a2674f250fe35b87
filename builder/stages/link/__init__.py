"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.stages.link.names import link_names
from builder.stages.link.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.entity import Entity
    from builder.model.mention import Link, Mention
    from builder.model.moment import Dating
    from builder.model.quote import Quoted


def link(
    article: Article,
    sentences: Sequence[Sentence],
    datings: Sequence[Dating],
    quoted: Sequence[Quoted],
    mentions: Sequence[Mention],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], tuple[Entity, ...]]:
    """A verdict on every mention, offices, demonyms and groups found on the way included; and new entities.

    Links come in the order of the text. A name may lie inside an office or a group ("chef du [Kremlin]"); none cross.
    """
    del quoted
    scene = Scene.of(article, sentences, datings, pack, kb)
    names, local = link_names(scene, mentions)
    return tuple(names), tuple(local.values())
