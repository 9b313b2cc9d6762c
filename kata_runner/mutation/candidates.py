"""Generation of candidates: small changes to a reference that may cause a wrong result."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from kata_runner.mutation.describe_expressions import describe
from kata_runner.mutation.everywhere import everywhere
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names, definitions_in
from kata_runner.mutation.mutants import Change, changes, join_indented, span
from kata_runner.mutation.observe import Observed
from kata_runner.mutation.slips import SLIPS
from kata_runner.mutation.slips_of_statements import Described, slips_of_statements
from kata_runner.mutation.source_edits import Candidate, Edit, Source, apply_edit, compiles
from kata_runner.mutation.syntax import (
    Function,
    expressions_of,
    functions_in,
    list_parameters,
    parts_of,
    replace_node,
)
from kata_runner.mutation.transformed import transformed_arguments
from kata_runner.mutation.whole_slips import whole_slips


def make_candidates(
    source: str,
    graded: Collection[str],
    known_words: Collection[str],
    observed: Mapping[str, Observed] | None = None,
) -> list[Candidate]:
    """Return every candidate of a module, common changes first, each group in source order.

    `graded` are the parts that experiments call; `known_words` are all names that the kata's lesson
    and starter contain. Changes that do not compile, or that leave the source as it is, are
    dropped.
    """
    tree, file = ast.parse(source), Source(source)
    reached = reaching_parts(tree, graded)
    names_by_function = map_names(tree, reached, known_words)
    candidates: dict[tuple[str, Edit], Candidate] = {}
    for change, operator, says, names in described_changes(
        tree, graded, observed, names_by_function
    ):
        edit = (*file.span(change.place), change.text)
        for part in reached.get(change.scope.name, ()):
            if (part, edit) not in candidates:
                name = f"{part}.{operator}"
                candidates[part, edit] = Candidate(name, part, says, names, edit)
    encoded = source.encode()
    return [
        one
        for one in candidates.values()
        if (wrong := apply_edit(encoded, one.edit)) != encoded and compiles(wrong.decode())
    ]


def described_changes(
    tree: ast.Module,
    graded: Collection[str],
    observed: Mapping[str, Observed] | None,
    names_by_function: Mapping[str, Names],
) -> Iterator[Described]:
    """Yield the changes that `kata verify` makes, then further slips at the same places."""
    places: dict[int, Change] = {}
    for change in changes(tree, graded, observed):
        names = names_by_function.get(change.scope.name)
        if names is None:
            continue
        if isinstance(change.place, ast.expr) and change.statement is not None:
            places.setdefault(id(change.place), change)
        description = describe(change, names)
        if description is not None:
            yield fill_in_names(change, *description, names)
    for change in places.values():
        yield from further_slips(change, names_by_function[change.scope.name])
    scopes = {change.scope.name: change.scope for change in places.values()}
    for name, function in functions_in(tree.body):
        if name in scopes:
            yield from slips_everywhere(function, scopes[name], names_by_function[name])
            yield from slips_of_statements(function, scopes[name], names_by_function[name])


def slips_everywhere(function: Function, scope: Scope, names: Names) -> Iterator[Described]:
    """Yield slips that affect a whole function.

    One slip is made in several places, with the body rewritten, or an argument is transformed in a
    line that is inserted before the first statement.
    """
    place = span(function.body[0], function.body[-1])
    for body, operator, says in everywhere(function, names, scope.numpy):
        lines = "\n".join(map(ast.unparse, body)).splitlines()
        text = join_indented(lines, place.col_offset)
        yield Change("", place, text, scope), operator, says, ()
    place = span(function.body[0], function.body[0])
    place.end_lineno, place.end_col_offset = place.lineno, place.col_offset
    for line, operator, says in transformed_arguments(scope, names):
        text = join_indented([line, ""], place.col_offset)
        yield Change("", place, text, scope), operator, says, ()


def further_slips(first: Change, names: Names) -> Iterator[Described]:
    """Yield the further slips in the expression that the change `first` is about."""
    whole = first.place
    assert isinstance(whole, ast.expr)
    for node in parts_of(whole):
        for rule in SLIPS:
            for other, operator, says in rule(node, first.scope, names):
                text = ast.unparse(replace_node(whole, node, other))
                change = Change("", whole, text, first.scope, node, other, first.statement)
                yield fill_in_names(change, operator, says, names)
    for text, operator, says in whole_slips(whole, first.scope, names, first.statement):
        change = Change("", whole, text, first.scope, None, None, first.statement)
        yield fill_in_names(change, operator, says, names)


def fill_in_names(change: Change, operator: str, says: str, names: Names) -> Described:
    """Return a described change, with the names used at its place filled into the sentence.

    Names that the sentence mentions already are not repeated.
    """
    places = [change.node, *(expressions_of(change.statement) if change.statement else ())]
    where = names.where(*places)
    used = next(
        (known for place in places if place is not None and (known := names.read_by(place))), []
    )
    if used and "{where}" in says and all(f"`{name}`" in says for name in used):
        used_beside = names.where(*places[1:])
        where = used_beside if used_beside != where else ""
    return change, operator, says.replace("{where}", where), tuple(used)


def map_names(
    tree: ast.Module, reached: Mapping[str, Sequence[str]], known_words: Collection[str]
) -> dict[str, Names]:
    """Return, for each function of a module, the names that sentences about it may use.

    The parameters of a helper are excluded: learners do not see helpers.
    """
    modules = {
        alias.asname or alias.name.partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    functions = dict(functions_in(tree.body))
    public = {name for name in functions if name in known_words}
    return {
        name: Names(
            parameters_of(function) if name in reached.get(name, ()) else (),
            public,
            known_words,
            modules,
            name,
            name if name in public and name not in reached.get(name, ()) else "",
            definitions_in(function),
        )
        for name, function in functions.items()
    }


def parameters_of(function: Function) -> list[str]:
    """Return the names of a function's parameters."""
    given = function.args
    every = [*list_parameters(given), given.vararg, given.kwarg]
    return [argument.arg for argument in every if argument is not None]


def reaching_parts(tree: ast.Module, graded: Collection[str]) -> dict[str, list[str]]:
    """Map each function to the graded parts that call it, directly or indirectly.

    The list of a part begins with the part itself.
    """
    functions = dict(functions_in(tree.body))
    calls = {
        name: {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        & functions.keys() - {name}
        for name, function in functions.items()
    }
    parts = [name for name in functions if name in graded or is_in_class(name, graded)]
    reached: dict[str, list[str]] = {name: [name] for name in parts}
    for part in parts:
        waiting, seen = list(calls[part]), {part}
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                reached.setdefault(name, []).append(part)
                waiting += calls[name]
    return reached


def is_in_class(name: str, graded: Collection[str]) -> bool:
    """Whether a method belongs to a class of which experiments create objects."""
    return "." in name and name.rpartition(".")[0] in graded
