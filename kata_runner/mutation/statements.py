"""Mutation rules for statements: small ways to write one wrongly, beside those for expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from kata_runner.mutation.confusable import OPERATORS
from kata_runner.mutation.expressions import Scope

Wrong = tuple[
    str, Sequence[str]
]  # the change as ``before -> after``, and the lines that replace the statement
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
    again = isinstance(statement, ast.Assign) and all(ast.unparse(target) in scope.variables
                                                      for target in statement.targets)  # fmt: skip
    call = isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)
    if (
        again
        or call
        or isinstance(statement, ast.AugAssign | ast.Break | ast.Continue | ast.Delete)
    ):
        yield f"{ast.unparse(statement)} -> pass", ["pass"]


def replace_operator(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield another operator before the equals sign or none, and `break` for `continue`."""
    others: list[ast.stmt] = []
    if isinstance(statement, ast.AugAssign):
        target, value = statement.target, statement.value
        others = [
            ast.AugAssign(target, other(), value) for other in OPERATORS.get(type(statement.op), ())
        ]
        others.append(ast.Assign([target], value, lineno=0))
    elif isinstance(statement, ast.Break | ast.Continue):
        others = [ast.Continue() if isinstance(statement, ast.Break) else ast.Break()]
    for other in others:
        yield f"{ast.unparse(statement)} -> {ast.unparse(other)}", [ast.unparse(other)]


def round_result(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield a `return` with rounded results.

    They are rounded to half precision, or to three decimals in a module without numpy.
    """
    if (
        not isinstance(statement, ast.Return)
        or statement.value is None
        or is_exact(statement.value)
    ):
        return
    value = statement.value
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    labels = (
        [f"return[{place}]" for place in range(len(parts))]
        if isinstance(value, ast.Tuple)
        else ["return"]
    )
    texts = [to_half(part, label, scope) for part, label in zip(parts, labels, strict=True)]
    if texts != list(map(ast.unparse, parts)):
        line = f"return {', '.join(texts)}"
        yield f"{ast.unparse(statement)} -> {line}", [line]


def is_exact(value: ast.expr) -> bool:
    """Whether an expression is a constant, ``math.inf`` or ``np.nan``, which are not rounded."""
    return isinstance(value, ast.Constant) or (
        isinstance(value, ast.Attribute) and value.attr in ("inf", "nan")
    )


def to_half(value: ast.expr, label: str, scope: Scope) -> str:
    """Return an expression in low precision, unchanged where rounding is known not to show."""
    text, kind = (
        ast.unparse(value),
        scope.observed.gives.get(label, "") if scope.observed else "number",
    )
    if not kind:
        return text
    if kind in ("list", "mapping"):
        small = f"{scope.numpy}.float16(part)" if scope.numpy else "round(part, 3)"
        return f"[{small} for part in {text}]" if kind == "list" else (
            f"{{key: {small} for key, part in ({text}).items()}}")  # fmt: skip
    if scope.numpy:
        return f"{scope.numpy}.float16({text})"
    return f"round({text}, 3)" if kind == "number" else f"({text}).round(3)"


def corrupt_argument(statement: ast.stmt, scope: Scope) -> Iterator[Wrong]:
    """Yield a `return` before which an argument is changed in place."""
    if (
        isinstance(statement, ast.Return)
        and statement.value
        and not isinstance(statement.value, ast.Constant)
    ):
        for harm in (
            (observed_corruptions(scope) if scope.observed else in_place_corruptions(scope))
            if scope.graded
            else ()
        ):
            lines = [f"result = {ast.unparse(statement.value)}", harm, "return result"]
            yield f"return -> {harm}; return", lines


def observed_corruptions(scope: Scope) -> Iterator[str]:
    """Yield changes in place that are possible for the observed arguments and their attributes."""
    assert scope.observed is not None
    own = (
        1 if "." in scope.name else 0
    )  # a method may change its own object, which is its first parameter
    for name in list(scope.parameters)[own:]:
        for given in [
            name,
            *(f"{name}.{attribute}" for attribute in scope.attributes.get(name, ())),
        ]:
            kind = scope.observed.takes.get(given)
            if kind:
                yield f"{given}[:] = {given}[::-1]" if kind == "sequence" else f"{given}.clear()"


def in_place_corruptions(scope: Scope) -> Iterator[str]:
    """Yield changes in place that the annotations and the use of the arguments allow."""
    for name, annotation in scope.parameters.items():
        if name in OWN:
            continue
        kind = annotation.partition("[")[0].rpartition(".")[2]
        attributes = [f"{name}.{attribute}" for attribute in scope.attributes.get(name, ())]
        for given in attributes if kind not in UNCHANGEABLE else ():
            yield f"{given}[:] = {given}[::-1]"
        if kind not in (*UNCHANGEABLE, *UNORDERED) and not attributes:
            yield f"{name}[:] = {name}[::-1]"
        if not annotation or kind in UNORDERED:
            yield f"{name}.clear()"


RULES: tuple[Rule, ...] = (delete_statement, replace_operator, round_result, corrupt_argument)
