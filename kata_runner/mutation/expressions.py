"""Mutation rules for expressions: small ways to write one wrongly.

A rule takes a node of the syntax tree and yields possible replacements. Replacements that change
nothing are left out, as far as the syntax tree shows it: commuting operands are not exchanged, and
a conversion to `float` or ``strict=False`` is not dropped.
"""

from __future__ import annotations

import ast
import builtins
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kata_runner.mutation.confusable import (
    AXES_LAST,
    COMPARISONS,
    CONFUSABLE_FUNCTIONS,
    FIXED_ARGUMENT_ORDER,
    NON_COMMUTATIVE,
    OPERATORS,
    SAME_NUMBERS,
    SUMS_AND_PRODUCTS,
    SYMMETRIC,
    last_name,
)
from kata_runner.mutation.observe import Observed


@dataclass(frozen=True, eq=False)
class Scope:
    """The function that contains a node, and the names that could be used there by mistake.

    `functions` are the module's own functions with the number of their parameters; `numpy` is the
    name of numpy in the module, empty if it is not imported. `parameters` are given with their
    annotations, `variables` are those that have a value already, and `attributes` are those that
    the function reads of each parameter. `graded` is True if experiments call the function: they
    may look at its arguments afterwards.
    """

    name: str
    functions: Mapping[str, int]
    numpy: str
    graded: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    observed: Observed | None = None  # None if the reference was not observed

    def with_variables(self, names: Sequence[str]) -> Scope:
        """Return the same scope with more variables that have a value."""
        return replace(self, variables=tuple(dict.fromkeys([*self.variables, *names])))


Rule = Callable[[ast.expr, Scope], Iterator[ast.expr]]


def operators(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield another operator, exchanged operands, and one operand alone."""
    if isinstance(node, ast.BinOp):
        for other in OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, other(), node.right)
        if isinstance(node.op, NON_COMMUTATIVE):
            yield ast.BinOp(node.right, node.op, node.left)
        yield node.left
        if isinstance(node.op, SUMS_AND_PRODUCTS):
            yield node.right
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield node.operand


def comparisons(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield another comparison, `and` for `or`, or an omitted condition.

    Of a conditional expression the branches are exchanged.
    """
    if isinstance(node, ast.Compare):
        for other in COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for number in range(len(node.values)):
            rest = node.values[:number] + node.values[number + 1 :]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def constants(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield a slightly different number, the other truth value, or another text."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (
            ast.Constant(value + 1),
            ast.UnaryOp(ast.USub(), ast.Constant(1)) if value == 0 else ast.Constant(value - 1),
        )
    elif isinstance(value, float):
        yield ast.Constant(
            1.0 if value == 0 else float(f"{1.1 * value:.6g}") if math.isfinite(value) else 0.0
        )
    elif isinstance(value, str):
        yield ast.Constant("" if value else " ")


def neighbours(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield calls of similar functions, of a library or of the reference itself."""
    if isinstance(node, ast.Call):
        for function in [*library_neighbours(node.func, scope), *own_neighbours(node, scope)]:
            yield ast.Call(function, node.args, node.keywords)


def library_neighbours(function: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield the functions with which a library function or builtin is confused.

    A method or a function of a module is replaced with another attribute of the same object.
    """
    last = last_name(function)
    for other in CONFUSABLE_FUNCTIONS.get(last, ()):
        if isinstance(function, ast.Attribute):
            yield ast.Attribute(function.value, other)
        elif last not in scope.functions and hasattr(builtins, other):
            yield ast.Name(other)


def own_neighbours(call: ast.Call, scope: Scope) -> Iterator[ast.expr]:
    """Yield the module's own functions with as many parameters as the call has arguments.

    In place of an own function of one argument, `tanh`, the most common squashing function, is
    tried too.
    """
    last, count = last_name(call.func), len(call.args)
    own = last in scope.functions
    if own or (count == 1 and last in CONFUSABLE_FUNCTIONS):
        yield from (
            ast.Name(name)
            for name, takes in scope.functions.items()
            if takes == count and name not in (last, scope.name)
        )
    if own and count == 1 and scope.numpy:
        yield ast.Attribute(ast.Name(scope.numpy), "tanh")


def calls(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call left out, one with exchanged arguments, and one without a keyword argument."""
    if not isinstance(node, ast.Call):
        return
    last = last_name(node.func)
    if len(node.args) == 1 and not node.keywords and last not in SAME_NUMBERS:
        yield node.args[0]
    if not node.args and not node.keywords and isinstance(node.func, ast.Attribute):
        yield node.func.value
    for number in swappable(node):
        yield ast.Call(node.func, swap(node.args, number), node.keywords)
    for keyword in node.keywords:
        if not is_falsy_literal(keyword.value):
            yield ast.Call(
                node.func, node.args, [other for other in node.keywords if other is not keyword]
            )


def swappable(call: ast.Call) -> range:
    """Return the positions of the arguments to exchange with the next one.

    There are none where an exchange changes nothing or only raises an error.
    """
    last, count = last_name(call.func), len(call.args)
    if last in SYMMETRIC or last in FIXED_ARGUMENT_ORDER or last in AXES_LAST:
        return range(0)
    return range(count - 1)


def is_falsy_literal(value: ast.expr) -> bool:
    """Whether a value is False or None, the default of most optional arguments."""
    return isinstance(value, ast.Constant) and (value.value is False or value.value is None)


def ranges(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield a `range` that ends one too late, and one that ends one too early."""
    if isinstance(node, ast.Call) and last_name(node.func) == "range" and node.args:
        for other in off_by_one(node.args[-1]):
            yield ast.Call(node.func, [*node.args[:-1], other], node.keywords)


def names(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield the previous and the next variable, or attribute of the same variable."""
    if isinstance(node, ast.Name) and node.id in scope.variables:
        yield from map(ast.Name, adjacent(node.id, scope.variables))
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        known = scope.attributes.get(node.value.id, ())
        for other in adjacent(node.attr, known) if node.attr in known else ():
            yield ast.Attribute(node.value, other)


def sequences(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield exchanged items, and an off-by-one slice or index.

    A transposition or the conditions of a comprehension are left out.
    """
    if isinstance(node, ast.Tuple | ast.List):
        for number in range(len(node.elts) - 1):
            elements = swap(node.elts, number)
            yield ast.Tuple(elements) if isinstance(node, ast.Tuple) else ast.List(elements)
    elif isinstance(node, ast.Subscript):
        for other in other_places(node.slice):
            yield ast.Subscript(node.value, other)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp) and any(
        part.ifs for part in node.generators
    ):
        yield type(node)(
            node.elt,
            [
                ast.comprehension(part.target, part.iter, [], part.is_async)
                for part in node.generators
            ],
        )


def adjacent(name: str, row: Sequence[str]) -> list[str]:
    """Return the names before and after a name, in a row whose ends are joined.

    >>> adjacent("b", ["a", "b", "c", "d"])
    ['a', 'c']
    >>> adjacent("a", ["a"])
    []
    """
    place = row.index(name)
    return [
        other
        for other in dict.fromkeys([row[place - 1], row[(place + 1) % len(row)]])
        if other != name
    ]


def other_places(place: ast.expr) -> Iterator[ast.expr]:
    """Yield a slice with one end moved, or a computed index that is off by one."""
    if isinstance(place, ast.Slice):
        for lower in off_by_one(place.lower) if place.lower else [ast.Constant(1)]:
            yield ast.Slice(lower, place.upper, place.step)
        for upper in (
            off_by_one(place.upper) if place.upper else [ast.UnaryOp(ast.USub(), ast.Constant(1))]
        ):
            yield ast.Slice(place.lower, upper, place.step)
    elif isinstance(place, ast.Name | ast.BinOp):
        yield from off_by_one(place)


def off_by_one(node: ast.expr) -> Iterator[ast.expr]:
    """Yield a node plus one and minus one; nothing for a constant, as `constants` handles those."""
    if not isinstance(node, ast.Constant):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def swap(items: Sequence[ast.expr], number: int) -> list[ast.expr]:
    """Return the items with the one at this position and the next one exchanged."""
    return [*items[:number], items[number + 1], items[number], *items[number + 2 :]]


RULES: tuple[Rule, ...] = (
    operators,
    comparisons,
    constants,
    neighbours,
    calls,
    ranges,
    names,
    sequences,
)
