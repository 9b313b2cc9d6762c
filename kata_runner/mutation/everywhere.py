"""One slip made everywhere in a function, for diagnosis only.

A learner who leaves out a bias in one place usually leaves it out in all places.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.slips_of_operators import SIGNS
from kata_runner.mutation.syntax import build

Change = Callable[[ast.AST], ast.AST | None]
Said = tuple[Change, str, str]


def everywhere(function: ast.AST, names: Names) -> Iterator[tuple[list[ast.stmt], str, str]]:
    """Yield the body of a function with one kind of expression written wrongly in every place.

    A kind that occurs in one place only is skipped.
    """
    body = getattr(function, "body", [])
    for change, operator, says in kinds(function, names):
        rewriter = Rewriter(change)
        text = "\n".join(map(ast.unparse, body))
        changed = [rewriter.visit(statement) for statement in ast.parse(text).body]
        if rewriter.count > 1:
            yield changed, operator, says


def kinds(function: ast.AST, names: Names) -> Iterator[Said]:
    """Yield what may be wrong everywhere in a function.

    These are a call left out, ``=`` for ``+=``, a sum over everything for a matrix product, a right
    operand left out and another operator.
    """
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
    ]
    functions = {last_name(node.func): node.func for node in calls}
    counts = Counter(last_name(node.func) for node in calls)
    for name, called in functions.items():
        known = names.of_function(called)
        if counts[name] > 1 and name:
            label = f"`{known}`" if known else "A function of its own"
            yield without_call(name), f"{known or 'function'}_left_out_everywhere", (
                f"{label} is missing everywhere."
            )  # fmt: skip
    yield assigned, "assigned_everywhere", (
        "What is added up is replaced each time: add to it with `+=`."
    )  # fmt: skip
    numpy = next((name for name in ("np", "numpy") if name in names.modules), "")
    if numpy:
        yield summed_up(numpy), "sum_over_all_everywhere", (
            "`sum` without `axis` adds up everything to one number: a matrix times a vector is `@`."
        )  # fmt: skip
    operators = Counter(type(node.op) for node in ast.walk(function) if isinstance(node, ast.BinOp))
    for kind, count in operators.items():
        if count > 1:
            sign = SIGNS[kind]
            yield (
                without_right(kind),
                f"right_of_{kind.__name__.lower()}_left_out",
                (f"What stands after `{sign}` is left out everywhere."),
            )
            for other in (ast.Add, ast.Sub, ast.Mult, ast.Div):
                if other is not kind:
                    yield (
                        with_operator(kind, other),
                        f"{other.__name__.lower()}_everywhere",
                        (f"`{SIGNS[other]}` is written in place of `{sign}` everywhere."),
                    )


def assigned(node: ast.AST) -> ast.AST | None:
    """Replace ``+=`` with ``=``; return None for any other node."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return ast.Assign([node.target], node.value, lineno=0)
    return None


def summed_up(numpy: str) -> Change:
    """Return a change that replaces a matrix product with a sum over everything."""

    def change(node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return build(f"{numpy}.sum(left * right)", left=node.left, right=node.right)
        return None

    return change


def without_call(name: str) -> Change:
    """Return a change that replaces a call with its argument."""

    def change(node: ast.AST) -> ast.AST | None:
        if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
            return None
        return node.args[0] if last_name(node.func) == name else None

    return change


def without_right(kind: type[ast.operator]) -> Change:
    """Return a change that replaces an operation with its left operand."""

    def change(node: ast.AST) -> ast.AST | None:
        return node.left if isinstance(node, ast.BinOp) and isinstance(node.op, kind) else None

    return change


def with_operator(kind: type[ast.operator], other: type[ast.operator]) -> Change:
    """Return a change that replaces one operator with another."""

    def change(node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, kind):
            return ast.BinOp(node.left, other(), node.right)
        return None

    return change


class Rewriter(ast.NodeTransformer):
    """Makes a change wherever it applies, innermost nodes first, and counts the replacements."""

    def __init__(self, change: Change) -> None:
        self.change, self.count = change, 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Change what a node contains, then the node itself."""
        node = super().generic_visit(node)
        other = self.change(node)
        if other is None:
            return node
        self.count += 1
        return other
