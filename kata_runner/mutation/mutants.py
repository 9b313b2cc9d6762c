"""Mutants of a reference: its source with one small thing wrong, as graders' strength is measured
by.

Only the line that changes is written anew, so a mutant's diff shows the author's own lines and
numbers. The order is that of the source, and a mutant's key, ``function: before -> after``, stays
the same while that place does.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kata_runner.mutation.expressions import RULES, Scope
from kata_runner.mutation.names import ARRAY_PROPERTIES
from kata_runner.mutation.observe import Observed
from kata_runner.mutation.signs import is_negative_of, without_sign, without_size
from kata_runner.mutation.source_edits import Place, Source, compiles
from kata_runner.mutation.statements import wrong_statements

Function = ast.FunctionDef | ast.AsyncFunctionDef
CONSTANT = ast.Constant | ast.UnaryOp | ast.BinOp
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True, eq=False)
class Mutant:
    """A reference with one thing wrong: its name for `[[waived]]`, the line where it is, its source
    and a diff.
    """

    key: str
    line: int
    source: str
    diff: str


@dataclass(frozen=True, eq=False)
class Change:
    """What stands at some place of the source and what is written there instead; `key` says it
    briefly.

    `scope` is the function it is in. `node` and `other` are the part of an expression that changes,
    before and after, and `statement` what it stands in, where a rule for expressions made it.
    """

    key: str
    place: Place
    text: str
    scope: Scope
    node: ast.expr | None = None
    other: ast.expr | None = None
    statement: ast.stmt | None = None


def make_mutants(
    source: str, graded: Collection[str], observed: Mapping[str, Observed] | None = None
) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines; raises SyntaxError for what is no
    Python.

    `graded` are the functions that experiments call: others are helpers, which may change what they
    are given.
    `observed` is what the functions were seen to take and give; what cannot show there is not made.
    """
    tree, file = ast.parse(source), Source(source)
    mutants: dict[str, Mutant] = {}
    for change in changes(tree, graded, observed):
        mutated = file.changed(change.place, change.text)
        if mutated not in mutants and mutated != source and compiles(mutated):
            key = unique_key(change.key, [mutant.key for mutant in mutants.values()])
            mutants[mutated] = Mutant(
                key, change.place.lineno, mutated, unified_diff(source, mutated)
            )
    return sorted(mutants.values(), key=lambda mutant: mutant.line)


def changes(
    tree: ast.Module, graded: Collection[str], observed: Mapping[str, Observed] | None
) -> Iterator[Change]:
    """Every change, module constants first, then function by function."""
    scope = module_scope(tree)
    for name, value in constants_in(tree.body):
        yield from wrong_expressions(value, replace(scope, name=name))
    for name, function in functions_in(tree.body):
        own_scope = replace(
            function_scope(name, function, scope),
            graded=name in graded,
            observed=None if observed is None else observed.get(name, Observed()),
        )
        yield from function_changes(function, own_scope)


def constants_in(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.expr]]:
    """What a module and its classes assign that is computed from constants, with the name that it
    gets.
    """
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from constants_in(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, CONSTANT):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield prefix + ast.unparse(target), node.value


def function_changes(function: Function, scope: Scope) -> Iterator[Change]:
    """The changes of one function: its defaults, then statement by statement, each knowing the
    variables before it.
    """
    for argument, default in defaults_of(function.args):
        yield from wrong_expressions(default, replace(scope, variables=()))
        yield Change(
            f"{scope.name}: {argument.arg}={ast.unparse(default)} -> {argument.arg}",
            spanning(argument, default),
            ast.unparse(argument),
            scope,
        )
    for statement in statements_in(function.body):
        for part in expressions_of(statement):
            yield from wrong_expressions(part, scope, statement)
        if isinstance(statement, ast.If | ast.While):
            yield from wrong_condition(statement, scope)
        for key, lines in wrong_statements(statement, scope):
            text = below_each_other(lines, statement.col_offset)
            yield Change(f"{scope.name}: {key}", statement, text, scope, statement=statement)
        scope = scope.with_variables(assigned(statement))


def defaults_of(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    """Each parameter that has a default, and it."""
    given = len(arguments.args) - len(arguments.defaults)
    yield from zip(arguments.args[given:], arguments.defaults, strict=True)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield argument, default


def spanning(first: ast.arg, last: ast.expr) -> Place:
    """The place from one node to another."""
    place = ast.arg(first.arg, lineno=first.lineno, col_offset=first.col_offset)
    place.end_lineno, place.end_col_offset = last.end_lineno, last.end_col_offset
    return place


def wrong_condition(statement: ast.If | ast.While, scope: Scope) -> Iterator[Change]:
    """A condition that is never met, or whose opposite is asked."""
    test = ast.unparse(statement.test)
    word = "if" if isinstance(statement, ast.If) else "while"
    for other in ("False", f"not ({test})"):
        yield Change(
            f"{scope.name}: {word} {test} -> {word} {other}",
            statement.test,
            other,
            scope,
            statement=statement,
        )


def wrong_expressions(
    whole: ast.expr, scope: Scope, statement: ast.stmt | None = None
) -> Iterator[Change]:
    """Every change of a part of an expression, the whole of which is written anew."""
    signs, sizes = without_sign(whole), without_size(whole)
    for node in parts_of(whole):
        if id(node) in sizes:
            continue
        for rule in RULES:
            for other in rule(node, scope):
                if id(node) in signs and is_negative_of(node, other):
                    continue
                key = f"{scope.name}: {ast.unparse(node)} -> {ast.unparse(other)}"
                text = ast.unparse(with_other(whole, node, other))
                yield Change(key, whole, text, scope, node, other, statement)


def with_other(whole: Node, node: ast.AST, other: ast.AST) -> Node:
    """A copy of a tree in which one node is another: the copy is told that it has copied that node
    already.
    """
    return copy.deepcopy(whole, {id(node): other})


def parts_of(node: ast.AST) -> Iterator[ast.expr]:
    """A node and the expressions in it that are read, outermost first.

    The ``w`` of ``w.bias`` is none by itself, and what a message says in braces is nobody's result.
    """
    if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
        yield node
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ):
        return
    for child in ast.iter_child_nodes(node):
        yield from parts_of(child)


def expressions_of(statement: ast.stmt) -> list[ast.expr]:
    """The expressions that a statement itself computes: not its annotations, targets or inner
    statements.
    """
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []  # a docstring
    if isinstance(statement, ast.Return | ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr):
        return [statement.value] if statement.value else []
    if isinstance(statement, ast.If | ast.While):
        return [statement.test]
    if isinstance(statement, ast.For):
        return [statement.iter]
    return []


def statements_in(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a block and of the blocks in it; functions and classes in it are looked at
    by themselves.
    """
    for statement in body:
        if isinstance(statement, Function | ast.ClassDef):
            continue
        yield statement
        for block in ("body", "orelse", "finalbody"):
            yield from statements_in(getattr(statement, block, []))


def functions_in(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Every function with the names of what it stands in."""
    for node in body:
        if isinstance(node, Function):
            yield prefix + node.name, node
        if isinstance(node, Function | ast.ClassDef):
            yield from functions_in(node.body, f"{prefix}{node.name}.")


def assigned(statement: ast.stmt) -> list[str]:
    """The variables that have a value after a statement."""
    targets = [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return [node.id for node in targets]


def module_scope(tree: ast.Module) -> Scope:
    """What all functions of a module see."""
    functions = {
        node.name: len(node.args.args) for node in tree.body if isinstance(node, ast.FunctionDef)
    }
    aliases = [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "numpy"
    ]
    return Scope("", functions, aliases[0] if aliases else "")


def function_scope(name: str, function: Function, module: Scope) -> Scope:
    """What the first line of a function sees."""
    parameters = {
        argument.arg: ast.unparse(argument.annotation) if argument.annotation else ""
        for argument in (*function.args.args, *function.args.kwonlyargs)
    }
    attributes: dict[str, list[str]] = {}
    methods = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    for node in ast.walk(function):
        if (
            not isinstance(node, ast.Attribute)
            or not isinstance(node.value, ast.Name)
            or id(node) in methods
        ):
            continue
        if node.value.id in parameters and node.attr not in ARRAY_PROPERTIES:
            attributes.setdefault(node.value.id, []).append(node.attr)
    return replace(
        module,
        name=name,
        parameters=parameters,
        variables=tuple(parameters),
        attributes={
            variable: tuple(dict.fromkeys(names)) for variable, names in attributes.items()
        },
    )


def below_each_other(lines: Sequence[str], indent: int) -> str:
    """Statements as they stand in a block that is indented so far, the first where one stands
    already.
    """
    return f"\n{' ' * indent}".join(lines)


def span_statements(statements: Sequence[ast.stmt]) -> ast.Pass:
    """A place as large as statements that follow each other."""
    first, last = statements[0], statements[-1]
    return ast.Pass(
        lineno=first.lineno,
        col_offset=first.col_offset,
        end_lineno=last.end_lineno,
        end_col_offset=last.end_col_offset,
    )


def unique_key(key: str, taken: Sequence[str]) -> str:
    """The key, numbered where the same change can be made in several places of a function."""
    number, name = 1, key
    while name in taken:
        number += 1
        name = f"{key} ({number})"
    return name


def unified_diff(before: str, after: str) -> str:
    """The lines that differ, each with one around it, as programmers read it."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return "\n".join(list(lines)[2:])
