"""A small change to a right way to write a part that may be the cause of what an attempt gives.

This stands apart from what makes them, which is much and which a check does not load.
"""

from __future__ import annotations

from dataclasses import dataclass

Edit = tuple[int, int, str]  # from this byte to that one, and what stands there then


@dataclass(frozen=True, eq=False)
class Candidate:
    """One small change: `name` is the part and what was changed, ``lstm_step.sigmoid_left_out``.

    `function` is the part where it shows, `says` what a learner reads, `names` are those that are
    used there and `edit` makes it of the reference, or of the alternative that is called `base`.
    """

    name: str
    function: str
    says: str
    names: tuple[str, ...]
    edit: Edit
    base: str = ""

    @property
    def change(self) -> tuple[str, Edit]:
        """What tells its source from all others."""
        return self.base, self.edit


def apply_edit(source: bytes, edit: Edit) -> bytes:
    """A source with an edit made."""
    begin, end, text = edit
    return source[:begin] + text.encode() + source[end:]
