"""Authors' files, read as Python reads them: with a byte order mark, a coding line and any line
endings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kata_runner.errors import PackError

if TYPE_CHECKING:
    import ast  # imported late: every check waits for this module, few parse


def read_text(file: Path) -> str:
    """Return the text of a file in UTF-8, without a byte order mark.

    Raises OSError and UnicodeDecodeError.
    """
    return file.read_text(encoding="utf-8-sig")


def read_python(file: Path) -> str:
    """Return the text of a Python file.

    Raises OSError, and PackError if the bytes are not in the encoding of its coding line.
    """
    return decode_python(file, file.read_bytes())


def decode_python(file: Path, source: bytes) -> str:
    """Decode the bytes of a Python file; raises PackError if Python cannot decode them."""
    from importlib.util import decode_source

    try:
        text = decode_source(source)
    except (UnicodeDecodeError, SyntaxError, LookupError) as error:
        raise PackError(
            f"{file}: Python cannot read it as text ({error}): save it as UTF-8"
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise PackError(
            f"{file}: Python cannot read it as text (a NUL byte in line {line}): take it out, and "
            f"save the file as UTF-8"
        )
    return text


def parse_python(file: Path) -> ast.Module:
    """Parse a Python file; raises PackError, which names the line of a syntax error."""
    import ast

    try:
        return ast.parse(read_python(file))
    except SyntaxError as error:
        raise PackError(
            add_location(file, error.lineno or 0, f"{type(error).__name__}: {error.msg}")
        ) from error
    except (OSError, ValueError) as error:
        raise PackError(f"{file}: {error}") from error


def get_code_at(file: Path, line: int) -> str:
    """Return a line of a file without surrounding blanks; empty if there is no such line."""
    try:
        return read_python(file).split("\n")[line - 1].strip() if line > 0 else ""
    except (OSError, PackError, IndexError):
        return ""


def add_location(file: Path, line: int, text: str) -> str:
    """Put the file and the line before a message, and the code of that line below it."""
    if not line:
        return f"{file}: {text}"
    code = get_code_at(file, line)
    return f"{file}:{line}: {text}" + (f"\n    {code}" if code else "")
