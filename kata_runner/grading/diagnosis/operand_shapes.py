"""Which operator raised an error about shapes, from the shapes that the hint below it names.

A line has several operators, and the error names none of them. One is only blamed if both its
operands are names whose shapes are known and leave no other reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Shape = tuple[int, ...]
Shapes = tuple[Shape, Shape]
NAME = r"[A-Za-z_][\w.]*"
SHAPE = re.compile(r"\((\d+(?:, ?\d+)*,?)\)")
NAMED = re.compile(rf"({NAME}) has shape {SHAPE.pattern}")
# `b` in `a @ b * c` is no operand of `*`, and neither is `c` in `a * c[0]`.
PRODUCT = re.compile(rf"(?<![\w.])({NAME})\s*\*\s*({NAME})(?![\w.(\[])")
SUM = re.compile(rf"(?<![\w.])({NAME})\s*\+\s*({NAME})\s*$")
BINDING = ("@", "*", "/", "%", "-")


def is_star_to_blame(text: str, hint: str, line: str) -> bool:
    """Whether a `*` in a line is sure to be the reason why two shapes do not fit: its own operands
    do not, or it multiplies a matrix and a vector that `@` would multiply.
    """
    failed = read_shapes(text)
    for one, other in find_operands(PRODUCT, hint, line):
        vector, matrix = sorted((one, other), key=len)
        is_product = (len(vector), len(matrix)) == (1, 2) and matrix[1] == vector[0]
        if failed == [one, other] or (is_product and matrix in failed):
            return True
    return False


def is_sum_to_blame(text: str, hint: str, line: str) -> bool:
    """Whether the `+` at the end of a line is sure to have failed, with the names beside it."""
    failed = read_shapes(text)
    return any(failed == list(shapes) for shapes in find_operands(SUM, hint, line))


def find_operands(pattern: re.Pattern[str], hint: str, line: str) -> Iterator[Shapes]:
    """Yield the shapes of the two operands of each match, if both are known."""
    known = {name: read_shape(shape) for name, shape in NAMED.findall(hint)}
    for match in pattern.finditer(line):
        is_whole = not line[: match.start()].rstrip().endswith(BINDING)
        if is_whole and match[1] in known and match[2] in known:
            yield known[match[1]], known[match[2]]


def read_shapes(text: str) -> list[Shape]:
    """Return the shapes in a text."""
    return [read_shape(shape) for shape in SHAPE.findall(text)][:2]


def read_shape(text: str) -> Shape:
    """Return a shape from the text between its brackets."""
    return tuple(int(length) for length in text.split(",") if length.strip())
