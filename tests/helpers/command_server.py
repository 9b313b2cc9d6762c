"""Runs `kata` in forks of one process that has imported it: a process a command, without the time
of its imports.

Each request on the socket that is this program's stdin is the arguments, the folder and the
environment of a command, with its stdin, stdout and stderr; the answer is its exit code. A command
sees what `python -P -m kata_runner` sees.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
from typing import Any, TextIO, cast

MAX_REQUEST = 1 << 17
STREAMS = 3
LEFT_OUT = (
    "dask",
    "inside",
    "attacks",
    "policies",
    "testing",
    "__main__",
)  # heavy, or for other processes


def main() -> None:
    """Serve until the socket is closed."""
    control = socket.socket(fileno=os.dup(0))
    preload()
    control.send(b"ready")
    while True:
        data, streams, _, _ = socket.recv_fds(control, MAX_REQUEST, STREAMS)
        if not data:
            return
        process = os.fork()
        if process == 0:
            control.close()
            become(json.loads(data), streams)
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(process, 0)
        control.send(str(os.waitstatus_to_exitcode(status)).encode())


def preload() -> None:
    """Import what commands are made of."""
    package = importlib.import_module("kata_runner")
    for module in pkgutil.walk_packages(package.__path__, "kata_runner."):
        if not set(module.name.split(".")) & set(LEFT_OUT) and "dask" not in module.name:
            importlib.import_module(module.name)
    for name in ("numpy", "rich.console", "rich.markdown", "rich.progress", "tabulate"):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def become(request: dict[str, Any], streams: list[int]) -> None:
    """Be the command that was asked for."""
    for given, standard in zip(streams, range(STREAMS), strict=True):
        os.dup2(given, standard)
        os.close(given)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = sys.__stdin__ = stream(0, "r")  # type: ignore[misc, assignment]
    sys.stdout = sys.__stdout__ = stream(1, "w")  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = stream(2, "w", buffering=1, errors="backslashreplace")  # type: ignore[misc, assignment]
    sys.argv = ["kata", *request["arguments"]]
    runpy.run_module("kata_runner", run_name="__main__", alter_sys=True)


def stream(number: int, mode: str, **options: Any) -> TextIO:
    """A standard stream, which lives as long as the process."""
    return cast(TextIO, open(number, mode, encoding="utf-8", closefd=False, **options))


if __name__ == "__main__":
    main()
