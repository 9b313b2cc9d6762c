"""Mutants of a reference: its source with one small change, to measure how strong the grading is.

Only the place that changes is rewritten, so a mutant's diff shows the author's own lines and line
numbers. Mutants are in the order of the source. A mutant's key, ``function: before -> after``,
stays the same as long as the code at that place does.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kata_runner.mutation.expressions import RULES, Scope
from kata_runner.mutation.known_names import ARRAY_PROPERTIES
from kata_runner.mutation.observe import Observed
from kata_runner.mutation.signs import is_negative_of, without_sign, without_size
from kata_runner.mutation.source_edits import Place, Source, compiles
from kata_runner.mutation.statements import wrong_statements
from kata_runner.mutation.syntax import (
    Function,
    assigned,
    defaults_of,
    expressions_of,
    functions_in,
    list_parameters,
    list_positional,
    parts_of,
    replace_node,
    statements_in,
)

CONSTANT = ast.Constant | ast.UnaryOp | ast.BinOp


@dataclass(frozen=True, eq=False)
class Mutant:
    """A reference with one small change.

    `key` is its name in `[[waived]]`, `line` the line of the change, and `source` the whole changed
    source.
    """

    key: str
    line: int
    source: str
    diff: str


@dataclass(frozen=True, eq=False)
class Change:
    """A place in the source and the text that replaces it; `key` describes the change briefly.

    `scope` is the function that contains the place. If a rule for expressions made the change,
    `node` and `other` are the part of the expression that changes, before and after, and
    `statement` is the statement that contains it.
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
    """Return every mutant of a module, in the order of its lines.

    `graded` are the functions that experiments call; the others are helpers, which may change their
    arguments. `observed` is what the functions were seen to take and return; mutants that cannot
    show there are not made. Raises SyntaxError for source that is not valid Python.
    """
    tree, file = ast.parse(source), Source(source)
    mutants: dict[str, Mutant] = {}
    for change in changes(tree, graded, observed):
        mutated = file.changed(change.place, change.text)
        if mutated not in mutants and mutated != source and compiles(mutated):
            key = unique_key(change.key, [mutant.key for mutant in mutants.values()])
            diff = unified_diff(source, mutated)
            mutants[mutated] = Mutant(key, change.place.lineno, mutated, diff)
    return sorted(mutants.values(), key=lambda mutant: mutant.line)


def changes(
    tree: ast.Module, graded: Collection[str], observed: Mapping[str, Observed] | None
) -> Iterator[Change]:
    """Yield every change, module constants first, then function by function."""
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
    """Yield the name and the value of each constant that a module or its classes assign.

    An expression with a unary or binary operator counts as a constant too.
    """
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from constants_in(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, CONSTANT):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield prefix + ast.unparse(target), node.value


def function_changes(function: Function, scope: Scope) -> Iterator[Change]:
    """Yield the changes of one function: its defaults, then statement by statement.

    The scope of each statement has the variables that were assigned before it.
    """
    for argument, default in defaults_of(function.args):
        yield from wrong_expressions(default, replace(scope, variables=()))
        key = f"{scope.name}: {argument.arg}={ast.unparse(default)} -> {argument.arg}"
        yield Change(key, span(argument, default), ast.unparse(argument), scope)
    for statement in statements_in(function.body):
        for part in expressions_of(statement):
            yield from wrong_expressions(part, scope, statement)
        if isinstance(statement, ast.If | ast.While):
            yield from wrong_condition(statement, scope)
        for key, lines in wrong_statements(statement, scope):
            text = join_indented(lines, statement.col_offset)
            yield Change(f"{scope.name}: {key}", statement, text, scope, statement=statement)
        scope = scope.with_variables(assigned(statement))


def wrong_condition(statement: ast.If | ast.While, scope: Scope) -> Iterator[Change]:
    """Yield a condition that is never true, and the negated condition."""
    test = ast.unparse(statement.test)
    word = "if" if isinstance(statement, ast.If) else "while"
    for other in ("False", f"not ({test})"):
        key = f"{scope.name}: {word} {test} -> {word} {other}"
        yield Change(key, statement.test, other, scope, statement=statement)


def wrong_expressions(
    whole: ast.expr, scope: Scope, statement: ast.stmt | None = None
) -> Iterator[Change]:
    """Yield every change of a part of an expression; the whole expression is rewritten."""
    signs, sizes = without_sign(whole), without_size(whole)
    for node in parts_of(whole):
        if id(node) in sizes:
            continue
        for rule in RULES:
            for other in rule(node, scope):
                if id(node) in signs and is_negative_of(node, other):
                    continue
                key = f"{scope.name}: {ast.unparse(node)} -> {ast.unparse(other)}"
                text = ast.unparse(replace_node(whole, node, other))
                yield Change(key, whole, text, scope, node, other, statement)


def module_scope(tree: ast.Module) -> Scope:
    """Return the scope that all functions of a module share."""
    functions = {
        node.name: len(list_positional(node.args))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
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
    """Return the scope at the first line of a function."""
    parameters = {
        argument.arg: ast.unparse(argument.annotation) if argument.annotation else ""
        for argument in list_parameters(function.args)
    }
    attributes: dict[str, dict[str, None]] = {}
    methods = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            is_data = id(node) not in methods and node.attr not in ARRAY_PROPERTIES
            if is_data and node.value.id in parameters:
                attributes.setdefault(node.value.id, {})[node.attr] = None
    return replace(
        module,
        name=name,
        parameters=parameters,
        variables=tuple(parameters),
        attributes={variable: tuple(names) for variable, names in attributes.items()},
    )


def join_indented(lines: Sequence[str], indent: int) -> str:
    """Join the lines of a block that is indented by this many spaces.

    The first line is not indented: it replaces code that is at its column already.
    """
    return f"\n{' ' * indent}".join(lines)


def span(first: Place, last: Place) -> ast.Pass:
    """Return the place from the beginning of one node to the end of another."""
    return ast.Pass(
        lineno=first.lineno,
        col_offset=first.col_offset,
        end_lineno=last.end_lineno,
        end_col_offset=last.end_col_offset,
    )


def unique_key(key: str, taken: Sequence[str]) -> str:
    """Return the key, with a number if the same change is possible in several places."""
    number, name = 1, key
    while name in taken:
        number += 1
        name = f"{key} ({number})"
    return name


def unified_diff(before: str, after: str) -> str:
    """Return a unified diff with one line of context, without its header."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return "\n".join(list(lines)[2:])
