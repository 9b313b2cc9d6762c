"""The level `process`: a new Python for each attempt, with limits but without isolation.

It works on every system and is the fallback where Linux's isolation is missing. It cannot prevent,
for example, that an attempt reads files that the user can read; every report names this level.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import IO

from kata_runner.engine import interpreter
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.encoding import pack_job
from kata_runner.engine.job import Job
from kata_runner.engine.temporary import make_folder, remove_folder, remove_stale_folders
from kata_runner.errors import EngineError

EXIT_GRACE = 0.5  # seconds for a process that closed its pipe to exit with its own status
KEEPER_GRACE = 10.0  # seconds for a keeper to kill and reap everything that an attempt has started
SIGKILL, SIGTERM = 9, 15  # by number: not every system has both
HAS_KEEPER = sys.platform == "linux"  # `inside/keeper.py` needs Linux


class SubprocessBackend:
    """Starts a process for each attempt; the first one is started at once."""

    def __init__(self, packages: Iterable[str] = ()) -> None:
        """Start the first process, with these packages loaded."""
        self.packages = packages
        self._ready = [SubprocessAttempt(packages)]

    def prepare(self, job: Job) -> None:
        """Do nothing: no two processes share anything."""

    def wait(self) -> None:
        """Do nothing: no layer has to be tried."""

    def start(self) -> SubprocessAttempt:
        """Return the process that was started already, or a new one."""
        return self._ready.pop() if self._ready else SubprocessAttempt(self.packages)

    def close(self) -> None:
        """End the process that was started in advance, if no attempt has used it."""
        while self._ready:
            self._ready.pop().end()


class SubprocessAttempt:
    """A started process in its own empty folder, without this process's environment."""

    needed: frozenset[str] = frozenset()  # no layer is guaranteed at this level

    def __init__(self, packages: Iterable[str] = ()) -> None:
        """Start it, with these packages loaded; raises EngineError when that cannot be done."""
        command = interpreter.command("runner.py", packages, [str(os.getpid())])
        pipe = subprocess.PIPE
        remove_stale_folders()
        self.folder = make_folder()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                cwd=self.folder,
                env=interpreter.environment(),
                start_new_session=True,
                bufsize=0,
            )
        except OSError as error:
            remove_folder(self.folder)
            raise EngineError(f"cannot start {command[0]}: {error.strerror}") from error
        self.calling = ""  # no memory is shared with it
        self.answers, self.prints = detach(self._process.stdout), detach(self._process.stderr)

    def give(self, job: Job, mark: str) -> None:
        """Send the whole job; a process that is already dead is detected when its answers end."""
        pipe = stream(self._process.stdin)
        with suppress(OSError):
            # With `stopped`, even empty, the process reports which function it calls.
            pipe.write(pack_job(replace(job, stopped=job.stopped or {}), mark))
        with suppress(OSError):
            pipe.close()

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int:
        """Kill what is left of the process, remove its folder, and return its exit status, negative
        for a signal.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(
                EXIT_GRACE if ending in (ExitReason.DONE, ExitReason.EXITED) else 0.0
            )
        asked = HAS_KEEPER and self._process.poll() is None
        if asked:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(KEEPER_GRACE)
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                # The whole group, as an attempt may have started other processes.
                os.killpg(self._process.pid, SIGKILL)
        with suppress(OSError):
            self._process.kill()
        status = self._process.wait()
        stream(self._process.stdin).close()
        remove_folder(self.folder)
        # SIGTERM ends a keeper that does not handle it yet.
        return -SIGKILL if asked and status == -SIGTERM else status


def detach(pipe: IO[bytes] | None) -> int:
    """Close a pipe, and return a duplicate of its descriptor, which the supervisor closes."""
    descriptor = os.dup(stream(pipe).fileno())
    stream(pipe).close()
    return descriptor


def stream(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe of `subprocess.Popen` that was requested, and so is not None."""
    assert pipe is not None
    return pipe
