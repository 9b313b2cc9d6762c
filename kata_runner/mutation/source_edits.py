"""Edits of a source text, and candidates: the edits that may be the cause of a wrong result.

Grading loads only this module, not the much larger code that generates the candidates.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

Place = ast.stmt | ast.expr | ast.arg
Edit = tuple[int, int, str]  # first byte, byte after the last, replacement


@dataclass(frozen=True, eq=False)
class Candidate:
    """One small change to the reference or to an alternative.

    `name` is the part and the kind of change, such as ``lstm_step.sigmoid_left_out``. `function` is
    the part in which the change shows, `says` the sentence that a learner reads, and `names` the
    names used at that place which the learner knows. `edit` is the change to the reference, or to
    the alternative named `base`.
    """

    name: str
    function: str
    says: str
    names: tuple[str, ...]
    edit: Edit
    base: str = ""

    @property
    def change(self) -> tuple[str, Edit]:
        """The base and the edit, which together identify the changed source."""
        return self.base, self.edit


def apply_edit(source: bytes, edit: Edit) -> bytes:
    """Return a source with an edit applied."""
    begin, end, text = edit
    return source[:begin] + text.encode() + source[end:]


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
        return apply_edit(self._bytes, (*self.span(place), text)).decode()


def compiles(source: str) -> bool:
    """Whether a source compiles."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
