"""The parts of a kata in a module's source: its public functions, its public classes and their
methods.

A part has the name that a learner uses: ``softmax``, ``Value``, ``Value.backward``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TypeVar

from kata_runner.errors import PackError

Definition = ast.FunctionDef | ast.ClassDef
Node = TypeVar("Node", bound=Definition)
PROPERTY = ("setter", "getter", "deleter")
ENDS = (["raise NotImplementedError"], ["raise NotImplementedError()"])


def parse_module(source: str) -> ast.Module:
    """Parse a module; raises PackError if it is not Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise PackError(f"not Python: {error}") from error


def is_public(name: str) -> bool:
    """Whether a name is public; the names that Python itself calls, such as ``__add__``, are."""
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def get_span(node: ast.stmt) -> tuple[int, int]:
    """Return the lines of a statement with its decorators, as the bounds of a slice.

    The lines are counted from 0.
    """
    marks = getattr(node, "decorator_list", [])
    return min([node.lineno, *(mark.lineno for mark in marks)]) - 1, node.end_lineno or node.lineno


def list_public_parts(body: Sequence[ast.stmt]) -> list[Definition]:
    """Return the public functions and classes of a module or a class."""
    return [node for node in body if isinstance(node, Definition) and is_public(node.name)]


def list_callables(source: str) -> dict[str, ast.FunctionDef]:
    """Return public functions and methods by name; a property is represented by its getter.

    Raises PackError if the source is not Python.
    """
    return {name: node for name, node in find_parts(parse_module(source).body)
            if isinstance(node, ast.FunctionDef)}  # fmt: skip


def list_classes(source: str) -> list[str]:
    """Return the public classes of a module, nested ones after the class around them.

    Raises PackError if the source is not Python.
    """
    return [name for name, node in find_parts(parse_module(source).body)
            if isinstance(node, ast.ClassDef)]  # fmt: skip


def find_parts(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield the public functions and classes of a module or a class by name, nested ones too."""
    for node in list_public_parts(body):
        if isinstance(node, ast.ClassDef):
            yield prefix + node.name, node
            yield from find_parts(expand_aliases(node).body, f"{prefix}{node.name}.")
        elif not is_accessor(node):
            yield prefix + node.name, node


def list_unwritten(starter: str) -> list[str]:
    """Return the functions and methods that a learner is to write: the public ones whose body only
    raises NotImplementedError.
    """
    return [name for name, node in list_callables(starter).items() if is_unwritten(node)]


def is_unwritten(function: ast.FunctionDef) -> bool:
    """Whether the body of a function only raises NotImplementedError."""
    body = function.body[ast.get_docstring(function) is not None :]
    return [ast.unparse(line) for line in body] in ENDS


def get_signatures(source: str) -> dict[str, str]:
    """Return the parameters of each public function and method, without annotations."""
    functions = list_callables(source)
    for function in functions.values():
        for node in ast.walk(function.args):
            if isinstance(node, ast.arg):
                node.annotation = None
    return {name: ast.unparse(function.args) for name, function in functions.items()}


def get_owner(part: str) -> str:
    """Return the class of a method, or the part itself if it is not a method.

    >>> get_owner("Value.backward"), get_owner("softmax")
    ('Value', 'softmax')
    """
    return part.rpartition(".")[0] or part


def is_accessor(function: ast.FunctionDef) -> bool:
    """Whether a function is the accessor of a property that another function declares."""
    return any(
        isinstance(mark, ast.Attribute) and mark.attr in PROPERTY
        for mark in function.decorator_list
    )


def expand_aliases(cls: ast.ClassDef) -> ast.ClassDef:
    """Return a class in which every alias of a method, ``__radd__ = __add__``, is a copy of the
    method.
    """
    methods = {node.name: node for node in cls.body if isinstance(node, ast.FunctionDef)}
    body: list[ast.stmt] = []
    for node in cls.body:
        body += copy_aliased(node, methods) or [node]
    return change(cls, body=body)


def copy_aliased(node: ast.stmt, methods: dict[str, ast.FunctionDef]) -> list[ast.stmt]:
    """Return a copy of a method under each name that a statement of its class gives to it."""
    if (
        not isinstance(node, ast.Assign)
        or not isinstance(node.value, ast.Name)
        or node.value.id not in methods
    ):
        return []
    method = methods[node.value.id]
    return [rename(method, target.id) for target in node.targets if isinstance(target, ast.Name)]


def rename(function: ast.FunctionDef, name: str) -> ast.FunctionDef:
    """Return a copy of a function under another name, without the docstring, which describes the
    original.
    """
    body = function.body[ast.get_docstring(function) is not None :] or [ast.Pass()]
    return change(function, name=name, body=body)


def change(node: Node, **fields: object) -> Node:
    """Return a copy of a node with other values in these fields."""
    changed = copy(node)
    vars(changed).update(fields)
    return changed
