"""Slips in loops and in assignments to a subscript or an attribute, for diagnosis only.

Some are in what a loop carries from one step to the next.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.mutants import Change, join_indented, span
from kata_runner.mutation.syntax import Function, statements_in

Described = tuple[Change, str, str, tuple[str, ...]]


def slips_of_statements(function: Function, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield changes that omit or alter a loop, or an assignment to a subscript or an attribute."""
    for statement in statements_in(function.body):
        yield from assigned_elsewhere(statement, scope, names)
        if isinstance(statement, ast.For):
            yield from looped_otherwise(statement, scope, names)
            yield from carried_otherwise(statement, scope, names)
            yield leave_out(statement, "A loop", scope, names)
        elif isinstance(statement, ast.Assign) and not isinstance(
            statement.targets[0], ast.Name | ast.Tuple
        ):
            yield leave_out(statement, "A step", scope, names)


def leave_out(statement: ast.stmt, what: str, scope: Scope, names: Names) -> Described:
    """Return a change that omits a statement."""
    change = Change("", statement, "pass", scope, statement=statement)
    return change, "step_left_out", f"{what} is left out{names.where(statement)}.", ()


def assigned_elsewhere(statement: ast.stmt, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield an assignment to an index that is one too large, and to one that is one too small."""
    if not isinstance(statement, ast.Assign | ast.AugAssign):
        return
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Name | ast.BinOp):
        for sign, word in (("+", "large"), ("-", "small")):
            text = f"{ast.unparse(target.slice)} {sign} 1"
            change = Change("", target.slice, text, scope, statement=statement)
            says = f"An index is one too {word}{names.where(target.slice)}."
            yield change, f"index_too_{word}", says, ()


def looped_otherwise(statement: ast.For, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield a loop in the opposite order, without its first item, and without its last item."""
    for part, operator, says in LOOPS:
        text = f"list({ast.unparse(statement.iter)})[{part}]"
        change = Change("", statement.iter, text, scope, statement=statement)
        yield change, operator, f"A loop {says}{names.where(statement.iter)}.", ()


LOOPS = (
    ("::-1", "loop_in_opposite_order", "goes in the opposite order"),
    ("1:", "loop_starts_one_late", "starts one too late"),
    (":-1", "loop_ends_one_early", "ends one too early"),
)


def carried_otherwise(loop: ast.For, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield changes that reset a carried variable in each step, or carry the item of the step."""
    if loop.orelse:
        return
    for name in carried_by(loop):
        yield from reset_each_step(name, loop, scope, names)
        for text, label in items_of(loop, scope, names):
            change = with_body(loop, [*body_of(loop), f"{name} = {text}"], scope)
            says = f"`{label}` of a step goes on to the next one in place of what it computes."
            yield change, "item_carried", says, ()


def carried_by(loop: ast.For) -> list[str]:
    """Return the variables that a step computes from their value after the previous step."""
    assigned = [
        statement.targets[0].id
        for statement in loop.body
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    ]
    return [name for name in dict.fromkeys(assigned) if name in read_in(loop)]


def read_in(loop: ast.For) -> set[str]:
    """Return the variables that a step reads before it assigns them."""
    known: set[str] = set()
    early: set[str] = set()
    for statement in loop.body:
        parts = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
        early |= {part.id for part in parts if isinstance(part.ctx, ast.Load)} - known
        known |= {part.id for part in parts if isinstance(part.ctx, ast.Store)}
    return early


def reset_each_step(name: str, loop: ast.For, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield a change that sets a variable to its initial value at the beginning of each step."""
    first = next(iter(names.definitions.get(name, ())), None)
    if first is None or any(first is part for part in ast.walk(loop)):
        return
    change = with_body(loop, [f"{name} = {ast.unparse(first)}", *body_of(loop)], scope)
    says = f"Nothing is carried from step to step{names.where(loop.iter)}: each begins anew."
    yield change, "begun_anew", says, ()


def items_of(loop: ast.For, scope: Scope, names: Names) -> Iterator[tuple[str, str]]:
    """Yield an expression for each argument's item that a step reads, with the argument's name."""
    target, source = loop.target, loop.iter
    if isinstance(target, ast.Name) and isinstance(source, ast.Call):
        takes = scope.observed.takes if scope.observed else {}
        if last_name(source.func) == "range":
            known = [name for name in names.parameters if takes.get(name) == "sequence"]
            yield from ((f"{name}[{target.id}]", name) for name in known)
    elif isinstance(target, ast.Name):
        yield from ((target.id, name) for name in names.direct(source)[:1])
    elif isinstance(target, ast.Tuple) and last_name(getattr(source, "func", source)) == "zip":
        for part, value in zip(target.elts, getattr(source, "args", ()), strict=False):
            known = names.direct(value)
            if isinstance(part, ast.Name) and len(known) == 1:
                yield part.id, known[0]


def body_of(loop: ast.For) -> list[str]:
    """Return the source lines of a loop's body."""
    return [line for statement in loop.body for line in ast.unparse(statement).splitlines()]


def with_body(loop: ast.For, lines: list[str], scope: Scope) -> Change:
    """Return a change that replaces a loop's body with these lines."""
    place = span(loop.body[0], loop.body[-1])
    return Change("", place, join_indented(lines, place.col_offset), scope)
