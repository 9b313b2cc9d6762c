"""Further slips that people make in an expression, for diagnosis only.

The probes of a kata must reject every mutant of `kata verify`, so there are few of those, and each
is certainly wrong. The cause of a failure may be any of many slips. A slip that gives the same
result as the reference is never named as a cause, so more slips cost only space in `mutants.json`.

A rule takes a node and yields a replacement, a short name and a sentence. ``{where}`` in a sentence
stands for the names that are used at that place.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.slips_in_calls import (
    SUMS,
    Slip,
    choices,
    other_axis,
    precision,
    roots,
    squashing,
    starts,
    ties,
)
from kata_runner.mutation.slips_of_objects import (
    arguments,
    attribute_for_variable,
    orders,
    other_objects,
)
from kata_runner.mutation.slips_of_operators import (
    misplaced,
    operators,
    parentheses,
    too_early,
    whole_parts,
)
from kata_runner.mutation.syntax import build

SlipRule = Callable[[ast.expr, Scope, Names], Iterator[Slip]]
SMALL = (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)


def other_names(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield every other variable, or every other attribute of the same object."""
    others: list[ast.expr] = []
    if isinstance(node, ast.Name) and node.id in scope.variables:
        others = [ast.Name(other) for other in scope.variables if other != node.id]
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        known = scope.attributes.get(node.value.id, ())
        if node.attr in known:
            others = [ast.Attribute(node.value, other) for other in known if other != node.attr]
    for other in others:
        yield other, *in_place_of(other, node, names)


def in_place_of(other: ast.expr, node: ast.expr, names: Names) -> tuple[str, str]:
    """Return the short name and the sentence for `other` in place of `node`."""
    wrong, right = names.direct(other), names.direct(node)
    if wrong and right:
        return f"{wrong[0]}_for_{right[0]}", (
            f"{format_names(wrong)} is used in place of {format_names(right)}{{where}}."
        )
    behind = names.all_behind(node)
    if wrong and behind:
        return f"{wrong[0]}_for_result", (
            f"{format_names(wrong)} is used in place of what is computed from "
            f"{format_names(behind)}{{where}}."
        )
    wrong, right = names.read_by(other), names.read_by(node)
    if wrong == right:
        wrong, right = names.all_behind(other), names.all_behind(node)
    if wrong and right and wrong != right:
        return f"result_of_{wrong[0]}_for_{right[0]}", (
            f"What is computed from {format_names(wrong)} stands in place of what is computed from "
            f"{format_names(right)}{{where}}."
        )
    return "other_result", "One intermediate result stands in place of another{where}."


def repeated(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield an operation with one of its terms or factors used twice."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        what = "added" if isinstance(node.op, SUMS) else "multiplied with"
        for part in (node.left, node.right):
            known = names.read_by(part)
            op = node.op if part is node.right else (
                ast.Add() if isinstance(node.op, SUMS) else ast.Mult())  # fmt: skip
            text = f"What is computed from {format_names(known)} is" if known else "Something is"
            if len(known) == 1 and names.direct(part) == known and is_plain(part):
                text = f"{format_names(known)} is"
            yield ast.BinOp(node, op, part), f"{known[0] if known else 'term'}_twice", (
                f"{text} {what} twice{{where}}."
            )  # fmt: skip


def is_plain(node: ast.expr) -> bool:
    """Whether a node is a name or an attribute of one."""
    return isinstance(node, ast.Name | ast.Attribute)


def sizes(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield an off-by-one size or exponent, or another power."""
    if isinstance(node, ast.BinOp):
        yield from sizes_one_off(node, scope)
        yield from squares(node)
    if isinstance(node, ast.Name) and scope.parameters.get(node.id) in ("int", "float"):
        for power in (2, 3):
            yield ast.BinOp(node, ast.Pow(), ast.Constant(power)), f"{node.id}_to_the_{power}", (
                f"`{node.id}` is taken to the power {power}{{where}}."
            )  # fmt: skip


def squares(node: ast.BinOp) -> Iterator[Slip]:
    """Yield what is written in place of a power, or of a value multiplied by itself."""
    if isinstance(node.op, ast.Pow):
        yield build("1 + a * b", a=node.left, b=node.right), "added_for_multiplied", (
            "Each step adds where it should multiply{where}."
        )  # fmt: skip
    if not isinstance(node.op, ast.Mult) or ast.dump(node.left) != ast.dump(node.right):
        return
    forms = (
        ("2 * x", "doubled_for_squared", "A value is doubled where it should be squared{where}."),
        ("x * (x - 1) // 2", "each_pair_once", "Each pair is counted once, and none with itself."),
        ("x * (x + 1) // 2", "each_pair_once", "Each pair is counted in one order only."),
        ("x * (x - 1)", "none_with_itself", "What meets itself is left out."),
    )
    for text, operator, says in forms:
        yield build(text, x=node.left), operator, says


def totals(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield an off-by-one sum or length, and `max` in place of a sum of two values.

    A factor of a function's result is moved into its argument.
    """
    if isinstance(node, ast.Call) and last_name(node.func) in ("sum", "len"):
        for op, word in ((ast.Add(), "added to"), (ast.Sub(), "subtracted from")):
            yield ast.BinOp(node, op, ast.Constant(1)), f"one_{word.split()[0]}", (
                f"1 is {word} a number that is counted{{where}}: leave it out."
            )  # fmt: skip
    if not isinstance(node, ast.BinOp):
        return
    if isinstance(node.op, ast.Add):
        yield build("max(a, b)", a=node.left, b=node.right), "max_for_sum", (
            "The larger of two numbers is taken where they should be added up{where}."
        )  # fmt: skip
    for factor, call in ((node.left, node.right), (node.right, node.left)):
        if isinstance(node.op, ast.Mult) and isinstance(call, ast.Call) and len(call.args) == 1:
            label = names.of_function(call.func)
            inner = build("a * b", a=factor, b=call.args[0])
            if label:
                yield build("f(x)", f=call.func, x=inner), f"factor_inside_{label}", (
                    f"A factor stands inside `{label}`, and belongs before it{{where}}."
                )  # fmt: skip


def sizes_one_off(node: ast.BinOp, scope: Scope) -> Iterator[Slip]:
    """Yield an operation of which one operand, a size, is one too large or one too small.

    The smaller size is tried as it is and with a minimum of 0.
    """
    forms = (("part + 1", "more"), ("part - 1", "less"), ("max(part - 1, 0)", "less"))
    for side in ("left", "right"):
        part = getattr(node, side)
        if not isinstance(part, ast.Name) or scope.parameters.get(part.id) != "int":
            continue
        for text, word in forms:
            other = build(text, part=part)
            left, right = (other, node.right) if side == "left" else (node.left, other)
            yield ast.BinOp(left, node.op, right), f"{part.id}_one_{word}", (
                f"`{part.id}` is taken one {word} than it is."
            )  # fmt: skip


def denominators(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a division with a small number added to the denominator."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        for number in SMALL:
            below = ast.BinOp(node.right, ast.Add(), ast.Constant(number))
            yield ast.BinOp(node.left, ast.Div(), below), "number_added_to_denominator", (
                f"It is as if {number:g} were added to what is divided by{{where}}: leave that out."
            )  # fmt: skip


def coupled(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield 1 in place of an intermediate result, and 1 minus an intermediate result.

    Coupled gates are 1 minus another gate; 1 minus the value itself is tried too.
    """
    if not isinstance(node, ast.Name) or node.id not in names.definitions:
        return
    read = names.read_by(node)
    what = f"What is computed from {format_names(read)}" if read else "An intermediate result"
    yield ast.Constant(1.0), "one_for_result", f"{what} counts as 1{{where}}."
    for other in scope.variables:
        if other not in names.definitions:
            continue
        known = names.read_by(ast.Name(other))
        if known:
            yield build("1 - x", x=ast.Name(other)), f"one_minus_result_of_{known[0]}", (
                f"1 minus what is computed from {format_names(known)} stands there{{where}}."
            )  # fmt: skip


def bounds(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a comparison with a larger or a smaller bound, or with zero."""
    if not isinstance(node, ast.Compare) or not isinstance(node.comparators[0], ast.Constant):
        return
    number = node.comparators[0].value
    if not isinstance(number, float):
        return
    for factor in (1e4, 100.0, 10.0, 0.1, 0.01, 1e-4):
        word = "large" if factor > 1 else "small"
        other: list[ast.expr] = [ast.Constant(float(f"{number * factor:.6g}"))]
        yield ast.Compare(node.left, node.ops, other), f"bound_too_{word}", (
            f"A bound is too {word}{{where}}: the task says which it is."
        )  # fmt: skip
    zero: list[ast.expr] = [ast.Constant(0)]
    yield ast.Compare(node.left, node.ops, zero), "zero_for_bound", (
        "A value is compared with 0 where there is a bound{where}."
    )  # fmt: skip


SLIPS: tuple[SlipRule, ...] = (
    other_names,
    repeated,
    parentheses,
    too_early,
    operators,
    misplaced,
    whole_parts,
    sizes,
    other_axis,
    squashing,
    denominators,
    choices,
    starts,
    precision,
    coupled,
    bounds,
    totals,
    other_objects,
    attribute_for_variable,
    arguments,
    orders,
    roots,
    ties,
)
