"""Output of the attempt, separated by experiment."""

from __future__ import annotations

import io


class Printed(io.TextIOWrapper):
    """Standard output of the attempt, with a mark before the first output of each experiment that
    separates them; `pending` is a mark that is not written yet.
    """

    def __init__(self) -> None:
        """Write to descriptor 1, line-buffered."""
        binary = open(1, "wb", closefd=False)  # noqa: SIM115  # open until the process ends
        super().__init__(binary, encoding="utf-8", errors="replace", line_buffering=True)
        self.pending = ""

    def write(self, text: str) -> int:
        """Write text, after the pending mark if there is one."""
        if self.pending:
            mark, self.pending = self.pending, ""
            super().write(mark)
        return super().write(text)
