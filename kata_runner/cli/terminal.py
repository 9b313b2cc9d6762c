"""A terminal that shows one screen and reads single keys.

Escape sequences move the cursor. Keys are read with termios on POSIX, and with the console API on
Windows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

from click import unstyle

from kata_runner.cli.output import discard, encodable

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"  # alternate screen, no cursor
HOME, CLEAR_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
ESCAPE = "\x1b"
WINDOWS_PAUSE = 0.01  # seconds between two polls for a key


def is_screen() -> bool:
    """Whether stdin and stdout are a terminal in which the cursor can be moved."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return is_terminal and os.environ.get("TERM", "" if os.name == "posix" else "windows") not in (
        "",
        "dumb",
    )


class Terminal:
    """The screen, while this program uses it."""

    def __init__(self, *, has_colour: bool = True) -> None:
        """Start with nothing drawn."""
        self._has_colour = has_colour
        self._drawn: list[str] | None = None
        self._size = (0, 0)

    @property
    def size(self) -> tuple[int, int]:
        """The current number of columns and lines; 80 and 24 if unknown."""
        try:
            size = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            return 80, 24
        return (max(size.columns, 20), max(size.lines, 5)) if size.lines else (80, 24)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Switch to the alternate screen and single keys, and back at the end or after an error."""
        with key_mode(is_single=True):
            self._write(ENTER)
            self._drawn = None
            try:
                yield
            finally:
                self._write(LEAVE)

    def draw(self, lines: list[str]) -> None:
        """Show these lines, none of which may be wider than the screen.

        Nothing is written if the same lines are shown already.
        """
        columns, rows = self.size
        lines = lines[:rows] if self._has_colour else [unstyle(line) for line in lines[:rows]]
        if self._size != (columns, rows):
            self._size, self._drawn = (columns, rows), None
        if lines == self._drawn:
            return
        text = "\r\n".join(f"{line}{CLEAR_LINE}" for line in lines)
        self._write(f"{HOME}{text}{CLEAR_BELOW if len(lines) < rows else ''}")
        self._drawn = lines

    @contextmanager
    def away(self) -> Iterator[None]:
        """Restore the usual screen and keys while another program uses the terminal.

        Afterwards, also after an error, the next lines are drawn on the alternate screen again.
        """
        self._write(LEAVE)
        try:
            with key_mode(is_single=False):
                yield
        finally:
            self._write(ENTER)
            self._drawn = None

    def wait_for_keys(self, seconds: float, ready: int) -> list[str]:
        """Return the pressed keys; empty if there are none in time.

        On POSIX, also stop waiting when the descriptor `ready` becomes readable.
        """
        if sys.platform == "win32":
            return read_keys_windows(seconds)
        return read_keys_posix(seconds, ready)

    def _write(self, text: str) -> None:
        """Write a text; characters that the terminal cannot encode are replaced by ASCII.

        A closed terminal is not reported here, but when the next keys are read.
        """
        try:
            sys.stdout.write(encodable(text, sys.stdout))
            sys.stdout.flush()
        except OSError:
            discard(sys.stdout)


@contextmanager
def key_mode(*, is_single: bool) -> Iterator[None]:
    """Read each key at once and without echo inside the context, or else whole lines with echo."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    if is_single:
        tty.setcbreak(descriptor)
    else:
        usual = termios.tcgetattr(descriptor)
        usual[3] |= termios.ICANON | termios.ECHO | termios.ISIG
        termios.tcsetattr(descriptor, termios.TCSADRAIN, usual)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal may be closed
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def read_keys_posix(seconds: float, ready: int) -> list[str]:
    """Return the pressed keys; an escape sequence of several characters is one key."""
    from select import select

    descriptor = sys.stdin.fileno()
    try:
        readable, _, _ = select([descriptor, ready], [], [], seconds)
    except InterruptedError:
        return []
    if descriptor not in readable:
        return []
    try:
        data = os.read(descriptor, 32)
    except OSError:
        data = b""
    if not data:
        return ["q"]  # the terminal is closed
    text = data.decode("utf-8", "ignore")
    return [text] if text.startswith(ESCAPE) else list(text)


def read_keys_windows(seconds: float) -> list[str]:
    """Return a key of the console; empty if none is pressed in time."""
    import msvcrt

    end = monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
        if monotonic() >= end:
            return []
        sleep(WINDOWS_PAUSE)
    return [str(msvcrt.getwch())]  # type: ignore[attr-defined, unused-ignore]
