"""The build, for whoever asks for it: nothing is loaded where nothing changed.

`project.py` does the work, from `seeds/` to `docs/`; `pipeline.py` is what it does to articles. What need not be done again
is kept under `.cache/`: here what a whole build came to (`unchanged.py`), in `run.py` each annotated article, in
`rendered.py` each page of HTML.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.lang.messages import counted, say
from builder.options import How
from builder.unchanged import Outcome, recall, remember, state_of

if TYPE_CHECKING:
    from pathlib import Path


def build(root: Path, how: How | None = None) -> Outcome:
    """Make the pages and data under `docs/` be those of `seeds/`, and tell what there is to tell.

    Raises:
        DossierError: where the author's files are wrong or `docs/` cannot be written; nothing is written then.
    """
    how = how or How()
    state = state_of(root) if how.keep else ""
    known = recall(root, state) if state else None
    return known or _built(root, how, state)


def _built(root: Path, how: How, state: str) -> Outcome:
    from builder import keys, project  # noqa: PLC0415 - all of the program: a second to import

    built = project.run(root, how)
    dossier = built.dossier
    outcome = Outcome(dossier.title, dossier.problems, built.summary)
    if state:
        articles = counted("article", len(dossier.articles))
        same = say("commands.unchanged", articles=articles)
        analysis = keys.analysis_at_work(built.settings.model)
        remember(root, state, replace(outcome, summary=same), analysis)
    return outcome
