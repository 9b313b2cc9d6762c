"""Reading what an author wrote as Python reads it, with a byte order mark, a coding line and any
line endings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kata_runner.errors import PackError

if TYPE_CHECKING:
    import ast  # every check waits for this module, and few need to parse anything


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, without a byte order mark; raises OSError and
    UnicodeDecodeError.
    """
    return file.read_text(encoding="utf-8-sig")


def read_python(file: Path) -> str:
    """The text of a Python file; raises OSError, and PackError where the bytes are not what its
    coding line says.
    """
    return decode_python(file, file.read_bytes())


def decode_python(file: Path, source: bytes) -> str:
    """The text that Python reads in these bytes of a file; raises PackError where it reads none."""
    from importlib.util import decode_source

    try:
        return decode_source(source)
    except (UnicodeDecodeError, SyntaxError, LookupError) as error:
        raise PackError(
            f"{file}: Python cannot read it as text ({error}): save it as UTF-8"
        ) from error


def parse_python(file: Path) -> ast.Module:
    """The syntax tree of a Python file; raises PackError that names the line where it is none."""
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
    """The line of a file, without what is around it; nothing where there is none."""
    try:
        return read_python(file).splitlines()[line - 1].strip() if line > 0 else ""
    except (OSError, PackError, IndexError):
        return ""


def add_location(file: Path, line: int, text: str) -> str:
    """What is wrong in a line of a file, with the code that stands there below it."""
    if not line:
        return f"{file}: {text}"
    code = get_code_at(file, line)
    return f"{file}:{line}: {text}" + (f"\n    {code}" if code else "")
