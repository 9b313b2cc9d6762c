"""Bytecode of what is loaded inside: behind the walls nothing can be written, so without it every
start compiles anew.

pip writes it when it installs; some installers do not, nor does a checkout that is installed as it
stands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from os.path import dirname, exists, join

from kata_runner.engine import interpreter


def ensure_bytecode(packages: Iterable[str] = ()) -> None:
    """Have Python keep what is missing and can be kept: once, for a second or two, unless it is
    told to keep none.
    """
    if sys.dont_write_bytecode or not any(map(is_writable, list_missing(packages))):
        return
    import subprocess  # which would be most of the time that the rest of this takes

    command, environment = (
        interpreter.command("precompile_main.py", packages),
        interpreter.environment(),
    )
    subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def list_missing(packages: Iterable[str] = ()) -> list[str]:
    """One file of bytecode for each package that is loaded inside, ours too, where there is
    none.
    """
    heads = [join(interpreter.INSIDE, "warmup.py")]
    heads += [join(path, "__init__.py") for path in interpreter.libraries(packages)]
    cached = map(interpreter.get_cache_path, filter(exists, heads))
    return [path for path in cached if not exists(path)]


def is_writable(cached: str) -> bool:
    """Whether its package's folder can be written to."""
    return os.access(dirname(dirname(cached)), os.W_OK)
