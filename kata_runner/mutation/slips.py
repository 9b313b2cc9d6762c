"""Further slips that people make in an expression, for diagnosis only.

A kata's probes must reject every mutant that `kata verify` makes, so those are few and each is
certainly wrong. A cause that is looked for may be any of many: what is made here and gives what the
reference gives is never named, so it costs nothing but room in `mutants.json`.

A rule takes a node and yields what may stand in its place, a short name for it and what is said.
In a sentence ``{where}`` stands for the names that are used there.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.lookalikes import LOOKALIKES
from kata_runner.mutation.names import Names, listing

Slip = tuple[ast.expr, str, str]
SlipRule = Callable[[ast.expr, Scope, Names], Iterator[Slip]]
SQUASHING = LOOKALIKES.keys() | {"relu", "softplus", "exp", "sqrt", "log"}
SMALL = (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)
SUMS = (ast.Add, ast.Sub)
PRODUCTS = (ast.Mult, ast.Div, ast.Pow, ast.MatMult)
SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@", ast.BitXor: "^", ast.BitAnd: "&", ast.BitOr: "|",
    ast.LShift: "<<", ast.RShift: ">>",
}  # fmt: skip


def parsed(text: str, **parts: ast.expr) -> ast.expr:
    """An expression from its text, with nodes in the place of some of its names."""
    return Filler(parts).visit(ast.parse(text, mode="eval").body)  # type: ignore[no-any-return]


class Filler(ast.NodeTransformer):
    """Puts nodes in the place of names."""

    def __init__(self, parts: dict[str, ast.expr]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:  # ast's own way to name them
        """Another node for a name that stands for one."""
        return self.parts.get(node.id, node)


def other_names(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Any other variable or attribute of the same object."""
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
    """The name and the sentence of one value in the place of another."""
    theirs, right = names.direct(other), names.direct(node)
    if theirs and right:
        return f"{theirs[0]}_for_{right[0]}", (
            f"{listing(theirs)} is used in place of {listing(right)}{{where}}."
        )
    behind = names.all_behind(node)
    if theirs and behind:
        return f"{theirs[0]}_for_result", (
            f"{listing(theirs)} is used in place of what is computed from "
            f"{listing(behind)}{{where}}."
        )
    theirs, right = names.read_by(other), names.read_by(node)
    if theirs == right:
        theirs, right = names.all_behind(other), names.all_behind(node)
    if theirs and right and theirs != right:
        return f"result_of_{theirs[0]}_for_{right[0]}", (
            f"What is computed from {listing(theirs)} stands in place of what is computed from "
            f"{listing(right)}{{where}}."
        )
    return "other_result", "One intermediate result stands in place of another{where}."


def repeated(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """A term or a factor twice."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        what = "added" if isinstance(node.op, SUMS) else "multiplied with"
        for part in (node.left, node.right):
            known = names.read_by(part)
            op = node.op if part is node.right else (
                ast.Add() if isinstance(node.op, SUMS) else ast.Mult())  # fmt: skip
            text = f"What is computed from {listing(known)} is" if known else "Something is"
            if len(known) == 1 and names.direct(part) == known and is_plain(part):
                text = f"{listing(known)} is"
            yield ast.BinOp(node, op, part), f"{known[0] if known else 'term'}_twice", (
                f"{text} {what} twice{{where}}."
            )  # fmt: skip


def is_plain(node: ast.expr) -> bool:
    """Whether a node is a name or an attribute of one."""
    return isinstance(node, ast.Name | ast.Attribute)


def parentheses(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Parentheses left out: ``a * (b + c)`` as ``a * b + c``, ``a / (b * c)`` as ``a / b * c``."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, PRODUCTS):
        return
    says = f"Parentheses are missing beside `{SIGNS[type(node.op)]}`{{where}}."
    for other in without_parentheses(node):
        yield other, "parentheses_left_out", says


def without_parentheses(node: ast.BinOp) -> Iterator[ast.expr]:
    """What Python reads where those of one operand are left out."""
    left, right, op = node.left, node.right, node.op
    if isinstance(right, ast.BinOp) and binds_less(right.op, op, is_right=True):
        yield ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right)
        if isinstance(right.left, ast.BinOp) and isinstance(right.left.op, SUMS):
            inner = right.left
            first = ast.BinOp(left, op, inner.left)
            yield ast.BinOp(ast.BinOp(first, inner.op, inner.right), right.op, right.right)
    if isinstance(left, ast.BinOp) and binds_less(left.op, op, is_right=False):
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right))
    if isinstance(left, ast.UnaryOp) and isinstance(op, ast.Pow):
        yield ast.UnaryOp(left.op, ast.BinOp(left.operand, op, right))


def binds_less(inner: ast.operator, outer: ast.operator, *, is_right: bool) -> bool:
    """Whether the parentheses around an operand are needed."""
    if isinstance(inner, SUMS) or isinstance(outer, ast.Pow):
        return not isinstance(inner, ast.Pow) or not is_right
    return is_right and isinstance(outer, ast.Div) and isinstance(inner, ast.Mult | ast.Div)


def operators(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """``^`` for ``**``, and a sum over everything for a product of matrices."""
    if not isinstance(node, ast.BinOp):
        return
    if isinstance(node.op, ast.Pow):
        yield ast.BinOp(node.left, ast.BitXor(), node.right), "caret_for_power", (
            "`^` is no power in Python: write `**`{where}."
        )  # fmt: skip
    if isinstance(node.op, ast.MatMult) and scope.numpy:
        text = f"{scope.numpy}.sum(left * right)"
        yield parsed(text, left=node.left, right=node.right), "sum_over_all", (
            "`sum` without `axis` adds up everything to one number{where}: "
            "a matrix times a vector is `@`."
        )  # fmt: skip
        yield ast.BinOp(parsed("left.T", left=node.left), node.op, node.right), "transposed", (
            "A matrix is transposed{where}: leave out `.T`, or exchange the sides of the product."
        )  # fmt: skip


def sizes(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """One more or less in a size or an exponent, another power."""
    if isinstance(node, ast.BinOp):
        yield from sizes_one_off(node, scope)
        if isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right):
            yield parsed("2 * part", part=node.left), "doubled_for_squared", (
                "A value is doubled where it should be squared{where}."
            )  # fmt: skip
    if isinstance(node, ast.Name) and scope.parameters.get(node.id) in ("int", "float"):
        for power in (2, 3):
            yield ast.BinOp(node, ast.Pow(), ast.Constant(power)), f"{node.id}_to_the_{power}", (
                f"`{node.id}` is taken to the power {power}{{where}}."
            )  # fmt: skip


def sizes_one_off(node: ast.BinOp, scope: Scope) -> Iterator[Slip]:
    """An operand that is one more or less than the size it is; never less than none."""
    forms = (("part + 1", "more"), ("part - 1", "less"), ("max(part - 1, 0)", "less"))
    for side in ("left", "right"):
        part = getattr(node, side)
        if not isinstance(part, ast.Name) or scope.parameters.get(part.id) != "int":
            continue
        for text, word in forms:
            other = parsed(text, part=part)
            left, right = (other, node.right) if side == "left" else (node.left, other)
            yield ast.BinOp(left, node.op, right), f"{part.id}_one_{word}", (
                f"`{part.id}` is taken one {word} than it is."
            )  # fmt: skip


def axes(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Another axis."""
    if not isinstance(node, ast.Call):
        return
    for index, keyword in enumerate(node.keywords):
        if keyword.arg != "axis":
            continue
        for axis in ("0", "1", "-1"):
            if ast.unparse(keyword.value) != axis:
                other = ast.keyword("axis", parsed(axis))
                rest = [*node.keywords[:index], other, *node.keywords[index + 1 :]]
                yield ast.Call(node.func, node.args, rest), "other_axis", (
                    f"`{last_name(node.func)}` goes along another axis than it should{{where}}."
                )  # fmt: skip


def squashing(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """A squashing function applied before a term is added, twice, or replaced by something like
    it.
    """
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return
    last, argument = last_name(node.func), node.args[0]
    if last not in SQUASHING and last not in scope.functions:
        return
    name = names.of_function(node.func)
    label = f"`{name}`" if name else "the function"
    name = name or "function"
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, SUMS):
        yield from applied_too_early(node, argument, label, name, names)
    yield parsed("f(f(x))", f=node.func, x=argument), f"{name}_twice", (
        f"{label} is applied twice{{where}}."
    )  # fmt: skip
    for op, verb in ((ast.Add(), "added"), (ast.Sub(), "subtracted")):
        other = parsed("f(x)", f=node.func, x=ast.BinOp(argument, op, ast.Constant(1)))
        yield other, f"one_{verb}_in_{name}", f"1 is {verb} inside {label}{{where}}: leave it out."
    yield from lookalikes(last, label, name, argument, scope)


def applied_too_early(
    node: ast.Call, argument: ast.BinOp, label: str, name: str, names: Names
) -> Iterator[Slip]:
    """The function of one term, to which the other is added."""
    first, second = argument.left, argument.right
    pairs = [(ast.BinOp(parsed("f(x)", f=node.func, x=first), argument.op, second), second)]
    if isinstance(argument.op, ast.Add):
        pairs.append((ast.BinOp(first, argument.op, parsed("f(x)", f=node.func, x=second)), first))
    for other, late in pairs:
        known = names.read_by(late)
        what = (
            listing(known)
            if len(known) == 1
            else f"what comes of {listing(known)}"
            if known
            else "a term"
        )
        yield other, f"{known[0] if known else 'term'}_added_after_{name}", (
            f"{what} is added after {label}, and belongs inside it{{where}}."
        )  # fmt: skip


def lookalikes(
    last: str, label: str, name: str, argument: ast.expr, scope: Scope
) -> Iterator[Slip]:
    """What is written for a squashing function by a slip."""
    for text, operator, says in LOOKALIKES.get(last, ()) if scope.numpy else ():
        form = parsed(text, x=argument, np=ast.Name(scope.numpy))
        label_here = capitalize(says.replace("{label}", label))
        yield form, operator.replace("{name}", name), label_here


def capitalize(text: str) -> str:
    """A sentence that begins with a capital."""
    return text[:1].upper() + text[1:]


def denominators(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """A small number added to what is divided by."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        for number in SMALL:
            below = ast.BinOp(node.right, ast.Add(), ast.Constant(number))
            yield ast.BinOp(node.left, ast.Div(), below), "number_added_to_denominator", (
                f"Something like {number:g} is added to what is divided by{{where}}: leave it out."
            )  # fmt: skip


def choices(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """A bound left out of a minimum or maximum of two; a default of a look-up changed."""
    if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords:
        return
    last = last_name(node.func)
    if last in ("max", "min", "maximum", "minimum"):
        for part in node.args:
            yield part, f"{last}_left_out", f"`{last}` is missing{{where}}."
    if last == "get":
        for value, word in ((1, "one"), (0, "zero")):
            if ast.unparse(node.args[1]) != str(value):
                other = [node.args[0], ast.Constant(value)]
                yield ast.Call(node.func, other, []), f"default_{word}", (
                    f"What was not counted counts as {word}{{where}}."
                )  # fmt: skip


def starts(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """A range that begins one late or early."""
    if not isinstance(node, ast.Call) or last_name(node.func) != "range" or len(node.args) > 2:
        return
    end = node.args[-1]
    first = node.args[0] if len(node.args) == 2 else ast.Constant(0)
    for op, word in ((ast.Add(), "late"), (ast.Sub(), "early")):
        other = [ast.BinOp(first, op, ast.Constant(1)), end]
        yield ast.Call(node.func, other, []), f"loop_starts_one_{word}", (
            f"A loop starts one too {word}{{where}}."
        )  # fmt: skip


def precision(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """An intermediate result that loses its decimals, where it is handed to a function or joined."""
    if not scope.numpy or not isinstance(node, ast.Call):
        return
    np, kinds = scope.numpy, {
        "trunc(x)": ("whole_numbers", "hold whole numbers only{where}, which cuts off what is behind the point: use floats"),
        "round(x)": ("rounded", "are rounded to whole numbers{where}: leave them as they are"),
        "round(x, 1)": ("rounded", "are rounded to 1 decimal{where}: leave them as they are"),
        "round(x, 2)": ("rounded", "are rounded to 2 decimals{where}: leave them as they are"),
        "round(x, 3)": ("rounded", "are rounded to 3 decimals{where}: leave them as they are"),
        "round(x, 4)": ("rounded", "are rounded to 4 decimals{where}: leave them as they are"),
        "float16(x)": ("float16", "have three digits only{where}: use float64 in place of float16"),
    }  # fmt: skip
    for text, (operator, says) in kinds.items():
        yield parsed(f"{np}.{text}", x=node), f"intermediate_{operator}", (
            f"Intermediate results {says}."
        )  # fmt: skip


def coupled(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """1 minus another result, as coupled gates have it, or 1 minus the value itself."""
    if not isinstance(node, ast.Name) or node.id not in names.definitions:
        return
    for other in scope.variables:
        if other not in names.definitions:
            continue
        known = names.read_by(ast.Name(other))
        if known:
            yield parsed("1 - x", x=ast.Name(other)), f"one_minus_result_of_{known[0]}", (
                f"1 minus what is computed from {listing(known)} stands there{{where}}."
            )  # fmt: skip


def bounds(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Compared with zero in place of a small number."""
    if not isinstance(node, ast.Compare) or not isinstance(node.comparators[0], ast.Constant):
        return
    if isinstance(node.comparators[0].value, float):
        zero: list[ast.expr] = [ast.Constant(0)]
        yield ast.Compare(node.left, node.ops, zero), "zero_for_bound", (
            "A value is compared with 0 where there is a bound{where}."
        )  # fmt: skip


SLIPS: tuple[SlipRule, ...] = (
    other_names,
    repeated,
    parentheses,
    operators,
    sizes,
    axes,
    squashing,
    denominators,
    choices,
    starts,
    precision,
    coupled,
    bounds,
)
