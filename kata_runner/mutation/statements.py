"""Mutation rules for statements: small ways to write one wrongly, beside those for expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from kata_runner.mutation.confusable import OPERATORS
from kata_runner.mutation.expressions import Scope

# The change as ``before -> after``, and the lines that replace the statement.
Wrong = tuple[str, Sequence[str]]
Rule = Callable[[ast.stmt, Scope], Iterator[Wrong]]

UNCHANGEABLE = (
    "int",
    "float",
    "complex",
    "bool",
    "str",
    "tuple",
    "Callable",
)  # annotations of immutable values, without module and parameters
OWN = ("self", "cls")  # a method may change its own object
UNORDERED = ("dict", "Dict", "Counter", "defaultdict", "Mapping", "MutableMapping", "set", "Set")


def wrong_statements(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield the replacements of a statement."""
    for rule in RULES:
        yield from rule(statement, scope)


def delete_statement(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield the statement's removal, if later statements still have the variables they need."""
    if isinstance(statement, ast.Assign):
        is_removable = {ast.unparse(target) for target in statement.targets} <= {*scope.variables}
    elif isinstance(statement, ast.Expr):
        is_removable = not isinstance(statement.value, ast.Constant)
    else:
        kinds = ast.AugAssign | ast.Break | ast.Continue | ast.Delete
        is_removable = isinstance(statement, kinds)
    if is_removable:
        yield f"{ast.unparse(statement)} -> pass", ["pass"]


def replace_operator(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield another operator before the equals sign or none, and `break` for `continue`."""
    others: list[ast.stmt] = []
    if isinstance(statement, ast.AugAssign):
        target, value = statement.target, statement.value
        kinds = OPERATORS.get(type(statement.op), ())
        others = [ast.AugAssign(target, kind(), value) for kind in kinds]
        others.append(ast.Assign([target], value, lineno=0))
    elif isinstance(statement, ast.Break | ast.Continue):
        others = [ast.Continue() if isinstance(statement, ast.Break) else ast.Break()]
    for other in others:
        yield f"{ast.unparse(statement)} -> {ast.unparse(other)}", [ast.unparse(other)]


def round_result(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield a `return` with rounded results.

    They are rounded to half precision, or to three decimals in a module without numpy.
    """
    value = statement.value if isinstance(statement, ast.Return) else None
    if value is None or is_exact(value):
        return
    parts = {"return": value}
    if isinstance(value, ast.Tuple):
        parts = {f"return[{place}]": part for place, part in enumerate(value.elts)}
    texts = [to_half(part, label, scope) for label, part in parts.items()]
    if texts != list(map(ast.unparse, parts.values())):
        line = f"return {', '.join(texts)}"
        yield f"{ast.unparse(statement)} -> {line}", [line]


def is_exact(value: ast.expr) -> bool:
    """Whether an expression is a constant, ``math.inf`` or ``np.nan``, which are not rounded."""
    return isinstance(value, ast.Constant) or (
        isinstance(value, ast.Attribute) and value.attr in ("inf", "nan")
    )


def to_half(value: ast.expr, label: str, scope: Scope) -> str:
    """Return an expression in low precision, unchanged where rounding is known not to show."""
    text = ast.unparse(value)
    kind = scope.observed.gives.get(label, "") if scope.observed else "number"
    if kind == "list":
        return f"[{number_to_half('part', scope)} for part in {text}]"
    if kind == "mapping":
        return f"{{key: {number_to_half('part', scope)} for key, part in ({text}).items()}}"
    if kind == "array" and not scope.numpy:
        return f"({text}).round(3)"
    return number_to_half(text, scope) if kind else text


def number_to_half(text: str, scope: Scope) -> str:
    """Return a number, or with numpy an array, in low precision."""
    return f"{scope.numpy}.float16({text})" if scope.numpy else f"round({text}, 3)"


def corrupt_argument(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield a `return` before which an argument is changed in place."""
    value = statement.value if isinstance(statement, ast.Return) else None
    if scope.graded and value is not None and not isinstance(value, ast.Constant):
        for harm in (observed_corruptions if scope.observed else in_place_corruptions)(scope):
            lines = [f"result = {ast.unparse(value)}", harm, "return result"]
            yield f"return -> {harm}; return", lines


def observed_corruptions(scope: Scope) -> Iterator[str]:
    """Yield changes in place that are possible for the observed arguments and their attributes."""
    assert scope.observed is not None
    # A method may change its own object, which is its first parameter.
    first = 1 if "." in scope.name else 0
    for name in list(scope.parameters)[first:]:
        for given in [name, *attributes_of(name, scope)]:
            kind = scope.observed.takes.get(given)
            if kind:
                yield f"{given}[:] = {given}[::-1]" if kind == "sequence" else f"{given}.clear()"


def attributes_of(name: str, scope: Scope) -> list[str]:
    """Return the attributes of a parameter that the function reads, as they are written."""
    return [f"{name}.{attribute}" for attribute in scope.attributes.get(name, ())]


def in_place_corruptions(scope: Scope) -> Iterator[str]:
    """Yield changes in place that the annotations and the use of the arguments allow."""
    for name, annotation in scope.parameters.items():
        if name in OWN:
            continue
        kind = annotation.partition("[")[0].rpartition(".")[2]
        attributes = attributes_of(name, scope)
        for given in attributes if kind not in UNCHANGEABLE else ():
            yield f"{given}[:] = {given}[::-1]"
        if kind not in (*UNCHANGEABLE, *UNORDERED) and not attributes:
            yield f"{name}[:] = {name}[::-1]"
        if not annotation or kind in UNORDERED:
            yield f"{name}.clear()"


RULES: tuple[Rule, ...] = (delete_statement, replace_operator, round_result, corrupt_argument)
