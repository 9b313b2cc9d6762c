"""Parsing of expressions with placeholders, and the first letter of sentences."""

from __future__ import annotations

import ast


def build(text: str, **parts: ast.expr) -> ast.expr:
    """Parse an expression, with nodes in place of some of its names."""
    return Filler(parts).visit(ast.parse(text, mode="eval").body)  # type: ignore[no-any-return]


class Filler(ast.NodeTransformer):
    """Replaces names with nodes."""

    def __init__(self, parts: dict[str, ast.expr]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:  # the name that `ast` requires
        """Return the node that replaces a name, or the name itself."""
        return self.parts.get(node.id, node)


def capitalize(text: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def decapitalize(text: str) -> str:
    """Return a sentence with its first letter in lower case, to follow other words."""
    return text[:1].lower() + text[1:]
