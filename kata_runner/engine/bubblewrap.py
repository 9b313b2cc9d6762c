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
    command = [
        program,
        "--unshare-all",
        "--as-pid-1",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--clearenv",
    ]
    for name, value in interpreter.environment().items():
        command += ["--setenv", name, value]
    library, *files = visible
    command += ["--ro-bind", library, library]
    # Mounted before `files`, some of which may be inside these folders.
    for path in interpreter.hidden():
        command += ["--tmpfs", path]
    for path in files:
        command += ["--ro-bind", path, path]
    for path in ("/dev/null", "/dev/urandom"):
        command += ["--dev-bind", path, path]
    return [*command, "--chdir", "/", "--"]
