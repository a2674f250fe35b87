"""The shape of Python code, counted: syntax nodes a line, comments, complexity of functions, circles of imports."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.Assert,
)
_NO_CODE = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.COMMENT,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
_DIRECTIVES = ("# noqa", "# type:")
"""Comments that speak to a tool and tell a reader nothing."""


@dataclass
class Shape:
    """What is counted of one module."""

    nodes: int = 0
    """Expressions and statements."""

    lines: int = 0
    """Lines that hold code: no blank line, comment or docstring."""

    comments: int = 0
    complexities: dict[str, int] = field(default_factory=dict)
    """Cyclomatic complexity by function; what is nested in a function counts in both."""


@lru_cache(maxsize=1024)
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def shape(path: Path) -> Shape:
    tree, found = parsed(path), Shape()
    docstrings: set[int] = set()
    for node in ast.walk(tree):
        found.nodes += isinstance(node, (ast.expr, ast.stmt))
        docstrings |= _docstring_lines(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.complexities[f"{node.name}:{node.lineno}"] = complexity(node)
    code: set[int] = set()
    for token in tokenize.tokenize(io.BytesIO(path.read_bytes()).readline):
        if token.type not in _NO_CODE:
            code |= set(range(token.start[0], token.end[0] + 1))
        elif token.type == tokenize.COMMENT:
            found.comments += not token.string.startswith(_DIRECTIVES)
    found.lines = len(code - docstrings)
    return found


def _docstring_lines(node: ast.AST) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    if not isinstance(node, documented) or ast.get_docstring(node, clean=False) is None:
        return set()
    return set(range(node.body[0].lineno, node.body[0].end_lineno + 1))


def complexity(function: ast.AST) -> int:
    """One, and one more for each branch, each further operand of and/or and each condition of a comprehension."""
    count = 1
    for node in ast.walk(function):
        count += isinstance(node, _BRANCHES)
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += len(node.ifs)
        elif isinstance(node, ast.Match):
            count += len(node.cases)
    return count


def imports(path: Path) -> set[str]:
    """Dotted names that a module imports, of modules and of what is in them."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of two or more nodes that all lead to each other, each group in order."""
    reached = {name: set(_reached(name, graph)) for name in graph}
    groups = set()
    for name, others in reached.items():
        group = {other for other in others if name in reached[other]} | {name}
        if len(group) > 1:
            groups.add(tuple(sorted(group)))
    return [list(group) for group in sorted(groups)]


def _reached(start: str, graph: Mapping[str, set[str]]) -> Iterator[str]:
    seen, waiting = set(), list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph[name]
            yield name
