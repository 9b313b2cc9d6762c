"""The levels `full` and `kernel`: a warm server, in bubblewrap or beside us, that is forked for each attempt.

What a child may do is decided in `inside/lockdown.py`; here is the grader's end of its three pipes.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Collection, Mapping
from contextlib import suppress
from select import select
from time import monotonic
from typing import Any

from kata_runner.engine import interpreter
from kata_runner.errors import EngineFault

STARTUP = 60.0
PATIENCE = 0.5  # seconds for a child that has closed its pipe to end, so that its status is its own
MOST_PREPARED = 150_000  # bytes of a packet; larger experiments travel with each attempt
NEEDED = {"full": {"seccomp", "rlimits"}, "kernel": {"landlock", "seccomp", "rlimits"}}


class WarmServer:
    """A started server; raises EngineFault from whatever finds out that it is dead or never came up."""

    def __init__(self, level: str, packages: Collection[str] = ()) -> None:
        """Start it, with these packages loaded, and do not wait."""
        self.level = level
        self.layers: list[str] = []
        self._prepared: set[str] = set()
        walls = bubblewrap(packages) if level == "full" else []
        command = walls + interpreter.command("server.py", packages, interpreter.readable(packages))
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=interpreter.environment(),
                start_new_session=True,
                bufsize=0,
            )

    def wait(self) -> None:
        """Wait until it is ready and its walls are tried; raises EngineFault when they do not hold."""
        if self.layers:
            return
        import msgpack

        deadline = monotonic() + STARTUP
        ready, _, _ = select([self._control], [], [], deadline - monotonic())
        packet = self._control.recv(1 << 16) if ready else b""
        if not packet:
            raise EngineFault(f"no isolation at level {self.level}: {self._complaint()}")
        layers = msgpack.unpackb(packet)[1]
        missing = NEEDED[self.level] - set(layers)
        if missing:
            raise EngineFault(f"no isolation at level {self.level}: {', '.join(sorted(missing))} does not hold here")
        self.layers = ["bubblewrap", *layers] if self.level == "full" else layers

    def _complaint(self) -> str:
        """What a server said that died while starting."""
        self._process.kill()
        self._process.wait()
        said = self._process.stderr.read(4000).decode(errors="replace") if self._process.stderr else ""
        return said.strip().splitlines()[-1] if said.strip() else f"it ended with status {self._process.returncode}"

    def prepare(self, key: str, experiments: bytes, data: Mapping[str, str]) -> None:
        """Have a kata's experiments loaded before the forks, unless they are too large for one packet."""
        if key in self._prepared:
            return
        import msgpack

        packet = msgpack.packb([key, experiments, data])
        if len(packet) < MOST_PREPARED:
            self._send(packet)
        self._prepared.add(key)

    def fork(self) -> WarmChild:
        """A child for one attempt."""
        data, their_data = socket.socketpair()
        life, their_life = socket.socketpair()
        prints, their_prints = os.pipe()
        try:
            self._send(b"attempt", their_data.fileno(), their_prints, their_life.fileno())
        except EngineFault:
            for end in (data, life):
                end.close()
            os.close(prints)
            raise
        finally:
            their_data.close()
            their_life.close()
            os.close(their_prints)
        return WarmChild(data, prints, life)

    def _send(self, packet: bytes, *descriptors: int) -> None:
        try:
            socket.send_fds(self._control, [packet], descriptors)
        except OSError as error:
            raise EngineFault("the process that attempts are forked from is dead") from error

    def close(self) -> None:
        """Hang up; the server ends, and with it every child."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()


class WarmChild:
    """One forked child, from outside."""

    def __init__(self, data: socket.socket, prints: int, life: socket.socket) -> None:
        """Take over the grader's ends of its pipes."""
        self._data, self._life = data, life
        self.answers = os.dup(data.fileno())
        self.prints = prints
        self.peak_kb = 0

    def give(self, job: bytes) -> None:
        """Hand over the job; a child that is dead already is found out by its silence."""
        with suppress(OSError):
            self._data.sendall(job)
            self._data.shutdown(socket.SHUT_WR)

    def end(self, ending: str = "") -> int | None:
        """Hang up, and take its exit status from the server; nothing when the server is dead too.

        What has said all it had to is not waited for: the server buries it while others are followed.
        """
        said: Any = None
        with self._life, self._data:
            if ending == "done":
                return None
            if ending != "died" or not select([self._life], [], [], PATIENCE)[0]:
                self._life.shutdown(socket.SHUT_WR)
            if select([self._life], [], [], STARTUP)[0]:
                with suppress(OSError):
                    said = self._life.recv(64)
        if not said:
            return None
        import msgpack

        status, self.peak_kb = msgpack.unpackb(said)
        return int(status)


def bubblewrap(packages: Collection[str] = ()) -> list[str]:
    """The command that walls the server in: no network, no processes, no files but those that are visible."""
    program = shutil.which("bwrap")
    if program is None:
        raise EngineFault("no isolation at level full: bubblewrap is not installed (apt-get install bubblewrap)")
    walls = ["--unshare-all", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    known = [part for name, value in interpreter.environment().items() for part in ("--setenv", name, value)]
    files = [part for path in interpreter.visible(packages) for part in ("--ro-bind", str(path), str(path))]
    empty = [part for path in interpreter.hidden() for part in ("--tmpfs", str(path))]
    devices = [part for path in ("/dev/null", "/dev/urandom") for part in ("--dev-bind", path, path)]
    return [program, *walls, *known, *files, *empty, *devices, "--chdir", "/", "--"]
