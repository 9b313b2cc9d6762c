"""Printing: colours if they are wanted, plain ASCII if the terminal cannot show other text."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

import click

from kata_runner.errors import OutputError
from kata_runner.sanitize import harmless

ASCII = {
    "✓": "+", "✗": "x", "·": "-", "•": "*", "…": "...", "–": "-", "—": "-", "→": "->", "←": "<-",
    "─": "-", "▌": "|", "█": "#", "░": ".", "“": '"', "”": '"',
    "‘": "'", "’": "'", "×": "x",  # noqa: RUF001  # the characters themselves are meant
    "▶": ">", "◀": "<", "▲": "^", "▼": "v", "■": "#", "●": "*", "○": "o", "↑": "^", "↓": "v",
    "√": "sqrt", "∞": "inf", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "²": "^2", "³": "^3",
}  # fmt: skip

ALREADY_WARNED: set[str] = set()


def print_result(text: str) -> bool:
    """Print a result on stdout; return False if nobody reads it, as after `| head`.

    The exit code still tells the result. Raises OutputError if the result cannot be written for
    another reason, as on a full disk.
    """
    try:
        click.echo(encodable(text, sys.stdout), color=wants_colour())
        return True
    except BrokenPipeError:
        discard(sys.stdout)
        return False
    except OSError as error:
        raise lose_output(error) from error


def lose_output(error: OSError) -> OutputError:
    """Discard what could not be written to stdout, and return the error that says so."""
    discard(sys.stdout)
    return OutputError(
        f"stdout: {error.strerror}: make room or send it elsewhere, and run it again"
    )


def print_labelled(kind: str, text: str) -> None:
    """Print one line on stderr that begins with its kind, such as `error` or `warning`."""
    note(f"{kind}: {text}")


def note(text: str) -> None:
    """Print one line on stderr, with the name of the command before it."""
    line = " ".join(harmless(text).split())
    print_stderr(f"kata: {line}")


def print_stderr(text: str) -> None:
    """Print on stderr; if that fails, only this text is lost and the command continues."""
    try:
        click.echo(encodable(text, sys.stderr), err=True)
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Redirect a stream to the null device, together with what is still in its buffer.

    Flushing that buffer at exit would fail.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def warn_once(text: str) -> None:
    """Print a warning on stderr, unless this process has printed it already."""
    if text not in ALREADY_WARNED:
        ALREADY_WARNED.add(text)
        print_labelled("warning", text)


def wants_colour() -> bool | None:
    """Return the environment's choice of colours; None if the terminal decides."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def columns() -> int | None:
    """Return the width of the output from `COLUMNS` or the terminal; None if neither is known.

    A width of 0 means that it is not known.
    """
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return max(20, int(named))
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def can_draw() -> bool:
    """Whether the terminal shows braille and blocks; the Linux console does not."""
    if os.environ.get("TERM", "") in ("dumb", "linux"):
        return False
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "gb18030")


def encodable(text: str, stream: TextIO) -> str:
    """Return the text with characters that the stream cannot encode replaced by ASCII."""
    encoding = stream.encoding or "ascii"
    try:
        return text.encode(encoding, "kata_ascii").decode(encoding)
    except LookupError:
        return "".join(map(to_ascii, text))


def replace_by_ascii(error: UnicodeError) -> tuple[str, int]:
    """Handle characters that cannot be encoded, as `codecs.register_error` asks for it."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(to_ascii, error.object[error.start : error.end])), error.end


codecs.register_error("kata_ascii", replace_by_ascii)


def to_ascii(character: str) -> str:
    """Return a character in plain ASCII.

    It is a text that looks the same or means the same, or else a question mark.
    """
    if character.isascii():
        return character
    if character in ASCII:
        return ASCII[character]
    import unicodedata

    name = unicodedata.name(character, "")
    if name.startswith("BOX DRAWINGS"):
        is_line = " AND " not in name.replace("LIGHT AND", "").replace("HEAVY AND", "")
        return ("-" if name.endswith("HORIZONTAL") else "|") if is_line else "+"
    if name.startswith("GREEK SMALL LETTER "):
        return name.split()[3].lower()
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"
