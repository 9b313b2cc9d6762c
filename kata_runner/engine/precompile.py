"""Bytecode of the modules that are loaded in the sandbox: no file can be written there, so without
it every start compiles them again.

pip writes it at installation; some installers do not, and neither does an editable installation.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from os.path import dirname, exists, join

from kata_runner.engine import interpreter


def ensure_bytecode(packages: Iterable[str] = ()) -> None:
    """Have Python compile and store the bytecode that is missing and can be stored, unless it is
    configured to store none.

    This takes a second or two, once.
    """
    if sys.dont_write_bytecode or not any(map(is_writable, list_missing(packages))):
        return
    import subprocess  # imported only here: it takes longer than the rest of this module

    command = interpreter.command("precompile_main.py", packages)
    environment, null = interpreter.environment(), subprocess.DEVNULL
    subprocess.run(command, env=environment, stdin=null, capture_output=True, check=False)


def list_missing(packages: Iterable[str] = ()) -> list[str]:
    """Return one missing bytecode file for each package that is loaded in the sandbox, ours
    included.
    """
    heads = [join(interpreter.INSIDE, "warmup.py")]
    heads += [join(path, "__init__.py") for path in interpreter.libraries(packages)]
    cached = map(interpreter.get_cache_path, filter(exists, heads))
    return [path for path in cached if not exists(path)]


def is_writable(cached: str) -> bool:
    """Return whether the folder of the package of a bytecode file is writable."""
    return os.access(dirname(dirname(cached)), os.W_OK)
