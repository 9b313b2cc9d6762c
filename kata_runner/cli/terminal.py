"""A terminal that shows one screen and gives single keys: cursor moves on POSIX, the console API's
keys on Windows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

from click import unstyle

from kata_runner.cli.output import discard, encodable

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"  # the other screen, no cursor
HOME, CLEAR_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
ESCAPE = "\x1b"
WINDOWS_PAUSE = 0.01  # seconds between two looks for a key


def is_screen() -> bool:
    """Whether both ends are a terminal in which a cursor can be moved."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return is_terminal and os.environ.get("TERM", "" if os.name == "posix" else "windows") not in (
        "",
        "dumb",
    )


class Terminal:
    """The screen while it is ours."""

    def __init__(self, *, has_colour: bool = True) -> None:
        """Nothing was drawn yet."""
        self._has_colour = has_colour
        self._drawn: list[str] | None = None
        self._size = (0, 0)

    @property
    def size(self) -> tuple[int, int]:
        """How many columns and lines there are now."""
        try:
            size = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            return 80, 24
        return (max(size.columns, 20), max(size.lines, 5)) if size.lines else (80, 24)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take the screen and the keys, and give both back in whatever way this ends."""
        with single_keys():
            self._write(ENTER)
            self._drawn = None
            try:
                yield
            finally:
                self._write(LEAVE)

    def draw(self, lines: list[str]) -> None:
        """Show these lines, none wider than the screen; what stands there already is not written
        again.
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
        """Give screen and keys back for a program that needs them."""
        self._write(LEAVE)
        with cooked_keys():
            yield
        self._write(ENTER)
        self._drawn = None

    def wait_for_keys(self, seconds: float, ready: int) -> list[str]:
        """Return the keys that were pressed; none when none came in time or `ready` can be read."""
        if sys.platform == "win32":
            return read_keys_windows(seconds)
        return read_keys_posix(seconds, ready)

    def _write(self, text: str) -> None:
        """Write, whatever the terminal's encoding is; one that is gone is noticed at the next
        key.
        """
        try:
            sys.stdout.write(encodable(text, sys.stdout))
            sys.stdout.flush()
        except OSError:
            discard(sys.stdout)


@contextmanager
def single_keys() -> Iterator[None]:
    """Have each key at once and unseen, until the end."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield
    finally:
        with suppress(termios.error):  # it may be gone
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def cooked_keys() -> Iterator[None]:
    """Have keys edited and shown as usual, until the end."""
    if sys.platform == "win32":
        yield
        return
    import termios

    descriptor = sys.stdin.fileno()
    single = termios.tcgetattr(descriptor)
    usual = termios.tcgetattr(descriptor)
    usual[3] |= termios.ICANON | termios.ECHO | termios.ISIG
    termios.tcsetattr(descriptor, termios.TCSADRAIN, usual)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, single)


def read_keys_posix(seconds: float, ready: int) -> list[str]:
    """Return keys; one that sends several characters, of which the first is an escape, is one."""
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
        return ["q"]  # the terminal is gone
    text = data.decode("utf-8", "ignore")
    return [text] if text.startswith(ESCAPE) else list(text)


def read_keys_windows(seconds: float) -> list[str]:
    """Return a key of the console."""
    import msvcrt

    end = monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
        if monotonic() >= end:
            return []
        sleep(WINDOWS_PAUSE)
    return [str(msvcrt.getwch())]  # type: ignore[attr-defined, unused-ignore]
