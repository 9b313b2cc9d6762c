"""The statements of a cell: which names each binds, changes and reads."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from symtable import SymbolTable, symtable

from kata_runner.packs.source_parts import get_span

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
NAME = re.compile(r"[^\W\d]\w*")
COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}  # as `symtable` calls them
FILLING = {
    *("add", "append", "appendleft", "clear", "discard", "extend", "extendleft", "insert", "pop"),
    *("popitem", "popleft", "remove", "reverse", "setdefault", "sort", "update"),
}  # methods of collections that change them, also where their result is used
HARMLESS = {*dir(builtins), "display"}


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement at the top level of a cell, with its lines and what it does to names."""

    cell: int
    lines: range
    makes: frozenset[str]  # names that it binds or deletes, or whose objects it assigns into
    replaces: frozenset[str]  # those of them that it binds whatever they were before
    defines: frozenset[str]  # those of them that it binds to a function, a class or an import
    calls: frozenset[str]  # names of objects that a method may change that it calls
    passes: frozenset[str]  # names of objects that it gives to a function for its effect alone
    reads: frozenset[str]  # names that it reads when it runs
    reads_later: frozenset[str]  # names that its functions read when they are called


def list_statements(cell: int, text: str, unrun: int = 0) -> list[Statement]:
    """Return the statements of a cell; none if it is not valid Python.

    The last `unrun` of them did not run, and are left out. So are imports from `__future__`, which
    have to stand at the top of a file.
    """
    try:
        nodes = ast.parse(text).body
        ran = nodes[: max(len(nodes) - unrun, 0)]
        return [make_statement(cell, node) for node in ran if not is_future_import(node)]
    except (SyntaxError, ValueError, RecursionError):
        return []


def is_future_import(node: ast.stmt) -> bool:
    """Whether a statement is an import from `__future__`."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def make_statement(cell: int, node: ast.stmt) -> Statement:
    """Return a statement with the names in it; raises SyntaxError if it cannot be compiled."""
    table = symtable(ast.unparse(node), "cell", "exec")
    now = set(list_reads(table, in_function=False))
    later = {*list_reads(table, in_function=True), *list_annotation_names(node)}
    if not isinstance(node, Definition) or node.decorator_list:
        now |= later  # the functions in it may be called at once
    bound, defined = frozenset(list_bound(node)), frozenset(list_defined(node))
    return Statement(
        cell,
        range(*get_span(node)),
        bound | defined | now & set(list_assigned_into(node)),
        frozenset(list_replaced(node)),
        defined,
        frozenset(now & set(list_called(node))),
        frozenset(now & set(list_passed(node))),
        frozenset(now),
        frozenset(later),
    )


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a statement that run with it: no bodies of functions and classes.

    The variables of comprehensions and annotations without a value bind nothing and are left out.
    """
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.comprehension):
            waiting += [part.iter, *part.ifs]
            continue
        if isinstance(part, ast.AnnAssign) and part.value is None:
            continue
        yield part
        if not isinstance(part, Definition | ast.Lambda):
            waiting += ast.iter_child_nodes(part)


def list_bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement assigns or deletes."""
    for part in walk(node):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            yield part.id
        elif isinstance(part, ast.MatchAs | ast.MatchStar) and part.name:
            yield part.name


def list_defined(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds to functions, classes and imports."""
    for part in walk(node):
        if isinstance(part, Definition):
            yield part.name
        elif isinstance(part, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in part.names)


def list_replaced(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds whatever they were before.

    `import a.b` is none of these: it adds to what `import a.c` has loaded.
    """
    if isinstance(node, ast.Assign | ast.AnnAssign):
        yield from list_bound(node)
    elif isinstance(node, Definition | ast.ImportFrom):
        yield from list_defined(node)
    elif isinstance(node, ast.Import):
        yield from (alias.asname for alias in node.names if alias.asname)


def list_assigned_into(node: ast.stmt) -> Iterator[str]:
    """Yield the names of objects of which a statement assigns or deletes attributes or elements."""
    for part in walk(node):
        if isinstance(part, ast.Attribute | ast.Subscript) and not isinstance(part.ctx, ast.Load):
            yield from list_owner(part)


def list_called(node: ast.stmt) -> Iterator[str]:
    """Yield the names of objects of which a statement calls a method that may change them.

    That is any method whose result is not used, and the methods of collections that change them.
    """
    for part in walk(node):
        is_unused = isinstance(part, ast.Expr)
        call = part.value if isinstance(part, ast.Expr) else part
        method = call.func if isinstance(call, ast.Call) else None
        if isinstance(method, ast.Attribute) and (is_unused or method.attr in FILLING):
            yield from list_owner(method)


def list_passed(node: ast.stmt) -> Iterator[str]:
    """Yield the names of objects that a statement gives to a function whose result is not used.

    Such a function may change them, except for the built-in ones, which show something.
    """
    for part in walk(node):
        call = part.value if isinstance(part, ast.Expr) else None
        if isinstance(call, ast.Call) and not HARMLESS.issuperset(list_owner(call.func)):
            for argument in call.args:
                yield from list_owner(argument)


def list_owner(node: ast.expr) -> Iterator[str]:
    """Yield the name of the object that an attribute or an element belongs to."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def list_reads(table: SymbolTable, *, in_function: bool, inside: bool = False) -> Iterator[str]:
    """Yield the session's names that are read in functions, or else those read outside of them.

    `inside` says that the table itself is in a function. A name that a function declares as global
    counts as read.
    """
    is_function = table.get_type() == "function"
    if inside == in_function:
        for symbol in table.get_symbols():
            is_used = symbol.is_referenced() or (is_function and symbol.is_assigned())
            if is_used and (symbol.is_global() or not is_function):
                yield symbol.get_name()
    for child in table.get_children():
        is_called = child.get_type() == "function" and child.get_name() not in COMPREHENSIONS
        yield from list_reads(child, in_function=in_function, inside=inside or is_called)


def list_annotation_names(node: ast.stmt) -> Iterator[str]:
    """Yield the names in annotations that are written as strings."""
    for part in ast.walk(node):
        for annotation in (getattr(part, "annotation", None), getattr(part, "returns", None)):
            for inner in ast.walk(annotation) if annotation else ():
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield from NAME.findall(inner.value)
