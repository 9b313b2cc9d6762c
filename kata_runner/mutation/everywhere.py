"""One slip made everywhere in a function, for diagnosis only.

A learner who leaves out a bias in one place usually leaves it out in all places.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from kata_runner.mutation.confusable import SIGNS, last_name
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.syntax import build, is_call_with, is_operation

Rewrite = Callable[[ast.AST], ast.AST | None]  # the node that replaces another, None for none
Slip = tuple[Rewrite, str, str]


def everywhere(
    function: ast.AST, names: Names, numpy: str
) -> Iterator[tuple[list[ast.stmt], str, str]]:
    """Yield the body of a function with one kind of expression written wrongly in every place.

    A kind that occurs in one place only is skipped. `numpy` is the module's name for numpy, empty
    if it has none.
    """
    body = getattr(function, "body", [])
    for rewrite, operator, says in [
        *calls_left_out(function, names),
        *sums_written_otherwise(numpy),
        *operators_written_otherwise(function),
    ]:
        rewriter = Rewriter(rewrite)
        text = "\n".join(map(ast.unparse, body))
        changed = [rewriter.visit(statement) for statement in ast.parse(text).body]
        if rewriter.count > 1:
            yield changed, operator, says


def calls_left_out(function: ast.AST, names: Names) -> Iterator[Slip]:
    """Yield a function of one argument that is left out."""
    calls = [node.func for node in ast.walk(function) if is_call_with(node, 1)]
    counts = Counter(map(last_name, calls))
    for name, called in {last_name(called): called for called in calls}.items():
        if counts[name] > 1 and name:
            known = names.of_function(called)
            says = f"{f'`{known}`' if known else 'A function of its own'} is missing everywhere."
            yield without_call(name), f"{known or 'function'}_left_out_everywhere", says


def without_call(name: str) -> Rewrite:
    """Return a rewrite of a call to its argument."""
    return lambda node: (
        node.args[0] if is_call_with(node, 1) and last_name(node.func) == name else None
    )


def sums_written_otherwise(numpy: str) -> Iterator[Slip]:
    """Yield ``=`` for ``+=``, and a sum over everything for a product of matrices."""
    says = "What is added up is replaced each time: add to it with `+=`."
    yield assign, "assigned_everywhere", says
    if numpy:
        text = f"{numpy}.sum(left * right)"
        rewrite = of_operation(
            ast.MatMult, lambda node: build(text, left=node.left, right=node.right)
        )
        says = (
            "`sum` without `axis` adds up everything to one number: a matrix times a vector is `@`."
        )
        yield rewrite, "sum_over_all_everywhere", says


def assign(node: ast.AST) -> ast.AST | None:
    """Replace ``+=`` with ``=``; return None for any other node."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return ast.Assign([node.target], node.value, lineno=0)
    return None


def operators_written_otherwise(function: ast.AST) -> Iterator[Slip]:
    """Yield an operator whose right operand is left out, and another operator in its place."""
    operators = Counter(type(node.op) for node in ast.walk(function) if isinstance(node, ast.BinOp))
    for kind, count in operators.items():
        if count > 1:
            says = f"What stands after `{SIGNS[kind]}` is left out everywhere."
            name = f"right_of_{kind.__name__.lower()}_left_out"
            yield of_operation(kind, lambda node: node.left), name, says
            for other in (ast.Add, ast.Sub, ast.Mult, ast.Div):
                if other is not kind:
                    says = f"`{SIGNS[other]}` is written in place of `{SIGNS[kind]}` everywhere."
                    name = f"{other.__name__.lower()}_everywhere"
                    yield with_operator(kind, other), name, says


def with_operator(kind: type[ast.operator], other: type[ast.operator]) -> Rewrite:
    """Return a rewrite of one operator to another."""
    return of_operation(kind, lambda node: ast.BinOp(node.left, other(), node.right))


def of_operation(kind: type[ast.operator], replace: Callable[[ast.BinOp], ast.expr]) -> Rewrite:
    """Return a rewrite of the operations with one operator."""
    return lambda node: replace(node) if is_operation(node, kind) else None


class Rewriter(ast.NodeTransformer):
    """Makes a change wherever it applies, innermost nodes first, and counts the replacements."""

    def __init__(self, rewrite: Rewrite) -> None:
        self.rewrite, self.count = rewrite, 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Rewrite what a node contains, then the node itself."""
        node = super().generic_visit(node)
        other = self.rewrite(node)
        if other is None:
            return node
        self.count += 1
        return other
