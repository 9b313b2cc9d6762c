"""Expressions of which only the size or only the sign is used.

A change of the sign, or of the size, does not show there.
"""

from __future__ import annotations

import ast

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.syntax import is_operation

EVEN = {"abs", "fabs", "absolute", "square", "norm", "cosh", "hypot"}  # they ignore the sign


def without_sign(whole: ast.expr) -> set[int]:
    """Return the `id` of each difference and minus sign of which only the size is used.

    >>> texts = ("(a - b) ** 2", "abs(-a)", "(a - b) ** 3")
    >>> [len(without_sign(ast.parse(text, mode="eval").body)) for text in texts]
    [1, 1, 0]
    """
    node_ids: set[int] = set()
    for node in ast.walk(whole):
        if is_operation(node, ast.Pow) and is_even(node.right):
            node_ids |= signs(node.left)
        elif isinstance(node, ast.Call) and last_name(node.func) in EVEN:
            node_ids |= {sign for argument in node.args for sign in signs(argument)}
    return node_ids


def without_size(whole: ast.expr) -> set[int]:
    """Return the `id` of each number of which only the sign is used.

    This is the 1 of ``reshape(n, -1)``: any negative number there makes NumPy compute the length.

    >>> texts = ("x.reshape(2, -1)", "x.fill(-1)")
    >>> [len(without_size(ast.parse(text, mode="eval").body)) for text in texts]
    [1, 0]
    """
    node_ids: set[int] = set()
    for node in ast.walk(whole):
        if isinstance(node, ast.Call) and last_name(node.func) == "reshape":
            node_ids |= {
                id(part.operand)
                for argument in node.args
                for part in items_of(argument)
                if isinstance(part, ast.UnaryOp) and isinstance(part.operand, ast.Constant)
            }
    return node_ids


def items_of(node: ast.expr) -> list[ast.expr]:
    """Return the elements of a tuple or a list, or a list of the node itself."""
    return list(node.elts) if isinstance(node, ast.Tuple | ast.List) else [node]


def is_even(value: ast.expr) -> bool:
    """Whether an expression is an even whole number."""
    return (
        isinstance(value, ast.Constant)
        and isinstance(value.value, int | float)
        and value.value % 2 == 0
    )


def signs(node: ast.expr) -> set[int]:
    """Return the `id` of each node whose negation changes only the sign of the value."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return {id(node)} | signs(node.operand)
    if is_operation(node, ast.Mult, ast.Div):
        return signs(node.left) | signs(node.right)
    return {id(node)} if is_operation(node, ast.Sub) else set()


def is_negative_of(node: ast.expr, other: ast.expr) -> bool:
    """Whether a replacement is a node's negative: ``b - a`` for ``a - b``, ``a`` for ``-a``."""
    if isinstance(node, ast.UnaryOp):
        return other is node.operand
    return isinstance(node, ast.BinOp) and is_operation(other, ast.Sub) and other.left is node.right
