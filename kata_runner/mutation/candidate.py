"""A candidate: one small change to a correct solution that may be the cause of a wrong result.

Grading loads only this module, not the much larger code that generates the candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

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
