"""Slips in what a loop carries from one step to the next, for diagnosis only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.mutants import Change, join_indented, span_statements

Described = tuple[Change, str, str, tuple[str, ...]]


def carried_otherwise(loop: ast.For, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield changes that reset a carried variable in each step, or carry the item of the step."""
    if loop.orelse:
        return
    for name in carried_by(loop):
        yield from reset_each_step(name, loop, scope, names)
        for text, label in items_of(loop, scope, names):
            lines = [*body_of(loop), f"{name} = {text}"]
            yield (
                with_body(loop, lines, scope),
                "item_carried",
                f"`{label}` of a step goes on to the next one in place of what it computes.",
                (),
            )


def carried_by(loop: ast.For) -> list[str]:
    """Return the variables that a step computes from their value after the previous step."""
    return list(
        dict.fromkeys(
            name
            for statement in loop.body
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
            if (name := statement.targets[0].id) in read_in(loop)
        )
    )


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
    lines = [f"{name} = {ast.unparse(first)}", *body_of(loop)]
    yield (
        with_body(loop, lines, scope),
        "begun_anew",
        f"Nothing is carried from step to step{names.where(loop.iter)}: each begins anew.",
        (),
    )


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
    place = span_statements(loop.body)
    return Change("", place, join_indented(lines, place.col_offset), scope)
