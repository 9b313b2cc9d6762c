"""Loading of the attempt: its source becomes a module that imports what its kata allows."""

from __future__ import annotations

import builtins
import codecs
import importlib.util
import io
import linecache
import re
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, NoReturn

# Copied before the fork, so that an attempt's process need not touch every object in it.
BUILTINS = dict(vars(builtins))
LINE_END = re.compile(rb"\r\n|\r|\n")
CODING_LINE = re.compile(rb"[ \t\f]*#.*?(coding[:=][ \t]*([-\w.]+))")  # as PEP 263 defines it
MAX_NAME = 40  # characters of an encoding's name that are shown


class CodingLineError(Exception):
    """The coding line of a file, number `line`, claims an encoding that its text does not have."""

    def __init__(self, claimed: str, line: int) -> None:
        """Make the sentence about it."""
        super().__init__(
            f"line {line} claims the encoding `{claimed[:MAX_NAME]}`, and the text cannot be read "
            f"as that: delete that line and save the file as UTF-8."
        )
        self.line = line


def execute(source: bytes, name: str, filename: str, importing: Callable[..., Any]) -> ModuleType:
    """Run source as a module, decoded as an import decodes it: with coding line and byte order
    mark, and an error for invalid bytes.
    """
    text = decode(source)
    linecache.cache[filename] = (len(text), None, io.StringIO(text).readlines(), filename)
    module = sys.modules[name] = ModuleType(name)
    module.__file__ = filename
    run_as_script(module, filename)
    BUILTINS["__import__"] = importing
    vars(module)["__builtins__"] = BUILTINS
    exec(compile(text, filename, "exec", dont_inherit=True), module.__dict__)
    return module


def run_as_script(module: ModuleType, filename: str) -> None:
    """Present the attempt as the running program, called without arguments, in place of ours.

    Otherwise `argparse`, `unittest` and tracebacks would name files and arguments of this machine.
    """
    sys.argv = [filename]
    sys.orig_argv = ["python", filename]
    sys.modules["__main__"] = module
    sys.breakpointhook = refuse_debugger


def refuse_debugger(*_: object, **__: object) -> NoReturn:
    """Take the place of the debugger, which would read commands and stop one line further down."""
    raise EOFError("breakpoint() waits for somebody to type")


def decode(source: bytes) -> str:
    """Return the text as an import reads it; plain UTF-8, as nearly all source is, is decoded
    without looking for a coding line.
    """
    if b"coding" in source or b"\r" in source:
        return decode_as_declared(source)
    return source.removeprefix(codecs.BOM_UTF8).decode()


def decode_as_declared(source: bytes) -> str:
    """Return the text, decoded as its coding line claims; raises CodingLineError if the line claims
    another encoding than UTF-8 and the text is not that.
    """
    coding, number, claimed = find_coding_line(source)
    try:
        text = importlib.util.decode_source(source)
    except (UnicodeError, LookupError, SyntaxError):
        if claimed and not is_utf8(claimed):
            raise CodingLineError(claimed, number) from None
        raise
    if coding not in text:  # UTF-16, for one, makes other characters of any bytes
        raise CodingLineError(claimed, number)
    return text


def find_coding_line(source: bytes) -> tuple[str, int, str]:
    """Return what the coding line says, ``coding: ascii``, its number and the name of the encoding;
    ``"", 0, ""`` if there is none in the first two lines.
    """
    for number, line in enumerate(
        LINE_END.split(source.removeprefix(codecs.BOM_UTF8), 2)[:2], start=1
    ):
        if match := CODING_LINE.match(line):
            return match[1].decode(), number, match[2].decode()
        if line.strip() and not line.lstrip().startswith(b"#"):
            break
    return "", 0, ""


def is_utf8(encoding: str) -> bool:
    """Return whether a name is one of UTF-8's."""
    try:
        return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except LookupError:
        return False


def get_module_name(filename: str, packages: list[str]) -> str:
    """Return the module name of an attempt: that of its file, or ``attempt`` if this would hide a
    module that it may import.
    """
    name = filename.removesuffix(".py")
    return (
        "attempt"
        if name in sys.stdlib_module_names or name in (*packages, "experiments", "msgpack")
        else name
    )


def make_import(packages: list[str]) -> Callable[..., Any]:
    """Return an `__import__` that allows the standard library and these packages, and raises
    ImportError with an explanation for all others.

    It informs a learner and is no protection: what cannot be read cannot be imported anyway.
    """

    def guarded(name: str, *rest: Any, **named: Any) -> Any:
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in packages:
            allowed = " and ".join(["the standard library", *packages])
            raise ImportError(
                f"{top or '.'} cannot be imported here: this kata allows {allowed}, and your "
                f"one file"
            )
        return __import__(name, *rest, **named)

    return guarded
