"""What the attempt prints, told apart by experiment."""

from __future__ import annotations

import io


class Printed(io.TextIOWrapper):
    """What the attempt prints, with a mark before the first words of each experiment by which they
    are told apart.
    """

    def __init__(self) -> None:
        """Write to descriptor 1, a line at a time."""
        binary = open(1, "wb", closefd=False)  # noqa: SIM115  # lives as long as the process
        super().__init__(binary, encoding="utf-8", errors="replace", line_buffering=True)
        self.pending = ""

    def write(self, text: str) -> int:
        """Write, after the mark that is due."""
        if self.pending:
            mark, self.pending = self.pending, ""
            super().write(mark)
        return super().write(text)
