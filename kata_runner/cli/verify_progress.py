"""Progress of `kata verify`: a line on stderr that is overwritten, if stderr is a terminal."""

from __future__ import annotations

import sys
from time import monotonic

from kata_runner.cli.output import encodable

EVERY = 0.1  # seconds between two updates
CLEAR = "\r\x1b[2K"


class ProgressLine:
    """The line with the progress; nothing is written if stderr is not a terminal."""

    def __init__(self, title: str) -> None:
        """Print nothing yet; `title` is what is verified."""
        self.title, self.is_shown, self.last = title, sys.stderr.isatty(), 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show what is being done, and how much of it is done."""
        if self.is_shown and monotonic() - self.last >= EVERY:
            self.last = monotonic()
            text = f"  {self.title}: {doing}, {done} of {total}"
            sys.stderr.write(CLEAR + encodable(text, sys.stderr))
            sys.stderr.flush()

    def clear(self) -> None:
        """Erase the line, because permanent output is about to be printed."""
        if self.is_shown and self.last:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
