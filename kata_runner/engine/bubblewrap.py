"""The bubblewrap command, which hides the network, other processes and most files from a server."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kata_runner.engine import interpreter
from kata_runner.errors import EngineError


def bubblewrap(visible: Sequence[str]) -> list[str]:
    """Return the command that isolates the one appended to it: no network, no other processes, and
    no files except those in `visible`.

    The first of these is the standard library; the folders of other packages below it are hidden.
    Raises EngineError when bubblewrap is not installed.
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
    # Mounted before `files`, some of which may be inside these folders.
    empty = [part for path in interpreter.hidden() for part in ("--tmpfs", path)]
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
