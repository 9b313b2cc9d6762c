"""The differences between a learner's source and the reference, part by part."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from kata_runner.packs.source_parts import Definition, get_span, is_public
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
            hidden = docstring_lines(node)
            indexes = range(*get_span(node))
            yield node.name, [lines[index] for index in indexes if index not in hidden]


def docstring_lines(definition: Definition) -> set[int]:
    """Return the indexes of the lines of a definition's docstring.

    For a class, these include the docstrings of its methods.
    """
    indexes: set[int] = set()
    for node in ast.walk(definition):
        if isinstance(node, Definition) and ast.get_docstring(node) is not None:
            indexes.update(range(*get_span(node.body[0])))
    return indexes


def diff_lines(mine: list[str], reference: list[str]) -> Iterator[str]:
    """Yield the lines of a diff without its heading."""
    for line in list(unified_diff(mine, reference, n=CONTEXT, lineterm=""))[3:]:
        yield "  …" if line.startswith("@@") else line
