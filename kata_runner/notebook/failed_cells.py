"""The statements of a session's cells that did not run, because one above them failed."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from inspect import currentframe
from traceback import walk_stack, walk_tb
from typing import Any

from click import unstyle

ARROW = re.compile(r"^-+> (\d+) ", re.MULTILINE)  # the first of these points at a line of the cell


class FailedCells:
    """How many statements at the end of each cell of a shell did not run."""

    def __init__(self, shell: Any) -> None:
        """Watch the cells that a shell runs from now on."""
        self.shell = shell
        self.counts: dict[tuple[int, str], int] = {}  # by number and text: %reset counts anew
        shell.events.register("post_run_cell", self.note)

    def note(self, result: Any) -> None:
        """Store how much of a cell did not run, or of the body that the magic above it has run."""
        error = result.error_in_exec or result.error_before_exec
        cells = self.shell.history_manager.input_hist_raw
        text = (result.info.raw_cell or "").rstrip("\n")
        if error is None or not cells[-1].endswith(text):
            return
        lines = list_lines(error, self.shell.user_global_ns)
        if has_magic(text):  # the first line is that of the magic
            text, lines = text.lstrip().partition("\n")[2], lines[1:]
        self.counts[len(cells) - 1, cells[-1]] = self.count_from(text, next(iter(lines), 0))

    def count_unrun(self) -> dict[int, int]:
        """Return by cell how many statements at its end did not run, or not yet.

        Of a cell that ran before this object was made, it is what IPython 9 has stored about it.
        """
        cells: Sequence[str] = self.shell.history_manager.input_hist_raw
        stored = getattr(self.shell.history_manager, "exceptions", {})
        counts = {number: self.count_stored(cells[number], stored[number])
                  for number in stored if number < len(cells)}  # fmt: skip
        counts |= {number: count for (number, text), count in self.counts.items()
                   if cells[number : number + 1] == [text]}  # fmt: skip
        last, line = len(cells) - 1, find_running_line(self.shell.user_global_ns)
        if line:
            counts[last] = self.count_from(cells[last], line + 1)
        return counts

    def count_stored(self, cell: str, error: Mapping[str, Any]) -> int:
        """Return how much of a cell did not run, from the error that IPython has displayed."""
        arrow = ARROW.search(unstyle("\n".join(error["traceback"])))
        return self.count_from(cell, int(arrow[1])) if arrow and not has_magic(cell) else 0

    def count_from(self, cell: str, line: int) -> int:
        """Return how many statements of a cell end at a line or below it; none for line 0."""
        try:
            nodes = ast.parse(self.shell.transform_cell(cell)).body if line else []
        except (SyntaxError, ValueError, RecursionError):
            return 0
        return sum((node.end_lineno or line) >= line for node in nodes)


def has_magic(cell: str) -> bool:
    """Whether a cell is the body of a magic."""
    return cell.lstrip().startswith("%%")


def find_running_line(namespace: object) -> int:
    """Return the line of the session that is running; 0 if none is."""
    frames = walk_stack(currentframe())
    return next((line for frame, line in frames if frame.f_globals is namespace), 0)


def list_lines(error: BaseException, namespace: object) -> list[int]:
    """Return the lines of the session that an error passed through, from the outermost inwards."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_globals is namespace]
    if not lines and isinstance(error, SyntaxError) and error.lineno:
        return [error.lineno]
    return lines
