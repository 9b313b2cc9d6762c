"""The attempt's source becomes a module that imports what its kata allows."""

from __future__ import annotations

import builtins
import importlib.util
import io
import linecache
import sys
from codecs import BOM_UTF8
from collections.abc import Callable
from types import ModuleType
from typing import Any

BUILTINS = dict(
    vars(builtins)
)  # copied before there is an attempt: its child need not touch every one of them


def execute(source: bytes, name: str, filename: str, importing: Callable[..., Any]) -> ModuleType:
    """Run source as a module, decoded as an import decodes it: coding line, byte order mark, no bad
    bytes.
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
    """Let what looks for the program that runs find the attempt, called without arguments, and
    nothing of ours.

    `argparse`, `unittest` and tracebacks would else name files and arguments of this machine.
    """
    sys.argv = [filename]
    sys.orig_argv = ["python", filename]
    sys.modules["__main__"] = module


def decode(source: bytes) -> str:
    """The text as an import reads it; what is plain UTF-8, as nearly all is, needs no look for a
    coding line.
    """
    if b"coding" in source or b"\r" in source:
        return importlib.util.decode_source(source)
    return source.removeprefix(BOM_UTF8).decode()


def get_module_name(filename: str, packages: list[str]) -> str:
    """What an attempt is called as a module: after its file, unless that would hide a module it may
    want to import.
    """
    name = filename.removesuffix(".py")
    return (
        "attempt"
        if name in sys.stdlib_module_names or name in (*packages, "experiments", "msgpack")
        else name
    )


def make_import(packages: list[str]) -> Callable[..., Any]:
    """`__import__` for the attempt: the standard library and these packages; it says so of all
    others.

    It is there to tell a learner, not to stop one: what cannot be read cannot be imported either.
    """

    def guarded(name: str, *rest: Any, **named: Any) -> Any:
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in packages:
            allowed = " and ".join(["the standard library", *packages])
            raise ImportError(
                f"{top} cannot be imported here: this kata allows {allowed}, and your one file"
            )
        return __import__(name, *rest, **named)

    return guarded
