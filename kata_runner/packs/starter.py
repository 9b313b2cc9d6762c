"""The starter of a kata: the one in its folder, or the reference without its bodies."""

from __future__ import annotations

import ast

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
    kept = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    stubs = [stub(node) for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    head = f'"""Kata {kata}: {kata.summary}\n\nRead `kata show {kata.id}`, write, then `kata check {kata.id}`.\n"""'
    imports = "\n".join(map(ast.unparse, kept))
    return "\n\n\n".join(filter(None, [f"{head}\n\n{imports}".rstrip(), *map(ast.unparse, stubs)])) + "\n"


def stub(function: ast.FunctionDef) -> ast.FunctionDef:
    """The function with its docstring and nothing else."""
    docstring = function.body[:1] if ast.get_docstring(function) is not None else []
    function.body = [*docstring, *BODY]
    return function
