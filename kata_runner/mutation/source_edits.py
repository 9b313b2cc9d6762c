"""Replacement of places in a source text."""

from __future__ import annotations

import ast
import warnings

Place = ast.stmt | ast.expr | ast.arg


class Source:
    """A source text in which places of its syntax tree can be replaced.

    The text is kept in bytes, as a syntax tree counts columns in bytes.
    """

    def __init__(self, text: str) -> None:
        """Compute where each line begins."""
        self._bytes = text.encode()
        self._starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, place: Place) -> tuple[int, int]:
        """Return the byte offsets where a place begins and ends."""
        begin = self._starts[place.lineno - 1] + place.col_offset
        end = self._starts[(place.end_lineno or place.lineno) - 1] + (place.end_col_offset or 0)
        return begin, end

    def changed(self, place: Place, text: str) -> str:
        """Return the whole text with a place replaced."""
        begin, end = self.span(place)
        return (self._bytes[:begin] + text.encode() + self._bytes[end:]).decode()


def compiles(source: str) -> bool:
    """Whether a source compiles."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
