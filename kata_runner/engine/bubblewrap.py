"""bubblewrap: a fork server that sees no network, no other processes and few files."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kata_runner.engine import interpreter
from kata_runner.errors import EngineError


def bubblewrap(visible: Sequence[str]) -> list[str]:
    """The command that walls a server in: no network, no processes, no files but those that are
    visible.

    The first of these is the standard library, below which others' packages are hidden.
    """
    program = next(
        (path for folder in os.get_exec_path() if os.access(path := f"{folder}/bwrap", os.X_OK)),
        None,
    )
    if program is None:
        raise EngineError(
            "no isolation at level full: bubblewrap is not installed (apt-get install bubblewrap)"
        )
    walls = [
        "--unshare-all",
        "--as-pid-1",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--clearenv",
    ]
    known = [
        part
        for name, value in interpreter.environment().items()
        for part in ("--setenv", name, value)
    ]
    library, *files = visible
    empty = [
        part for path in interpreter.hidden() for part in ("--tmpfs", path)
    ]  # before what may lie in there
    shown = [
        "--ro-bind",
        library,
        library,
        *empty,
        *(part for path in files for part in ("--ro-bind", path, path)),
    ]
    devices = [
        part for path in ("/dev/null", "/dev/urandom") for part in ("--dev-bind", path, path)
    ]
    return [program, *walls, *known, *shown, *devices, "--chdir", "/", "--"]
