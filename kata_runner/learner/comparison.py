"""The differences between a learner's source and the reference, part by part."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from kata_runner.packs.parts import Definition, is_public
from kata_runner.source_lines import split_lines

CONTEXT = 3  # lines around each difference


@dataclass(frozen=True)
class PartDifference:
    """One part as lines of a diff from the learner's source to the reference's.

    There are no lines if both are the same.
    """

    part: str
    lines: tuple[str, ...]


def compare_parts(mine: str, reference: str) -> list[PartDifference] | None:
    """Return the difference in each public function and class of the reference.

    None if the learner's source is not valid Python. Docstrings are left out, because both have the
    starter's.
    """
    try:
        own = dict(parts_in(mine))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return [
        PartDifference(name, tuple(diff_lines(own.get(name, []), lines)))
        for name, lines in parts_in(reference)
    ]


def parts_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each public function and class of a module with its lines, without docstrings."""
    lines = split_lines(source)
    for node in ast.parse(source).body:
        if isinstance(node, Definition) and is_public(node.name):
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            hidden = docstring_lines(node)
            numbers = range(first, (node.end_lineno or first) + 1)
            yield node.name, [lines[number - 1] for number in numbers if number not in hidden]


def docstring_lines(definition: Definition) -> set[int]:
    """Return the numbers of the lines of a definition's docstring.

    For a class, these include the docstrings of its methods.
    """
    numbers: set[int] = set()
    for node in ast.walk(definition):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            text = node.body[0]
            numbers.update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return numbers


def diff_lines(mine: list[str], reference: list[str]) -> Iterator[str]:
    """Yield the lines of a diff without its heading."""
    for line in list(unified_diff(mine, reference, n=CONTEXT, lineterm=""))[3:]:
        yield "  …" if line.startswith("@@") else line
