"""The parts of a reference's syntax tree: functions, parameters, statements and expressions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TypeGuard, TypeVar

Function = ast.FunctionDef | ast.AsyncFunctionDef
Node = TypeVar("Node", bound=ast.AST)


def functions_in(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Yield every function with its qualified name."""
    for node in body:
        if isinstance(node, Function):
            yield prefix + node.name, node
        if isinstance(node, Function | ast.ClassDef):
            yield from functions_in(node.body, f"{prefix}{node.name}.")


def list_positional(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters that may be given by position."""
    return [*arguments.posonlyargs, *arguments.args]


def list_parameters(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters, without those that collect further arguments."""
    return [*list_positional(arguments), *arguments.kwonlyargs]


def defaults_of(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    """Yield each parameter that has a default, with its default."""
    positional = list_positional(arguments)
    with_default = positional[len(positional) - len(arguments.defaults) :]
    yield from zip(with_default, arguments.defaults, strict=True)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield argument, default


def statements_in(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a block and of its inner blocks, in the order of the source.

    Functions and classes in it are excluded: they are processed separately.
    """
    for statement in body:
        if isinstance(statement, Function | ast.ClassDef):
            continue
        yield statement
        for block in blocks_of(statement):
            yield from statements_in(block)


def blocks_of(statement: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    """Yield the inner blocks of a statement, with those of its `except` and `case` clauses."""
    yield getattr(statement, "body", [])
    for clause in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
        yield clause.body
    yield getattr(statement, "orelse", [])
    yield getattr(statement, "finalbody", [])


def expressions_of(statement: ast.stmt) -> list[ast.expr]:
    """Return the expressions that a statement itself computes.

    Annotations, targets and inner statements are excluded, and so are `raise` and `assert`, which
    compute no result.
    """
    parts: list[ast.expr | None] = []
    if isinstance(statement, ast.Return | ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr):
        is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        parts = [] if is_docstring else [statement.value]
    elif isinstance(statement, ast.If | ast.While):
        parts = [statement.test]
    elif isinstance(statement, ast.For | ast.AsyncFor):
        parts = [statement.iter]
    elif isinstance(statement, ast.With | ast.AsyncWith):
        parts = [item.context_expr for item in statement.items]
    elif isinstance(statement, ast.Match):
        parts = [statement.subject, *(case.guard for case in statement.cases)]
    return [part for part in parts if part is not None]


def assigned(statement: ast.stmt) -> list[str]:
    """Return the variables that a statement assigns, without those of an inner scope."""
    inner = inner_nodes(statement)
    return [
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in inner
    ]


def inner_nodes(statement: ast.stmt) -> set[int]:
    """Return the `id` of each node in a comprehension's target or in an inner function or class."""
    roots = [
        node.target if isinstance(node, ast.comprehension) else node
        for node in ast.walk(statement)
        if isinstance(node, ast.comprehension | ast.Lambda | Function | ast.ClassDef)
    ]
    return {id(part) for root in roots for part in ast.walk(root)}


def parts_of(node: ast.AST) -> Iterator[ast.expr]:
    """Yield a node and the expressions in it that are read, outermost first.

    The ``w`` of ``w.bias`` is not a part by itself. The expressions in an f-string are skipped:
    they only show in messages.
    """
    if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
        yield node
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ):
        return
    for child in ast.iter_child_nodes(node):
        yield from parts_of(child)


def is_operation(node: ast.AST, *kinds: type[ast.operator]) -> TypeGuard[ast.BinOp]:
    """Whether a node is an operation with one of these operators."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, kinds)


def is_call_with(node: ast.AST, count: int) -> TypeGuard[ast.Call]:
    """Whether a node is a call with this many arguments, none of them with a keyword."""
    return isinstance(node, ast.Call) and len(node.args) == count and not node.keywords


def replace_node(whole: Node, node: ast.AST, other: ast.AST) -> Node:
    """Return a copy of a tree with one node replaced.

    The replacement is in the memo of `deepcopy`, which takes it for a finished copy of the node.
    """
    return deepcopy(whole, {id(node): other})


def build(text: str, /, **parts: ast.expr) -> ast.expr:
    """Parse an expression, with nodes in place of some of its names and attributes."""
    template = ast.parse(text, mode="eval").body
    replaced = {
        id(node): parts[name]
        for node in ast.walk(template)
        if isinstance(node, ast.Name | ast.Attribute) and (name := ast.unparse(node)) in parts
    }
    return deepcopy(template, replaced)
