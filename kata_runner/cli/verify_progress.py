"""How far `kata verify` is: a line on stderr that is written over, where that is a terminal."""

from __future__ import annotations

import sys
from time import monotonic

from kata_runner.cli.output import encodable

EVERY = 0.1  # seconds between two looks of it
CLEAR = "\r\x1b[2K"


class ProgressLine:
    """The line; nothing where nobody watches."""

    def __init__(self, title: str) -> None:
        """Say nothing yet; `title` is what is verified."""
        self.title, self.is_shown, self.last = title, sys.stderr.isatty(), 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show how many are done of what is tried."""
        if self.is_shown and monotonic() - self.last >= EVERY:
            self.last = monotonic()
            text = f"  {self.title}: {doing}, {done} of {total}"
            sys.stderr.write(CLEAR + encodable(text, sys.stderr))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away: something lasting is about to be printed."""
        if self.is_shown and self.last:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
