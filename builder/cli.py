"""Arguments, progress, exit codes: the only place that prints."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from builder.build import build
from builder.errors import DossierError, Severity
from builder.lang.messages import counted, say, told
from builder.model.article import Rights
from builder.options import How
from builder.progress import Bar, Lines, Progress
from builder.text.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.errors import Problem
    from builder.model.dossier import Dossier
    from builder.settling import Decisions, Question

_FAILED = 1
_USAGE = 2


class _CallError(Exception):
    """A call of the program that argparse does not understand."""


class _Formatter(argparse.HelpFormatter):
    """Help in French."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the line of the call, with our word before it."""
        # An empty one is asked for when the line becomes a part of another.
        before = say("commands.usage") if prefix is None else prefix
        super().add_usage(usage, actions, groups, before)


class _Parser(argparse.ArgumentParser):
    """Reads a call; what it has to say of a wrong one is ours, in French."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - whatever argparse passes
        super().__init__(
            **more,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self.ours = self.add_argument_group(say("commands.options"))
        self.ours.add_argument("-h", "--help", action="help", help=say("commands.help"))

    def error(self, message: str) -> NoReturn:
        """Leave the words to `main`: those of argparse are English."""
        raise _CallError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where all went well, 1 where something is wrong with the dossier, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a question mark instead of stopping the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = _parser().parse_args(given)
        return int(options.run(options))
    except _CallError:
        call = one_line(" ".join(("dossier", *given)))
        print(say("commands.not-understood", given=call), file=sys.stderr)
        return _USAGE
    except DossierError as error:
        _say_problems(error.problems)
        return _FAILED
    except BrokenPipeError:  # `dossier annotate | head` is no fault
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dossier", description=say("commands.program"))
    commands = parser.add_subparsers(
        required=True,
        metavar=say("commands.command"),
        title=say("commands.commands"),
    )
    make = commands.add_parser("build", help=say("commands.build"))
    make.ours.add_argument("--strict", action="store_true", help=say("commands.strict"))
    make.ours.add_argument(
        "--workers",
        type=_count,
        default=1,
        metavar="N",
        help=say("commands.workers"),
    )
    make.ours.add_argument(
        "--scheduler",
        default="",
        metavar=say("commands.address"),
        help=say("commands.scheduler"),
    )
    make.ours.add_argument(
        "--no-cache",
        action="store_false",
        dest="keep",
        help=say("commands.no-cache"),
    )
    make.ours.add_argument(
        "-q", "--quiet", action="store_true", help=say("commands.quiet")
    )
    make.set_defaults(run=_build)
    check = commands.add_parser("check", help=say("commands.check"))
    how = check.ours.add_mutually_exclusive_group()
    how.add_argument("--fix", action="store_true", help=say("commands.fix"))
    how.add_argument("--undo", action="store_true", help=say("commands.undo"))
    check.set_defaults(run=_check)
    export = _data_parsers(commands)
    new = commands.add_parser("new", help=say("commands.new"))
    new.ours.add_argument(
        "folder",
        type=Path,
        metavar=say("commands.folder-name"),
        help=say("commands.folder"),
    )
    new.set_defaults(run=_new)
    bring = _import_parser(commands)
    correct = _corrections_parser(commands)
    for command in (make, check, bring, export, correct):
        command.ours.add_argument(
            "--root",
            type=Path,
            default=Path(),
            metavar=say("commands.folder-name"),
            help=say("commands.root"),
        )
    return parser


def _import_parser(commands: Any) -> Any:  # noqa: ANN401 - argparse has no public name for it
    bring = commands.add_parser("import", help=say("commands.import"))
    _add_files(bring, say("commands.import-files"))
    bring.ours.add_argument(
        "--map",
        default="",
        metavar=say("commands.map-columns"),
        help=say("commands.map"),
    )
    bring.ours.add_argument(
        "--rights",
        default="",
        choices=[*Rights],
        metavar=say("commands.rights-words"),
        help=say("commands.rights"),
    )
    bring.set_defaults(run=_import)
    return bring


def _corrections_parser(commands: Any) -> Any:  # noqa: ANN401 - argparse has no public name for it
    correct = commands.add_parser("corrections", help=say("commands.corrections"))
    _add_files(correct, say("commands.corrections-files"))
    correct.ours.add_argument(
        "--removed", action="store_true", help=say("commands.removed")
    )
    correct.set_defaults(run=_correct)
    return correct


def _add_files(command: Any, meant: str) -> None:  # noqa: ANN401 - as above
    """Let a command take files, and say what it would do with them."""
    command.ours.add_argument(
        "files", nargs="+", metavar=say("commands.import-file"), help=meant
    )
    command.ours.add_argument(
        "--dry-run", action="store_true", help=say("commands.dry-run")
    )


def _data_parsers(commands: Any) -> Any:  # noqa: ANN401 - argparse has no public name for it
    """The commands that give data; the second reads a dossier."""
    annotate = commands.add_parser("annotate", help=say("commands.annotate"))
    annotate.ours.add_argument(
        "--format",
        default="",
        metavar=say("commands.file"),
        help=say("commands.format"),
    )
    annotate.set_defaults(run=_annotate)
    export = commands.add_parser("export", help=say("commands.export"))
    export.ours.add_argument(
        "file", metavar=say("commands.file"), help=say("commands.format")
    )
    export.set_defaults(run=_export)
    return export


def _count(written: str) -> int:
    number = int(written)
    if number < 1:
        raise ValueError(written)
    return number


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        # a file's name may hold line breaks, escape sequences and worse
        line = one_line(str(told(problem)))
        print(line, file=sys.stderr)


def _build(options: argparse.Namespace) -> int:
    progress = _progress(quiet=options.quiet)
    how = How(options.workers, options.scheduler, options.keep, progress)
    try:
        outcome = build(options.root, how)
    finally:
        how.progress.end()
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
    from builder import check, project, settling  # noqa: PLC0415 - a second to import: only the commands that need it pay

    if options.undo:
        is_undone = settling.Decisions(options.root).undo()
        print(say("settling.undone" if is_undone else "settling.redone"))
        return 0
    dossier = project.gather(options.root).dossier
    if options.fix:
        return _settle(options.root, dossier)
    lines, status = check.report(dossier)
    for line in lines:
        print(line)
    return status


def _settle(root: Path, dossier: Dossier) -> int:
    """Ask about doubts one by one until the person or the questions are done; what is answered is written at once."""
    from builder import settling  # noqa: PLC0415 - as above

    asked = list(settling.questions(dossier))
    decisions = settling.Decisions(root)
    at = 0
    answered: list[int] = []
    try:
        while at < len(asked):
            answer = _answer(asked[at], at + 1, len(asked))
            if answer == say("settling.key-quit"):
                break
            if answer == say("settling.key-back"):
                if answered:
                    decisions.take_back()
                    at = answered.pop()
                continue
            if not answer:
                at += 1
            elif _decided(answer, asked[at], dossier, decisions):
                answered.append(at)
                at += 1
    except (EOFError, KeyboardInterrupt):
        print()
    finally:
        decisions.remember()
    print(say("settling.done", decisions=counted("decision", decisions.count)))
    return 0


def _answer(question: Question, number: int, count: int) -> str:
    place = say("settling.question", number=number, count=count)
    print(f"\n{place} {question.what}")
    if question.where:
        print(say("settling.where", where=question.where))
    for sentence in question.sentences:
        print(say("settling.sentence", sentence=sentence))
    for position, choice in enumerate(question.choices, 1):
        print(say("settling.choice", number=position, label=choice.label))
    return input(say("settling.prompt")).strip()


def _decided(
    answer: str, question: Question, dossier: Dossier, decisions: Decisions
) -> bool:
    """Write what was answered; whether it could be understood."""
    from builder import settling  # noqa: PLC0415 - as above

    entries = {str(at): each.entry for at, each in enumerate(question.choices, 1)}
    if answer in entries:
        entry = entries[answer]
    else:
        entry = settling.otherwise(question, answer, dossier)
    if not entry:
        print(say("settling.not-understood", answer=one_line(answer)))
        return False
    problems = decisions.add(entry)
    _say_problems(problems)
    return not problems


def _annotate(options: argparse.Namespace) -> int:
    """One JSON object a line in, one a line out, at once; nothing is kept beyond the line at work.

    With a format all lines are one dossier, written when the last one is read.
    """
    from builder.annotator import Annotator  # noqa: PLC0415 - as above

    if options.format:
        return _annotate_all(options.format)
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


def _import(options: argparse.Namespace) -> int:
    from builder import import_report, importing  # noqa: PLC0415 - as above

    columns = importing.columns(options.map)
    how = importing.How(options.dry_run, options.rights, columns)
    report = importing.bring_in(options.root, options.files, how)
    for line in import_report.lines(report, is_preview=options.dry_run):
        print(line)
    return _FAILED if report.failed else 0


def _correct(options: argparse.Namespace) -> int:
    from builder import correcting  # noqa: PLC0415 - as above

    how = correcting.How(options.dry_run, options.removed)
    found = correcting.take_over(options.root, options.files, how)
    _say_problems(found.problems)
    for line in correcting.lines(found, is_preview=options.dry_run):
        print(line)
    return _FAILED if found.problems else 0


def _annotate_all(file: str) -> int:
    """All lines as one file of the given name."""
    from builder.annotator import Annotator  # noqa: PLC0415 - as above

    if not _is_format(file):
        return _USAGE
    lines = filter(bytes.strip, sys.stdin.buffer)
    made, wrong = Annotator().write(lines, file)
    for each in wrong:
        print(one_line(each), file=sys.stderr)
    sys.stdout.buffer.write(made)
    return _FAILED if wrong else 0


def _export(options: argparse.Namespace) -> int:
    """One format of the dossier, whether or not it is a file of the site."""
    from builder import export, project  # noqa: PLC0415 - as above

    if not _is_format(options.file):
        return _USAGE
    dossier = project.gather(options.root).dossier
    sys.stdout.buffer.write(export.written(dossier, options.file))
    return 0


def _is_format(file: str) -> bool:
    """Whether there is such a format; says which there are where there is not."""
    from builder import export  # noqa: PLC0415 - as above

    known = export.names()
    if file in known:
        return True
    print(
        say("commands.no-format", given=file, known=", ".join(known)), file=sys.stderr
    )
    return False


def _new(options: argparse.Namespace) -> int:
    from builder import starting  # noqa: PLC0415 - as above

    for path in starting.start(options.folder):
        print(path)
    print(say("commands.started"))
    return 0
