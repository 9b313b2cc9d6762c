"""The starter of a kata: the file in its folder, or the reference without its bodies.

A function keeps its signature and docstring. A class keeps its bases, the fields of a dataclass, a
named tuple or an enumeration, because its objects are made of them, and every public method,
reduced like a function. Private definitions are removed, also private bases, whose public methods
and fields move into the class. No statement of a public body is kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.packs.author_files import read_python
from kata_runner.packs.source_parts import (
    Definition,
    change,
    expand_aliases,
    is_public,
    list_public_parts,
)

BODY = ast.parse("raise NotImplementedError").body
# Decorators that show how a function or a class is used, not how it works.
KEPT_DECORATORS = {
    "staticmethod",
    "classmethod",
    "property",
    "cached_property",
    "abstractmethod",
    "setter",
    "getter",
    "deleter",
    "contextmanager",
    "overload",
    "dataclass",
    "total_ordering",
    "unique",
    "runtime_checkable",
}
Assignment = ast.Assign | ast.AnnAssign
FIELDS_OF = {"NamedTuple", "TypedDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}


def get_starter_text(kata: Kata) -> str:
    """Return the text that a learner begins with; raises PackError if it cannot be made."""
    derive = not kata.starter.exists()
    file = kata.reference if derive else kata.starter
    try:
        text = read_python(file)
        return derive_starter(text, kata) if derive else text
    except (OSError, SyntaxError, ValueError) as error:
        raise PackError(f"kata {kata.id}: {file}: {error}") from error


def derive_starter(reference: str, kata: Kata) -> str:
    """Return the public parts of a reference with stubs as bodies; imports stay, helpers are
    removed.
    """
    tree = ast.parse(reference)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    parts = [stub(node, tree.body) for node in list_public_parts(tree.body)]
    head = (
        f'"""Kata {kata}: {kata.summary}\n\nRead `kata show {kata.id}`, write, then `kata '
        f'check {kata.id}`.\n"""'
    )
    needed = select_needed(parts, tree.body)
    constants = [node for node in needed if not isinstance(node, ast.ClassDef)]
    types = [node for node in needed if isinstance(node, ast.ClassDef)]
    top = "\n\n".join(filter(None, [head, to_source(imports), to_source(constants)]))
    return "\n\n\n".join([top, *map(ast.unparse, [*types, *parts])]) + "\n"


def stub(node: Definition, module: Sequence[ast.stmt]) -> Definition:
    """Reduce a part to its signature and docstring."""
    return stub_function(node) if isinstance(node, ast.FunctionDef) else stub_class(node, module)


def stub_function(function: ast.FunctionDef) -> ast.FunctionDef:
    """Replace the body of a function, but keep its docstring."""
    docstring = function.body[:1] if ast.get_docstring(function) is not None else []
    function.body = [*docstring, *BODY]
    function.decorator_list = list(filter(is_kept, function.decorator_list))
    return function


def stub_class(cls: ast.ClassDef, module: Sequence[ast.stmt]) -> ast.ClassDef:
    """Reduce a class to its docstring, its fields and stubs of its public methods."""
    cls = expand_aliases(merge_private_bases(cls, module))
    has_fields = is_made_of_fields(cls)
    docstring = cls.body[:1] if ast.get_docstring(cls) is not None else []
    members = [
        part
        for node in cls.body[len(docstring) :]
        for part in select_members(node, has_fields, module)
    ]
    cls.decorator_list = list(filter(is_kept, cls.decorator_list))
    cls.body = [*docstring, *members] or [ast.Pass()]
    return cls


def select_members(
    node: ast.stmt, has_fields: bool, module: Sequence[ast.stmt]
) -> Iterator[ast.stmt]:
    """Yield what a stub keeps of a statement in a class."""
    if isinstance(node, Definition):
        if is_public(node.name):
            yield stub(node, module)
    elif has_fields and isinstance(node, Assignment):
        if all(map(is_public, get_names(node, ast.Store))):
            yield node
    elif (
        isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and is_public(node.target.id)
    ):
        yield ast.AnnAssign(node.target, node.annotation, None, node.simple)


def merge_private_bases(cls: ast.ClassDef, module: Sequence[ast.stmt]) -> ast.ClassDef:
    """Return a class without private bases, which a learner does not get.

    Their methods, their fields and their own bases are moved into the class.
    """
    classes = {
        node.name: node for node in module if isinstance(node, ast.ClassDef) and node is not cls
    }
    bases: list[ast.expr] = []
    merged: list[ast.ClassDef] = []
    for base in cls.bases:
        private = None if is_public(ast.unparse(base)) else classes.get(ast.unparse(base))
        if private is None:
            bases.append(base)
            continue
        whole = expand_aliases(merge_private_bases(private, module))
        merged.append(whole)
        names = {ast.unparse(other) for other in bases}
        bases += [inner for inner in whole.bases if ast.unparse(inner) not in names]
    return change(
        cls,
        bases=bases,
        keywords=[word for word in cls.keywords if is_public(get_last_name(word.value))],
        body=merge_bodies(cls, merged),
        decorator_list=merge_decorators(cls, merged),
    )


def merge_bodies(cls: ast.ClassDef, bases: Sequence[ast.ClassDef]) -> list[ast.stmt]:
    """Return a class's body with the fields of bases before its own statements, in Python's order,
    and with their methods behind them.

    With such fields, the values of a class that is not made of fields itself are removed: they
    would become fields too.
    """
    start = int(ast.get_docstring(cls) is not None)
    docstring, own = cls.body[:start], cls.body[start:]
    fields = [node for base in reversed(bases) for node in list_fields(base)]
    if fields and not is_made_of_fields(cls):
        own = [node for node in own if not isinstance(node, Assignment) or node.value is None]
    body = [*docstring, *fields, *own]
    for base in bases:
        names = {node.name for node in body if isinstance(node, Definition)}
        body += [
            node for node in base.body if isinstance(node, Definition) and node.name not in names
        ]
    return body


def merge_decorators(cls: ast.ClassDef, bases: Sequence[ast.ClassDef]) -> list[ast.expr]:
    """Return a class's decorators, and the `dataclass` of a base with fields if it has none."""
    homes = [cls, *(base for base in bases if list_fields(base))]
    marks = [
        mark for home in homes for mark in home.decorator_list if get_last_name(mark) == "dataclass"
    ]
    return [*cls.decorator_list, *(mark for mark in marks[:1] if mark not in cls.decorator_list)]


def list_fields(cls: ast.ClassDef) -> list[ast.stmt]:
    """Return the fields of a class: its assignments if it is made of fields, else none."""
    return [node for node in cls.body if isinstance(node, Assignment) and is_made_of_fields(cls)]


def is_made_of_fields(cls: ast.ClassDef) -> bool:
    """Whether assignments in a class are its fields: a dataclass, a named tuple, an enumeration."""
    return "dataclass" in map(get_last_name, cls.decorator_list) or bool(
        FIELDS_OF & set(map(get_last_name, cls.bases))
    )


def is_kept(mark: ast.expr) -> bool:
    """Whether a stub keeps a decorator."""
    return get_last_name(mark) in KEPT_DECORATORS


def get_last_name(expression: ast.expr) -> str:
    """Return the last part of a name, or of the name that is called: ``dataclass`` for
    ``dataclasses.dataclass()``.
    """
    if isinstance(expression, ast.Call):
        expression = expression.func
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def select_needed(parts: Sequence[Definition], body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the constants, types and private classes that the parts refer to, classes as stubs."""
    needed = {name for part in parts for name in get_names_read(part)}
    statements: list[ast.stmt] = []
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) or (
            isinstance(node, ast.ClassDef) and is_public(node.name)
        ):
            continue
        given = {node.name} if isinstance(node, ast.ClassDef) else get_names(node, ast.Store)
        if needed & given:
            statement = stub_class(node, body) if isinstance(node, ast.ClassDef) else node
            needed |= get_names(statement, ast.Load)
            statements.insert(0, statement)
    return statements


def get_names_read(part: Definition) -> Iterable[str]:
    """Return the names that a part reads, also in annotations written as text."""
    texts = (
        node.value
        for node in ast.walk(part)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return get_names(part, ast.Load) | {text for text in texts if text.isidentifier()}


def get_names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """Return the names that a piece of code reads or writes."""
    return {
        part.id
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, context)
    }


def to_source(nodes: Sequence[ast.stmt]) -> str:
    """Return the source of the nodes, one below the other."""
    return "\n".join(map(ast.unparse, nodes))
