"""Arguments, progress, exit codes: the only place that prints."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builder.build import build
from builder.errors import DossierError, Problem, Severity
from builder.options import How
from builder.progress import Bar, Lines, Progress
from builder.text.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence


_FAILED = 1
_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where all went well, 1 where something is wrong with the dossier, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DossierError as error:
        _say_problems(error.problems)
        return _FAILED
    except BrokenPipeError:  # `dossier annotate | head` is no fault
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dossier", description="Un dossier de presse annoté, à partir d’articles."
    )
    commands = parser.add_subparsers(required=True, metavar="commande")
    make = commands.add_parser(
        "build", help="écrire les pages et les données dans docs/"
    )
    make.add_argument(
        "--strict",
        action="store_true",
        help="échouer aussi quand un article est refusé",
    )
    make.add_argument(
        "--workers",
        type=_count,
        default=1,
        metavar="N",
        help="nombre de processus qui annotent (par défaut : 1)",
    )
    make.add_argument(
        "--no-cache",
        action="store_false",
        dest="keep",
        help="tout refaire, sans lire ni remplir .cache/",
    )
    make.add_argument(
        "-q", "--quiet", action="store_true", help="ne dire que ce qui ne va pas"
    )
    make.set_defaults(run=_build)
    check = commands.add_parser(
        "check", help="dire ce qui est douteux, faux ou orphelin, sans rien écrire"
    )
    check.set_defaults(run=_check)
    annotate = commands.add_parser(
        "annotate",
        help="annoter des textes : un objet JSON par ligne, en entrée et en sortie",
    )
    annotate.set_defaults(run=_annotate)
    new = commands.add_parser("new", help="commencer un nouveau dossier")
    new.add_argument(
        "folder",
        type=Path,
        metavar="DOSSIER",
        help="un dossier qui n’existe pas encore, ou vide",
    )
    new.set_defaults(run=_new)
    help_ = "où se trouvent seeds/ et docs/ (par défaut : ici)"
    for command in (make, check):
        command.add_argument("--root", type=Path, default=Path(), help=help_)
    return parser


def _count(written: str) -> int:
    number = int(written)
    if number < 1:
        raise ValueError(written)
    return number


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        # a file's name may hold line breaks, escape sequences and worse
        severity = problem.severity.value.upper()
        print(one_line(f"{severity} {problem}"), file=sys.stderr)


def _build(options: argparse.Namespace) -> int:
    how = How(options.workers, options.keep, _progress(quiet=options.quiet))
    outcome = build(options.root, how)
    _say_problems(outcome.problems)
    if not options.quiet:
        print(outcome.summary)
    severities = [problem.severity for problem in outcome.problems]
    failed = options.strict and Severity.ERROR in severities
    return _FAILED if failed else 0


def _progress(*, quiet: bool) -> Progress:
    if quiet:
        return Progress()
    if sys.stderr.isatty():
        return Bar(sys.stderr)
    return Lines(sys.stdout)


def _check(options: argparse.Namespace) -> int:
    from builder import check, project  # noqa: PLC0415 - a second to import: only the commands that need it pay

    dossier = project.gather(options.root).dossier
    lines, status = check.report(dossier)
    for line in lines:
        print(line)
    return status


def _annotate(options: argparse.Namespace) -> int:
    """One JSON object a line in, one a line out, at once; nothing is kept beyond the line at work."""
    del options
    from builder.annotator import Annotator  # noqa: PLC0415 - as above

    annotator = Annotator()
    failed = False
    out = sys.stdout.buffer
    for line in filter(bytes.strip, sys.stdin.buffer):
        answer = annotator.answer(line)
        failed = failed or "error" in answer
        text = json.dumps(answer, ensure_ascii=False)
        # A lone surrogate is valid JSON when escaped, and no valid UTF-8.
        out.write(text.encode("utf-8", "backslashreplace"))
        out.write(b"\n")
        out.flush()
    return _FAILED if failed else 0


def _new(options: argparse.Namespace) -> int:
    from builder import project  # noqa: PLC0415 - as above

    for path in project.start(options.folder):
        print(path)
    return 0
