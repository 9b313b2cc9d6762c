"""The level `process`: one fresh Python for each attempt, bounded but not walled in.

It stands on every system and is the fallback where Linux's isolation is missing. What it cannot
prevent, reading files the user can read for one, no report hides: it names its level.
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

EXIT_GRACE = 0.5  # seconds for a process that closed its pipe to end with a status of its own
KEEPER_GRACE = 10.0  # seconds for a keeper to see all that an attempt has started to its end
SIGKILL, SIGTERM = 9, 15  # by number: not every system has both
HAS_KEEPER = sys.platform == "linux"  # `inside/keeper.py`, which it takes Linux for


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
        """End the process that no attempt was run in."""
        while self._ready:
            self._ready.pop().end()


class SubprocessAttempt:
    """A started process in an empty folder of its own, with nothing of this one's environment."""

    needed: frozenset[str] = frozenset()  # no wall is promised at this level

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
        self.calling = ""  # nobody shares memory with it
        self.answers, self.prints = detach(self._process.stdout), detach(self._process.stderr)

    def give(self, job: Job, mark: str) -> None:
        """Hand over all of the job; a process that is dead already is found out by its silence."""
        pipe = stream(self._process.stdin)
        with suppress(OSError):
            pipe.write(
                pack_job(replace(job, stopped=job.stopped or {}), mark)
            )  # so that it says what it is in
        with suppress(OSError):
            pipe.close()

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int:
        """Kill what is left of it, remove its folder; its exit status, negative for a signal."""
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
                os.killpg(
                    self._process.pid, SIGKILL
                )  # its whole session: an attempt may have started others
        with suppress(OSError):
            self._process.kill()
        status = self._process.wait()
        stream(self._process.stdin).close()
        remove_folder(self.folder)
        return (
            -SIGKILL if asked and status == -SIGTERM else status
        )  # it came before the keeper heeds it


def detach(pipe: IO[bytes] | None) -> int:
    """A descriptor of a pipe, closed by whoever follows it."""
    descriptor = os.dup(stream(pipe).fileno())
    stream(pipe).close()
    return descriptor


def stream(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for."""
    assert pipe is not None
    return pipe
