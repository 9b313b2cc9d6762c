"""Loading of the attempt: its source becomes a module that imports what its kata allows."""

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

# Copied before the fork, so that an attempt's process need not touch every object in it.
BUILTINS = dict(vars(builtins))


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


def decode(source: bytes) -> str:
    """Return the text as an import reads it; plain UTF-8, as nearly all source is, is decoded
    without looking for a coding line.
    """
    if b"coding" in source or b"\r" in source:
        return importlib.util.decode_source(source)
    return source.removeprefix(BOM_UTF8).decode()


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
