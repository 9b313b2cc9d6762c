"""The calculations in a lesson's prose, such as ``0.5 * 0.42 = 0.21``, and their verification."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kata_runner.verify.lesson_numbers import NUMBER, LessonNumber, to_number

FUNCTIONS: dict[str, Callable[[float], float]] = {
    "tanh": math.tanh,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
}
OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
TERM = rf"(?:(?:{'|'.join(FUNCTIONS)}|σ|√)\(|\d+(?:\.\d+)?(?:e[+-]\d+)?|[-+*/^()·²³ ])"
LEFT = re.compile(rf"(?<![\w.)\]|]){TERM}+$")
RIGHT = re.compile(rf"{TERM}+")
SIGNS = {"^": "**", "·": "*", "²": "**2", "³": "**3", "σ": "sigmoid", "√": "sqrt"}
MAX_DEPTH = 50


@dataclass(frozen=True)
class Equation:
    """Two sides that a lesson states to be equal.

    `place` is their range in the prose, `left` and `right` are their values. `number` is the number
    on the right side, or None if that is a calculation too.
    """

    text: str
    line: int
    place: range
    left: float
    right: float
    number: LessonNumber | None

    @property
    def holds(self) -> bool:
        """Whether the right side equals the left side, rounded to the digits that are written."""
        if self.number is not None and self.number.agrees(self.left):
            return True
        return math.isclose(self.left, self.right, rel_tol=1e-9)


def find_equations(prose: str) -> Iterator[Equation]:
    """Yield the equations of which both sides can be computed."""
    for match in re.finditer(r"(?<![=<>!])=(?!=)", prose):
        start = max(prose.rfind(mark, 0, match.start()) for mark in "\n`|=") + 1
        left = LEFT.search(prose[start : match.start()])
        right = RIGHT.match(prose, match.end())
        if left and right and (equation := make_equation(prose, left[0], match.end(), right[0])):
            yield equation


def make_equation(prose: str, left: str, place: int, right: str) -> Equation | None:
    """Return the equation of two texts.

    Return None if one of them cannot be computed, or if the left one is a single number.
    """
    number = NUMBER.match(prose, place + len(right) - len(right.lstrip()))
    if re.search(r"[*/^+·(²³]|\d\s+-", right.strip()):
        number = None  # a calculation that begins with a number
    line = prose.count("\n", 0, place) + 1
    written = to_number(number, line) if number else None
    left_value, right_value = compute(left), written.value if written else compute(right)
    is_single = re.fullmatch(r"\s*[-+]?\s*[\d.]+\s*", left)
    if left_value is None or right_value is None or is_single:
        return None
    text = f"{left.strip()} = {written.text if written else right.strip()}"
    span = range(place - 1 - len(left), place + len(right))
    return Equation(text, line, span, left_value, right_value, written)


def compute(text: str) -> float | None:
    """Return the value of a calculation with numbers, or None if a text is not one."""
    text = text.strip()
    if not text or text[0] in "*/^·" or re.match(r"[-+]\s", text):
        return None  # the rest of a calculation with names
    for sign, python in SIGNS.items():
        text = text.replace(sign, python)
    try:
        return compute_node(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError, ArithmeticError, KeyError, TypeError, RecursionError):
        return None


def compute_node(node: ast.expr, depth: int = 0) -> float:
    """Return the value of a syntax tree.

    Raises KeyError, TypeError, ValueError or ArithmeticError for a tree without a value.
    """
    if depth > MAX_DEPTH:
        raise TypeError("too deep")
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -compute_node(node.operand, depth + 1)
    if isinstance(node, ast.BinOp):
        sides = compute_node(node.left, depth + 1), compute_node(node.right, depth + 1)
        return OPERATORS[type(node.op)](*sides)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        return FUNCTIONS[node.func.id](compute_node(node.args[0], depth + 1))
    raise TypeError("no calculation")
