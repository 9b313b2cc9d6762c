"""Running `kata` as a user does, in a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
NOT_OURS = ("KATA_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONPATH", "PYTHONIOENCODING")
SERVER = Path(__file__).with_name("command_server.py")
TIMEOUT = 300.0  # seconds, for a large class beside other tests on a busy machine


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def kata_command() -> list[str]:
    """`kata`, whatever is first on the path: as an installed script it does not look for modules in
    `.` either.
    """
    return [sys.executable, "-P", "-m", "kata_runner"]


def clean_environment(home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what steers `kata`, and with a private home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return kept | {"KATA_HOME": str(home), "PYTHONIOENCODING": "utf-8"} | dict(extra)


def run_kata(
    home: Path, *arguments: object, cwd: Path, env: Mapping[str, str] | None = None
) -> Ended:
    """Run `kata` in a folder to its end; what changes how Python itself runs needs an interpreter
    of its own.
    """
    environment = clean_environment(home, env or {})
    if hasattr(os, "fork") and not any(name.startswith(("PYTHON", "LD_")) for name in env or {}):
        return command_server().run(list(map(str, arguments)), cwd, environment)
    done = subprocess.run(
        [*kata_command(), *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


class CommandServer:
    """A process that has imported `kata_runner`, and is forked for each command."""

    def __init__(self) -> None:
        """Start it."""
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", str(SERVER)], stdin=theirs.fileno()
            )
        self.control.settimeout(TIMEOUT)
        self.control.recv(16)

    def run(self, arguments: list[str], folder: Path, environment: dict[str, str]) -> Ended:
        """Run a command to its end."""
        request = {"arguments": arguments, "folder": str(folder), "environment": environment}
        with open(os.devnull, "rb") as stdin, TemporaryFile() as out, TemporaryFile() as err:  # noqa: PTH123
            streams = [stdin.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(self.control, [json.dumps(request).encode()], streams)
            code = int(self.control.recv(16))
            texts = []
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode("utf-8"))
        return Ended(code, *texts)

    def close(self) -> None:
        """End it."""
        self.control.close()
        self.process.wait()


@cache
def command_server() -> CommandServer:
    """The server of this process, started when it is first needed."""
    server = CommandServer()
    atexit.register(server.close)
    return server
