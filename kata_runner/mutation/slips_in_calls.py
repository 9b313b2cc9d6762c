"""Further slips in calls of functions, for diagnosis only; `slips` explains rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import reduce

from kata_runner.mutation.confusable import SUMS, last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.lookalikes import LOOKALIKES, lookalikes
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.syntax import build, is_call_with, is_operation

Slip = tuple[ast.expr, str, str]
SQUASHING = LOOKALIKES.keys() | {"relu", "softplus", "exp", "sqrt", "log"}


def other_axis(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a call with another axis."""
    if not isinstance(node, ast.Call):
        return
    for index, keyword in enumerate(node.keywords):
        if keyword.arg != "axis":
            continue
        for axis in ("0", "1", "-1"):
            if ast.unparse(keyword.value) != axis:
                other = ast.keyword("axis", build(axis))
                rest = [*node.keywords[:index], other, *node.keywords[index + 1 :]]
                says = f"`{last_name(node.func)}` goes along another axis than it should{{where}}."
                yield ast.Call(node.func, node.args, rest), "other_axis", says


def squashing(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield slips with a squashing function.

    It is applied too early, to each term, twice, to an argument off by 1, or replaced by a similar
    one.
    """
    if not is_call_with(node, 1):
        return
    last, argument = last_name(node.func), node.args[0]
    if last not in SQUASHING and last not in scope.functions:
        return
    name = names.of_function(node.func)
    label = f"`{name}`" if name else "the function"
    name = name or "function"
    if is_operation(argument, *SUMS):
        yield from applied_too_early(node, argument, label, name, names)
        for parts in partitions(terms_of(argument)):
            calls = [build("f(x)", f=node.func, x=add_up(part)) for part in parts]
            says = (
                f"{label} is applied to parts by themselves{{where}}: add up first, then "
                "apply it once."
            )
            yield add_up(calls), f"{name}_of_each_part", says
    says = f"{label} is applied twice{{where}}."
    yield build("f(f(x))", f=node.func, x=argument), f"{name}_twice", says
    for text, verb in (("f(x + 1)", "added"), ("f(x - 1)", "subtracted")):
        says = f"1 is {verb} inside {label}{{where}}: leave it out."
        yield build(text, f=node.func, x=argument), f"one_{verb}_in_{name}", says
    yield from lookalikes(last, argument, scope.numpy, name, label)


def terms_of(node: ast.expr) -> list[ast.expr]:
    """Return the terms of a sum."""
    if is_operation(node, ast.Add):
        return [*terms_of(node.left), *terms_of(node.right)]
    return [node]


def add_up(terms: Sequence[ast.expr]) -> ast.expr:
    """Return the sum of some terms."""
    return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), terms)


def partitions(terms: list[ast.expr]) -> Iterator[list[list[ast.expr]]]:
    """Yield the ways to split two or three terms into several groups."""
    if len(terms) == 2:
        yield [[terms[0]], [terms[1]]]
    if len(terms) == 3:
        yield from ([[one], [other for other in terms if other is not one]] for one in terms)
        yield [[one] for one in terms]


def roots(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield half in place of a root, and a size in place of a square.

    A term added to a function's result is moved into its argument.
    """
    yield from halves_for_roots(node)
    if not isinstance(node, ast.BinOp) or not scope.numpy:
        return
    is_whole = isinstance(node.left, ast.Name) and scope.parameters.get(node.left.id) == "int"
    if is_operation(node, ast.Pow) and ast.unparse(node.right) == "2" and not is_whole:
        says = "A distance is taken where its square is wanted{where}."
        yield build(f"{scope.numpy}.abs(x)", x=node.left), "size_for_square", says
    left = node.left
    if is_operation(node, ast.Add) and isinstance(left, ast.Call) and len(left.args) == 1:
        label = names.of_function(left.func)
        if label:
            other = build("f(x + term)", f=left.func, x=left.args[0], term=node.right)
            says = f"A term is added inside `{label}`, and belongs after it{{where}}."
            yield other, f"added_inside_{label}", says


def halves_for_roots(node: ast.expr) -> Iterator[Slip]:
    """Yield the meaning of ``x ** 1 / 2`` in place of a root, alone or as a denominator."""
    says = "`x ** 1 / 2` is half of x{where}: the root is `x ** 0.5` or `np.sqrt(x)`."
    root, text, parts = node, "x / 2", {}
    if is_operation(node, ast.Div):
        root, text, parts = node.right, "a / x / 2", {"a": node.left}
    if isinstance(root, ast.Call) and last_name(root.func) == "sqrt" and len(root.args) == 1:
        yield build(text, x=root.args[0], **parts), "half_for_root", says


def applied_too_early(
    node: ast.Call, argument: ast.BinOp, label: str, name: str, names: Names
) -> Iterator[Slip]:
    """Yield the function applied to one of two terms only; the other is added afterwards."""
    first, second = argument.left, argument.right
    pairs = [(ast.BinOp(build("f(x)", f=node.func, x=first), argument.op, second), second)]
    if isinstance(argument.op, ast.Add):
        pairs.append((ast.BinOp(first, argument.op, build("f(x)", f=node.func, x=second)), first))
    for other, late in pairs:
        known = names.read_by(late)
        what = format_names(known) or "a term"
        if len(known) > 1:
            what = f"what comes of {what}"
        says = f"{what} is added after {label}, and belongs inside it{{where}}."
        yield other, f"{known[0] if known else 'term'}_added_after_{name}", says


def choices(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield slips with a minimum or maximum of two values, and with the default of `get`.

    The function is left out or replaced by a product; another default is given.
    """
    if not is_call_with(node, 2):
        return
    last = last_name(node.func)
    if last in ("max", "min", "maximum", "minimum"):
        for part in node.args:
            yield part, f"{last}_left_out", f"`{last}` is missing{{where}}."
        product = ast.BinOp(node.args[0], ast.Mult(), node.args[1])
        yield product, f"product_for_{last}", f"A product stands in place of `{last}`{{where}}."
    if last == "get":
        for value, word in ((1, "one"), (0, "zero")):
            if ast.unparse(node.args[1]) != str(value):
                other = ast.Call(node.func, [node.args[0], ast.Constant(value)], [])
                says = f"What was not counted counts as {word}{{where}}."
                yield other, f"default_{word}", says


def ties(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield calls that choose another of several equal items than the first."""
    if not isinstance(node, ast.Call):
        return
    last = last_name(node.func)
    if last in ("argmin", "argmax"):
        yield from last_places(node, last, names)
    key = next((one.value for one in node.keywords if one.arg == "key"), None)
    if not node.args or last not in ("min", "max", "sorted") or not isinstance(key, ast.Lambda):
        return
    backwards = build("list(x)[::-1]", x=node.args[0])
    call = ast.Call(node.func, [backwards, *node.args[1:]], node.keywords)
    yield call, "last_of_equal", LAST_OF_EQUAL
    if isinstance(key.body, ast.Tuple) and len(key.body.elts) == 2:
        yield from other_keys(node, key, key.body.elts)


LAST_OF_EQUAL = "Of equal ones the last is taken, and not the first{where}."
# The length along an axis and the slice that reverses it, by the arguments beside the array.
REVERSED = {
    "": ("len(x)", "[::-1]"),
    "axis=0": ("len(x)", "[::-1]"),
    "axis=1": ("x.shape[1]", "[:, ::-1]"),
}


def last_places(node: ast.Call, last: str, names: Names) -> Iterator[Slip]:
    """Yield the place of the last of several equal items, for `argmin` and `argmax`.

    There is none for other arguments than those in `REVERSED`.
    """
    function, arguments, form = node.func, node.args, "f(x{}, {})"
    if isinstance(function, ast.Attribute) and ast.unparse(function.value) not in names.modules:
        arguments, form = [function.value, *node.args], f"x{{}}.{last}({{}})"
    axis = ", ".join(map(ast.unparse, [*arguments[1:], *node.keywords]))
    if not arguments or axis not in REVERSED:
        return
    length, backwards = REVERSED[axis]
    text = f"{length} - 1 - {form.format(backwards, axis)}"
    other = build(text, f=function, x=arguments[0])
    yield other, "last_of_equal", LAST_OF_EQUAL


def other_keys(node: ast.Call, key: ast.Lambda, parts: list[ast.expr]) -> Iterator[Slip]:
    """Yield a sort key of two parts without the second part, or with the second part reversed."""
    others = [one for one in node.keywords if one.arg != "key"]

    def with_key(body: ast.expr) -> list[ast.keyword]:
        return [ast.keyword("key", ast.Lambda(key.args, body)), *others]

    says = "Of equal ones whichever comes first is taken: what decides between them is left out."
    yield ast.Call(node.func, node.args, with_key(parts[0])), "ties_not_broken", says
    turned = {"min": "max", "max": "min"}.get(last_name(node.func))
    if turned and isinstance(parts[0], ast.UnaryOp):
        body = ast.Tuple([parts[0].operand, parts[1]])
        call = ast.Call(ast.Name(turned), node.args, with_key(body))
        yield call, "last_of_equal", LAST_OF_EQUAL


def starts(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a `range` that starts one too late or one too early."""
    if not isinstance(node, ast.Call) or last_name(node.func) != "range" or len(node.args) > 2:
        return
    end = node.args[-1]
    first = node.args[0] if len(node.args) == 2 else ast.Constant(0)
    for op, word in ((ast.Add(), "late"), (ast.Sub(), "early")):
        other = ast.Call(node.func, [ast.BinOp(first, op, ast.Constant(1)), end], [])
        yield other, f"loop_starts_one_{word}", f"A loop starts one too {word}{{where}}."


def precision(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield the result of a call truncated, rounded or in half precision."""
    if scope.numpy and isinstance(node, ast.Call):
        for text, operator, says in IMPRECISE:
            other = build(f"{scope.numpy}.{text}", x=node)
            yield other, f"intermediate_{operator}", f"Intermediate results {says}."


IMPRECISE = (
    (
        "trunc(x)",
        "whole_numbers",
        "hold whole numbers only{where}, which cuts off what is behind the point: use floats",
    ),
    ("round(x)", "rounded", "are rounded to whole numbers{where}: leave them as they are"),
    ("round(x, 1)", "rounded", "are rounded to 1 decimal{where}: leave them as they are"),
    ("round(x, 2)", "rounded", "are rounded to 2 decimals{where}: leave them as they are"),
    ("round(x, 3)", "rounded", "are rounded to 3 decimals{where}: leave them as they are"),
    ("round(x, 4)", "rounded", "are rounded to 4 decimals{where}: leave them as they are"),
    ("float16(x)", "float16", "have three digits only{where}: use float64 in place of float16"),
)
