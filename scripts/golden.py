"""The golden net of the bundled seeds (`tests/golden/`): shows what differs, or renews it.

    .venv/bin/python scripts/golden.py                # what differs, sentence by sentence; exit 1 where something does
    .venv/bin/python scripts/golden.py --write        # hold what the tree gives now
    .venv/bin/python scripts/golden.py --compare a.jsonl b.jsonl --texts texts.jsonl [--ignore rule,id]

The third form compares two outputs of `dossier annotate`; each line of the texts has a `text`, and an `id` or `doc`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "golden")]

import net  # noqa: E402 - found once the path is set


def main() -> int:
    """Run one of the three forms; 0 where nothing differs."""
    parser = argparse.ArgumentParser(description="The golden net of the seeds.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--compare", nargs=2, type=Path, metavar="JSONL")
    parser.add_argument("--texts", type=Path, metavar="JSONL")
    parser.add_argument("--ignore", default="", help="keys that do not count")
    options = parser.parse_args()
    ignored = frozenset(filter(None, options.ignore.split(",")))
    if options.compare:
        if options.texts is None:
            parser.error("--compare needs --texts")
        old, new = map(rows, options.compare)
        texts = {name: row["text"] for name, row in rows(options.texts).items()}
        return show(old, new, texts, ignored)
    return renew() if options.write else look(ignored)


def rows(path: Path) -> dict[str, dict[str, Any]]:
    """Objects of a file of JSON lines, by their `id` or `doc`."""
    found = map(json.loads, filter(None, path.read_text("utf-8").split("\n")))
    return {str(row.get("id", row.get("doc"))): row for row in found}


def show(
    old: dict[str, Any],
    new: dict[str, Any],
    texts: dict[str, str],
    ignored: frozenset[str],
) -> int:
    """Print what differs; 1 where something does."""
    count = net.Count()
    for line in net.compared(old, new, texts, count, ignored):
        print(line)
    print(count)
    return int(count.sentences > 0)


def present() -> tuple[dict[str, Any], dict[str, str]]:
    """Answers and digests of the tree as it is."""
    from builder import project  # noqa: PLC0415 - comparing two files needs none of it
    from builder.annotator import Annotator  # noqa: PLC0415 - as above

    built = project.gather(ROOT / "tests/dossier")
    return net.answers(Annotator()), net.digests(built.dossier, built.settings)


def renew() -> int:
    """Hold what the tree gives."""
    net.hold(*present())
    return 0


def look(ignored: frozenset[str]) -> int:
    """Print what differs from what is held: facts of each sentence, then names of files."""
    answers, digests = present()
    held = net.held_digests()
    status = show(net.held_answers(), answers, net.seeds(), ignored)
    changed = [p for p in {**held, **digests} if held.get(p) != digests.get(p)]
    for path in changed:
        print(f"differs: {path}")
    print(f"{len(changed)} of {len(held)} files differ")
    return int(status or bool(changed))


if __name__ == "__main__":
    sys.exit(main())
