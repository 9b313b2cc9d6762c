"""The attempt in a session: those statements, of all cells that were run, that a kata's parts need.

Statements that only try something are left out, because what they use is missing where an attempt
runs. Each line keeps its position in its cell, so that a failure is reported by cell and line.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kata_runner.engine.notebook_source import HEAD, MARK, convert_cell

MAGIC = "%%kata"


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement at the top level of a cell, with its lines and the names it binds and reads."""

    cell: int
    lines: range
    makes: frozenset[str]
    reads: frozenset[str]
    is_whole: bool  # what it binds does not depend on earlier values


def build_source(cells: Sequence[str], parts: Collection[str]) -> bytes:
    """Return the source of the parts that cells define; empty if no cell defines one."""
    texts = [convert_text(cell) for cell in cells]
    statements = [
        each for number, text in enumerate(texts) for each in list_statements(number, text)
    ]
    names = {part.partition(".")[0] for part in parts}
    selected = select_statements(statements, names)
    if not any(names & each.makes for each in selected):
        return b""
    return "\n".join([HEAD, *write_cells(texts, selected), ""]).encode("utf-8", "surrogatepass")


def convert_text(cell: str) -> str:
    """Return a cell as Python; the magic above a cell becomes a comment."""
    if cell.lstrip().startswith(MAGIC):
        cell = f"#{cell.lstrip()}"
    return "\n".join(convert_cell(cell))


def list_statements(cell: int, text: str) -> Iterator[Statement]:
    """Yield the statements of a cell; none if the cell is not valid Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in tree.body:
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        last = node.end_lineno or node.lineno
        is_whole = isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.AnnAssign
        ) or (
            isinstance(node, ast.Assign)
            and not any(isinstance(each, ast.Attribute | ast.Subscript) for each in node.targets)
        )
        makes = frozenset(list_made(node))
        yield Statement(cell, range(first - 1, last), makes, frozenset(list_read(node)), is_whole)


def list_made(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds, or whose objects it changes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    elif not isinstance(node, ast.Expr):
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id
            elif isinstance(part, ast.Attribute | ast.Subscript) and isinstance(
                part.ctx, ast.Store
            ):
                yield from base_name(part)
            elif isinstance(part, ast.FunctionDef | ast.ClassDef):
                yield part.name


def base_name(node: ast.expr) -> Iterator[str]:
    """Yield the name of the object that an attribute or an element belongs to."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def list_read(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement reads, including names in string annotations."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Constant) and str(part.value).isidentifier():
            yield str(part.value)


def select_statements(statements: Sequence[Statement], names: Collection[str]) -> list[Statement]:
    """Return the statements that define the names and everything they need, in order.

    For each name, these are the last statement that binds it independently of its earlier value,
    and all later statements that change it. Star imports are always included.
    """
    needed, waiting = set[Statement](), list(names)
    asked = set(names)
    while waiting:
        name = waiting.pop()
        for statement in reversed([each for each in statements if name in each.makes]):
            needed.add(statement)
            more = statement.reads - asked
            asked |= more
            waiting += more
            if statement.is_whole:
                break
    needed |= {each for each in statements if "*" in each.makes}
    return [statement for statement in statements if statement in needed]


def write_cells(texts: Sequence[str], selected: Sequence[Statement]) -> Iterator[str]:
    """Yield the lines of cells with selected statements; all other lines are empty."""
    for number, text in enumerate(texts):
        lines = {line for each in selected if each.cell == number for line in each.lines}
        if lines:
            yield f"{MARK}{number}"
            yield from (
                line if index in lines else "" for index, line in enumerate(text.split("\n"))
            )
