"""Further slips in a whole expression, for diagnosis only.

Two values are exchanged everywhere in it, or its result is changed before it is used.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations

from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.lookalikes import lookalikes
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.syntax import build
from kata_runner.mutation.transformed import BETWEEN, fill, transformed_results

WholeSlip = tuple[str, str, str]  # the replacement, a short name, a sentence
MAX_PAIRS = 15


def whole_slips(
    whole: ast.expr, scope: Scope, names: Names, statement: ast.stmt | None
) -> Iterator[WholeSlip]:
    """Yield the replacements of a whole expression."""
    yield from exchanged(whole, scope, names)
    if isinstance(statement, ast.Return) and whole is statement.value:
        yield from altered_results(whole, scope, names)
    if isinstance(statement, ast.Assign) and scope.numpy:
        yield from altered_assignments(whole, scope, names)
    if isinstance(statement, ast.Return) and scope.numpy:
        yield from lookalikes_of_helper(scope, names)


def lookalikes_of_helper(scope: Scope, names: Names) -> Iterator[WholeSlip]:
    """Yield the wrong expressions that are written for a helper such as `sigmoid`.

    There are none for a helper without parameters.
    """
    for argument in list(scope.parameters)[:1]:
        for form, operator, says in lookalikes(
            names.helper, ast.Name(argument), scope.numpy, names.helper, f"`{names.helper}`"
        ):
            yield ast.unparse(form), operator, says.replace("{where}", "")


def exchanged(whole: ast.expr, scope: Scope, names: Names) -> Iterator[WholeSlip]:
    """Yield the expression with two variables or attributes exchanged everywhere."""
    read: dict[str, ast.expr] = {
        ast.unparse(node): node
        for node in ast.walk(whole)
        if isinstance(node, ast.Name | ast.Attribute) and is_value(node, scope)
    }
    text = ast.unparse(whole)
    for a, b in list(combinations(read, 2))[:MAX_PAIRS]:
        other = ast.unparse(build(text, **{a: read[b], b: read[a]}))
        sides = [names.read_by(read[one]) for one in (a, b)]
        owners = {one.partition(".")[0] for one in (a, b)}
        if owners <= scope.parameters.keys() and "." in names.part:
            operator = f"{a}_and_{b}_exchanged".replace(".", "_")
            yield other, operator, f"`{a}` and `{b}` are exchanged."
        elif all(sides) and sides[0] != sides[1]:
            says = f"{names.refer_to(read[a])} and {names.refer_to(read[b])} are exchanged."
            yield other, f"{sides[0][0]}_and_{sides[1][0]}_exchanged", says


def is_value(node: ast.expr, scope: Scope) -> bool:
    """Whether a node is a variable, or an attribute of one that the function reads."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr in scope.attributes.get(node.value.id, ())
    return isinstance(node, ast.Name) and node.id in scope.variables


def altered_assignments(whole: ast.expr, scope: Scope, names: Names) -> Iterator[WholeSlip]:
    """Yield an intermediate result that is clipped, loses its sign or is transformed."""
    known = names.read_by(whole)
    if not known:
        return
    what = f"What is computed from {format_names(known)}"
    for form, operator, says in ASSIGNED:
        yield fill(form, f"({ast.unparse(whole)})", scope), operator, f"{what} {says}."


ASSIGNED = (
    ("np.clip(x, -1, 1)", "clipped", "is clipped to -1 and 1: leave it as it is"),
    ("np.clip(x, 0, 1)", "clipped", "is clipped to 0 and 1: leave it as it is"),
    ("np.maximum(x, 0)", "cut_at_zero", "is cut off below 0: leave it as it is"),
    ("np.abs(x)", "sign_lost", "loses its sign"),
    *((form, operator, f"{says}: leave it as it is") for form, operator, says in BETWEEN),
)


def altered_results(whole: ast.expr, scope: Scope, names: Names) -> Iterator[WholeSlip]:
    """Yield a result, or one of several, that is changed before it is returned."""
    text = ast.unparse(whole)
    if not isinstance(whole, ast.Tuple):
        says = "1 minus the result is returned: leave out the 1 -."
        yield f"1 - ({text})", "one_minus_result", says
        yield f"-({text})", "negative_result", "The result has the wrong sign."
        for name in scope.parameters if is_array(scope) else ():
            yield f"({text}) + {name}", f"{name}_added", f"`{name}` is added to the result."
    parts = list(map(ast.unparse, whole.elts if isinstance(whole, ast.Tuple) else [whole]))
    yield from counted_otherwise(parts)
    if scope.numpy and is_array(scope):
        for form, operator, says in RETURNED:
            yield ", ".join(fill(form, f"({part})", scope) for part in parts), operator, says
        yield from transformed_results(parts, scope)


def counted_otherwise(parts: list[str]) -> Iterator[WholeSlip]:
    """Yield several results of which one is one too large or one too small."""
    for place, part in enumerate(parts if len(parts) > 1 else ()):
        for sign, word in (("+", "more"), ("-", "less")):
            changed = [*parts[:place], f"({part}) {sign} 1", *parts[place + 1 :]]
            says = f"Result {place + 1} of {len(parts)} is one {word} than it should be."
            yield ", ".join(changed), f"result_one_{word}", says


LAST_IS_ZERO = "The last component stays zero: a loop or a slice ends one too early."
FIRST_IS_ZERO = "The first component stays zero: a loop or a slice begins one too late."


def cut_off(condition: str) -> tuple[str, str]:
    """Return the forms that set one end to zero, along the last axis and along the first."""
    is_kept = f"(np.arange(len(x)) {condition})"
    return f"np.where({is_kept}, x, 0)", f"x * {is_kept}.reshape(-1, *[1] * (np.ndim(x) - 1))"


RETURNED = (
    *((form, "last_component_left_out", LAST_IS_ZERO) for form in cut_off("< len(x) - 1")),
    *((form, "first_component_left_out", FIRST_IS_ZERO) for form in cut_off("> 0")),
    ("np.trunc(x)", "result_cut_off", "The result is cut off to whole numbers: keep it in floats."),
)


def is_array(scope: Scope) -> bool:
    """Whether a function was observed to return arrays."""
    kinds = scope.observed.gives.values() if scope.observed else ()
    return "array" in kinds
