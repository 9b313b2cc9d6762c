"""The attempt in a session: those statements, of all cells that were run, that a kata's parts need.

Statements that only try something are left out, because what they use is missing where an attempt
runs. Each line keeps its position in its cell, so that a failure is reported by cell and line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kata_runner.engine.notebook_source import HEAD, MARK, convert_cell
from kata_runner.notebook.cell_statements import Statement, list_statements

MAGIC = "%%kata"
FUTURE = "from __future__ import annotations"


class Need(NamedTuple):
    """A name that is needed, with its value as of a statement.

    The functions in that value may be called at a later statement, `used`; both are indexes.
    """

    name: str
    before: int
    used: int


class CellSource(NamedTuple):
    """The source in cells, and a sentence for each statement that may be missing from it."""

    source: bytes
    left_out: tuple[str, ...] = ()


def build_source(
    cells: Sequence[str], parts: Collection[str], unrun: Mapping[int, int] | None = None
) -> CellSource:
    """Return the source of the parts that cells define; empty if no cell defines one.

    `unrun` has, by cell, how many statements at its end did not run.
    """
    texts = [convert_text(cell) for cell in cells]
    unrun = unrun or {}
    statements = [
        each
        for number, text in enumerate(texts)
        for each in list_statements(number, text, unrun.get(number, 0))
    ]
    names = {part.partition(".")[0] for part in parts}
    selected = select_statements(statements, names)
    if not any(names & each.makes for each in selected):
        return CellSource(b"")
    future = [FUTURE] if any(FUTURE in text.splitlines() for text in texts) else []
    lines = [HEAD, *future, *write_cells(texts, selected), ""]
    source = "\n".join(lines).encode("utf-8", "surrogatepass")
    return CellSource(source, tuple(list_left_out(statements, selected)))


def convert_text(cell: str) -> str:
    """Return a cell as Python; the magic above a cell becomes a comment."""
    if cell.lstrip().startswith(MAGIC):
        cell = f"#{cell.lstrip()}"
    return "\n".join(convert_cell(cell))


def select_statements(statements: Sequence[Statement], names: Collection[str]) -> list[Statement]:
    """Return the statements that give names their last values, and all that these need, in order.

    What a statement reads is needed as it was when the statement ran, with all later changes of the
    same object; what a function reads, as it was when the function is called. Star imports are
    always included.
    """
    end = len(statements)
    makers = index_names(list_made(statements))
    values = index_names(each.replaces for each in statements)
    selected = {index for index, each in enumerate(statements) if "*" in each.makes}
    waiting = [Need(name, end, end) for name in names]
    asked = set(waiting)
    while waiting:
        need = waiting.pop()
        earlier = bisect_left(makers.get(need.name, ()), need.before)
        if earlier:
            index = makers[need.name][earlier - 1]
            selected.add(index)
            more = {
                each._replace(before=find_next(values, each, end))
                for each in list_needs(statements[index], index, need.used)
            }
            if need.name not in statements[index].replaces:
                more.add(need._replace(before=index))
            waiting += more - asked
            asked |= more
    return [statements[index] for index in sorted(selected)]


def index_names(sets: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Return by name the indexes of the sets that contain it, in order."""
    indexes: dict[str, list[int]] = {}
    for index, names in enumerate(sets):
        for name in names:
            indexes.setdefault(name, []).append(index)
    return indexes


def list_made(statements: Iterable[Statement]) -> Iterator[frozenset[str]]:
    """Yield the names that each statement binds, or whose objects it changes.

    A call of a method changes an object, but not a module, a function or a class: such calls are
    what a learner tries.
    """
    objects = set[str]()
    for each in statements:
        objects = (objects | each.makes) - each.defines
        yield each.makes | each.calls & objects


def list_needs(statement: Statement, index: int, used: int) -> Iterator[Need]:
    """Yield what a statement reads for a value that is used at a later one."""
    for name in statement.reads:
        yield Need(name, index, index)
        yield Need(name, index, used)
    for name in statement.reads_later:
        yield Need(name, used, used)


def find_next(values: Mapping[str, Sequence[int]], need: Need, end: int) -> int:
    """Return the index of the statement that gives a name its next value, or the end."""
    indexes = values.get(need.name, ())
    position = bisect_left(indexes, need.before)
    return indexes[position] if position < len(indexes) else end


def list_left_out(statements: Sequence[Statement], selected: Sequence[Statement]) -> Iterator[str]:
    """Yield a sentence for each statement that may change a needed object, but is not selected."""
    defined = {name for each in selected for name in each.defines}
    objects = {name for each in selected for name in each.makes} - defined
    for each in statements:
        if each not in selected and (names := sorted(objects & each.passes)):
            yield (
                f"cell {each.cell}, line {each.lines.start + 1} is not graded: if it changes "
                f"{names[0]}, assign {names[0]} anew after it ({names[0]} = ...) and check again"
            )


def write_cells(texts: Sequence[str], selected: Sequence[Statement]) -> Iterator[str]:
    """Yield the lines of cells with selected statements; all other lines are empty."""
    for number, text in enumerate(texts):
        lines = {line for each in selected if each.cell == number for line in each.lines}
        if lines:
            yield f"{MARK}{number}"
            yield from (
                line if index in lines else "" for index, line in enumerate(text.split("\n"))
            )
