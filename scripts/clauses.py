"""How much of `tests/syntax/clauses.yml` holds: by phenomenon, and every fact that does not.

PYTHONPATH=$PWD .venv/bin/python scripts/clauses.py [PHENOMENON …]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "syntax"))

from clause_table import Comparison, cases, doc_of


def main() -> None:
    """Print the accuracy by phenomenon and by kind of fact."""
    chosen = sys.argv[1:]
    held: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for case in cases():
        if chosen and case.phenomenon not in chosen:
            continue
        found = Comparison(case, doc_of(case.text))
        held[case.phenomenon] += found.held
        wrong[case.phenomenon] += len(found.wrong)
        kinds.update(kind for kind, _ in found.wrong)
        number[case.phenomenon] += 1
        whole[case.phenomenon] += not found.wrong
        if found.wrong:
            print(case.text, f"   ! {case.unreached}" if case.unreached else "")
            for _, what in found.wrong:
                print("     ", what)
    for name in number:
        share = held[name] / (held[name] + wrong[name])
        print(f"{name:14}{whole[name]:4}/{number[name]:<4}{share:8.1%} of facts")
    share = held.total() / (held.total() + wrong.total())
    print(
        f"{'all':14}{whole.total():4}/{number.total():<4}{share:8.1%} of facts", kinds
    )


if __name__ == "__main__":
    main()
