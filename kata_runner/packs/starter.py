"""The starter of a kata: the one in its folder, or the reference without its bodies."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from kata_runner.errors import BrokenPack
from kata_runner.model import Kata

BODY = ast.parse("raise NotImplementedError").body


def starter_text(kata: Kata) -> str:
    """What a learner begins with; raises BrokenPack when there is nothing to derive it from."""
    derive = not kata.starter.exists()
    file = kata.reference if derive else kata.starter
    try:
        text = file.read_text(encoding="utf-8")
        return derived(text, kata) if derive else text
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenPack(f"kata {kata.id}: {file}: {error}") from error


def derived(reference: str, kata: Kata) -> str:
    """Signatures and docstrings of the public functions, each body replaced; imports stay, helpers go."""
    tree = ast.parse(reference)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    stubs = list(map(stub, public_functions(reference)))
    head = f'"""Kata {kata}: {kata.summary}\n\nRead `kata show {kata.id}`, write, then `kata check {kata.id}`.\n"""'
    top = "\n\n".join(filter(None, [head, source(imports), source(named_by(stubs, tree.body))]))
    return "\n\n\n".join([top, *map(ast.unparse, stubs)]) + "\n"


def unwritten(starter: str) -> list[str]:
    """The functions that a learner is to write: the public ones that do nothing but raise NotImplementedError."""
    return [node.name for node in public_functions(starter)
            if [ast.unparse(line) for line in node.body[ast.get_docstring(node) is not None :]]
            in (["raise NotImplementedError"], ["raise NotImplementedError()"])]  # fmt: skip


def signatures(source: str) -> dict[str, str]:
    """The parameters of each public function, without their annotations."""
    functions = public_functions(source)
    for function in functions:
        for node in ast.walk(function.args):
            if isinstance(node, ast.arg):
                node.annotation = None
    return {function.name: ast.unparse(function.args) for function in functions}


def public_functions(source: str) -> list[ast.FunctionDef]:
    """The functions of a module whose names are no secret; raises BrokenPack for what is no Python."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError) as error:
        raise BrokenPack(f"not Python: {error}") from error
    return [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def named_by(stubs: Sequence[ast.FunctionDef], body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The constants, types and classes without which the signatures would mean nothing."""
    needed = {name for function in stubs for name in names(function, ast.Load)}
    found: list[ast.stmt] = []
    for node in reversed(body):
        given = {node.name} if isinstance(node, ast.ClassDef) else names(node, ast.Store)
        if needed & given and not isinstance(node, ast.FunctionDef):
            needed |= names(node, ast.Load)
            found.insert(0, node)
    return found


def names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """The names that are read or written in a piece of code."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, context)}


def source(nodes: Sequence[ast.stmt]) -> str:
    """The nodes as Python, a line each."""
    return "\n".join(map(ast.unparse, nodes))


def stub(function: ast.FunctionDef) -> ast.FunctionDef:
    """The function with its docstring and nothing else."""
    docstring = function.body[:1] if ast.get_docstring(function) is not None else []
    function.body = [*docstring, *BODY]
    return function
