"""Expressions from texts, and texts as sentences."""

from __future__ import annotations

import ast


def parsed(text: str, **parts: ast.expr) -> ast.expr:
    """An expression from its text, with nodes in the place of some of its names."""
    return Filler(parts).visit(ast.parse(text, mode="eval").body)  # type: ignore[no-any-return]


class Filler(ast.NodeTransformer):
    """Puts nodes in the place of names."""

    def __init__(self, parts: dict[str, ast.expr]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:  # ast's own way to name them
        """Another node for a name that stands for one."""
        return self.parts.get(node.id, node)


def capitalize(text: str) -> str:
    """A sentence that begins with a capital."""
    return text[:1].upper() + text[1:]


def decapitalize(text: str) -> str:
    """A sentence in the middle of another."""
    return text[:1].lower() + text[1:]
