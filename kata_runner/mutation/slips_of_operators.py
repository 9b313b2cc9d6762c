"""Further slips with operators, for diagnosis only; `slips` explains rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kata_runner.mutation.confusable import PRODUCTS, SIGNS, SUMS
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.slips_in_calls import Slip, add_up, terms_of
from kata_runner.mutation.syntax import build, is_operation


def parentheses(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield operations with parentheses left out, or added where they are wrong.

    Left out: ``a * b + c`` for ``a * (b + c)``, ``a / b * c`` for ``a / (b * c)``. Added: ``(1 -
    h)**2`` for ``1 - h**2``.
    """
    if is_operation(node, *SUMS):
        for other, inner in with_parentheses(node):
            says = (
                f"A sum stands in parentheses{{where}}: `{SIGNS[type(inner)]}` comes before "
                f"`{SIGNS[type(node.op)]}`."
            )
            yield other, "parentheses_too_many", says
    if is_operation(node, *PRODUCTS):
        says = f"Parentheses are missing beside `{SIGNS[type(node.op)]}`{{where}}."
        for other in without_parentheses(node):
            yield other, "parentheses_left_out", says


def too_early(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a sum of three or more terms in which one is added to a factor of another.

    This gives ``a * (b + d) + c`` for ``a * b + c + d``.
    """
    terms = terms_of(node)
    for term in terms if len(terms) > 2 else ():
        for product in terms:
            if product is term or not is_operation(product, *PRODUCTS):
                continue
            inside = ast.BinOp(product.right, ast.Add(), term)
            moved = ast.BinOp(product.left, product.op, inside)
            rest = [moved if one is product else one for one in terms if one is not term]
            known = format_names(names.read_by(term)) or "A term"
            says = f"{known} is added before a product is taken, and belongs after it{{where}}."
            yield add_up(rest), "added_before_product", says


def with_parentheses(node: ast.BinOp) -> Iterator[tuple[ast.expr, ast.operator]]:
    """Yield a sum that is computed before the operation in one of its terms.

    The second value is the operator of that operation.
    """
    left, right = node.left, node.right
    if is_operation(right, *PRODUCTS):
        inside = ast.BinOp(left, node.op, right.left)
        yield ast.BinOp(inside, right.op, right.right), right.op
    if is_operation(left, *PRODUCTS):
        inside = ast.BinOp(left.right, node.op, right)
        yield ast.BinOp(left.left, left.op, inside), left.op


def without_parentheses(node: ast.BinOp) -> Iterator[ast.expr]:
    """Yield what Python parses without the parentheses around one operand."""
    left, right, op = node.left, node.right, node.op
    if isinstance(right, ast.BinOp) and binds_less(right.op, op, is_right=True):
        yield ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right)
        inner = right.left
        if is_operation(inner, *SUMS):
            first = ast.BinOp(left, op, inner.left)
            yield ast.BinOp(ast.BinOp(first, inner.op, inner.right), right.op, right.right)
        if is_operation(left, ast.Mult):
            inside = ast.BinOp(ast.BinOp(left.right, op, right.left), right.op, right.right)
            yield ast.BinOp(left.left, left.op, inside)
    if isinstance(left, ast.BinOp) and binds_less(left.op, op, is_right=False):
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right))
    if isinstance(left, ast.UnaryOp) and isinstance(op, ast.Pow):
        yield ast.UnaryOp(left.op, ast.BinOp(left.operand, op, right))


def binds_less(inner: ast.operator, outer: ast.operator, *, is_right: bool) -> bool:
    """Whether the parentheses around an operand are needed."""
    if isinstance(inner, SUMS) or isinstance(outer, ast.Pow):
        return not isinstance(inner, ast.Pow) or not is_right
    return is_right and isinstance(outer, ast.Div) and isinstance(inner, ast.Mult | ast.Div)


SUM_OVER_ALL = (
    "`sum` without `axis` adds up everything to one number{where}: a matrix times a vector is `@`."
)
TRANSPOSED = "A matrix is transposed{where}: leave out `.T`, or exchange the sides of the product."


def operators(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield ``^`` in place of ``**``, and slips with a product of matrices.

    The product becomes a sum over everything, or its left side is transposed.
    """
    if is_operation(node, ast.Pow):
        says = "`^` is no power in Python: write `**`{where}."
        yield ast.BinOp(node.left, ast.BitXor(), node.right), "caret_for_power", says
    if is_operation(node, ast.MatMult) and scope.numpy:
        text = f"{scope.numpy}.sum(left * right)"
        yield build(text, left=node.left, right=node.right), "sum_over_all", SUM_OVER_ALL
        yield build("left.T @ right", left=node.left, right=node.right), "transposed", TRANSPOSED


def whole_parts(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield other ways to round the quotient ``-(-a // b)``, which is rounded up.

    In place of a test for a multiple, tests for other values are tried.
    """
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        quotient = node.operand
        if is_operation(quotient, ast.FloorDiv):
            below = quotient.left
            whole = below.operand if isinstance(below, ast.UnaryOp) else below
            for text, operator, says in OTHERWISE_ROUNDED:
                yield build(text, a=whole, b=quotient.right), operator, says
    if isinstance(node, ast.Compare) and is_operation(node.left, ast.Mod):
        value, size = node.left.left, node.left.right
        label = format_names(names.read_by(size)) or "it"
        is_multiple = ast.unparse(node.comparators[0]) == "0"
        for text, operator, says in OTHER_MULTIPLES if is_multiple else ():
            yield build(text, a=value, b=size), operator, says.format(label)


ROUNDED_DOWN = ("rounded_down", "A quotient is rounded down, and should be rounded up{where}.")
TO_NEAREST = (
    "to_nearest",
    "A quotient is rounded to the nearest, and should be rounded up{where}.",
)
OTHERWISE_ROUNDED = (
    ("a // b", *ROUNDED_DOWN),
    (
        "a // b + 1",
        "one_added",
        "1 is added to a quotient that may have no remainder{where}: round it up.",
    ),
    ("a / b", "not_rounded", "A quotient is not rounded, and should be rounded up{where}."),
    ("round(a / b)", *TO_NEAREST),
    ("max(1, a // b)", *ROUNDED_DOWN),
    ("max(1, round(a / b))", *TO_NEAREST),
)
OTHER_MULTIPLES = (
    ("a == b", "only_once", "It is done at one place, and should be at every multiple of {}."),
    ("(a + 1) % b == 0", "one_early", "It is done one place before every multiple of {}."),
    ("(a - 1) % b == 0", "one_late", "It is done one place after every multiple of {}."),
)


TURNED = (
    (ast.Mult, ast.Div(), "divided_for_times"),
    (ast.Add, ast.Sub(), "minus_for_plus"),
)


def misplaced(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield operands at the wrong place: ``b / a`` for ``a * b``, ``b - a`` for ``a + b``.

    For ``a * b + c`` a factor is multiplied with ``c``; the other one is added or left out.
    """
    for right, wrong, operator in TURNED:
        if is_operation(node, right):
            says = f"`{SIGNS[type(wrong)]}` is written in place of `{SIGNS[right]}`{{where}}."
            yield ast.BinOp(node.right, wrong, node.left), operator, says
    if not is_operation(node, ast.Add):
        return
    for product, term in ((node.left, node.right), (node.right, node.left)):
        if not is_operation(product, ast.Mult):
            continue
        for factor, other in ((product.left, product.right), (product.right, product.left)):
            multiplied = ast.BinOp(factor, ast.Mult(), term)
            says = "Two things are multiplied that should be added, and a factor is missing{where}."
            yield multiplied, "times_for_plus", says
            says = "A factor stands at the wrong one of two terms{where}."
            yield ast.BinOp(multiplied, ast.Add(), other), "factor_of_another_term", says
