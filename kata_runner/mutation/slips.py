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

from kata_runner.mutation.confusable import SUMS, SUMS_AND_PRODUCTS, last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.slips_in_calls import (
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
from kata_runner.mutation.syntax import build, is_operation

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
    if is_operation(node, *SUMS_AND_PRODUCTS):
        is_sum = isinstance(node.op, SUMS)
        verb, left_op = ("added", ast.Add()) if is_sum else ("multiplied with", ast.Mult())
        for part, op in ((node.left, left_op), (node.right, node.op)):
            known = names.read_by(part)
            what = f"What is computed from {format_names(known)}" if known else "Something"
            is_plain = isinstance(part, ast.Name | ast.Attribute)
            if len(known) == 1 and names.direct(part) == known and is_plain:
                what = format_names(known)
            name = f"{known[0] if known else 'term'}_twice"
            yield ast.BinOp(node, op, part), name, f"{what} is {verb} twice{{where}}."


def sizes(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield an off-by-one size or exponent, or another power."""
    if isinstance(node, ast.BinOp):
        yield from sizes_one_off(node, scope)
        yield from squares(node)
    if isinstance(node, ast.Name) and scope.parameters.get(node.id) in ("int", "float"):
        for power in (2, 3):
            says = f"`{node.id}` is taken to the power {power}{{where}}."
            yield build(f"x ** {power}", x=node), f"{node.id}_to_the_{power}", says


def squares(node: ast.BinOp) -> Iterator[Slip]:
    """Yield what is written in place of a power, or of a value multiplied by itself."""
    if isinstance(node.op, ast.Pow):
        says = "Each step adds where it should multiply{where}."
        yield build("1 + a * b", a=node.left, b=node.right), "added_for_multiplied", says
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
        for text, verb, word in (("x + 1", "added", "to"), ("x - 1", "subtracted", "from")):
            says = f"1 is {verb} {word} a number that is counted{{where}}: leave it out."
            yield build(text, x=node), f"one_{verb}", says
    if is_operation(node, ast.Add):
        says = "The larger of two numbers is taken where they should be added up{where}."
        yield build("max(a, b)", a=node.left, b=node.right), "max_for_sum", says
    if is_operation(node, ast.Mult):
        yield from factors_inside(node.left, node.right, names)
        yield from factors_inside(node.right, node.left, names)


def factors_inside(factor: ast.expr, call: ast.expr, names: Names) -> Iterator[Slip]:
    """Yield a call with a factor of its result moved into its only argument."""
    if isinstance(call, ast.Call) and len(call.args) == 1:
        label = names.of_function(call.func)
        if label:
            says = f"A factor stands inside `{label}`, and belongs before it{{where}}."
            other = build("f(a * b)", f=call.func, a=factor, b=call.args[0])
            yield other, f"factor_inside_{label}", says


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
            says = f"`{part.id}` is taken one {word} than it is."
            yield ast.BinOp(left, node.op, right), f"{part.id}_one_{word}", says


def denominators(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a division with a small number added to the denominator."""
    if is_operation(node, ast.Div):
        for number in SMALL:
            other = build(f"a / (b + {number})", a=node.left, b=node.right)
            says = (
                f"It is as if {number:g} were added to what is divided by{{where}}: leave that out."
            )
            yield other, "number_added_to_denominator", says


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
            says = f"1 minus what is computed from {format_names(known)} stands there{{where}}."
            yield build("1 - x", x=ast.Name(other)), f"one_minus_result_of_{known[0]}", says


def bounds(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a comparison with a larger or a smaller bound, or with zero."""
    if not isinstance(node, ast.Compare) or not isinstance(node.comparators[0], ast.Constant):
        return
    number = node.comparators[0].value
    if not isinstance(number, float):
        return
    for factor in (1e4, 100.0, 10.0, 0.1, 0.01, 1e-4):
        word = "large" if factor > 1 else "small"
        other = ast.Constant(float(f"{number * factor:.6g}"))
        says = f"A bound is too {word}{{where}}: the task says which it is."
        yield ast.Compare(node.left, node.ops, [other]), f"bound_too_{word}", says
    says = "A value is compared with 0 where there is a bound{where}."
    yield ast.Compare(node.left, node.ops, [ast.Constant(0)]), "zero_for_bound", says


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
