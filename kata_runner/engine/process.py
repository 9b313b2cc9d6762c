"""The level `process`: one fresh Python for each attempt, bounded but not walled in.

It stands on every system and is the fallback where Linux's isolation is missing. What it cannot prevent, reading files
the user can read for one, no report hides: it names its level.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import IO

from kata_runner.errors import EngineFault

LEVEL = "process"
CHILD = Path(__file__).parent / "inside" / "child.py"
PACKAGE_PARENT = Path(__file__).parents[2]


class ProcessChild:
    """A started process in an empty folder of its own, with nothing of this one's environment."""

    def __init__(self) -> None:
        """Start it; raises EngineFault when that cannot be done."""
        self.folder = mkdtemp(prefix="kata-")
        command = [
            sys.executable,
            "-s",
            "-S",
            "-P",
            "-X",
            "utf8",
            str(CHILD),
            str(PACKAGE_PARENT),
            *library_folders(),
        ]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=self.folder,
                                             env=environment(), start_new_session=True, bufsize=0)  # fmt: skip
        except OSError as error:
            raise EngineFault(f"cannot start {sys.executable}: {error.strerror}") from error
        self.answers, self.prints = own(self._process.stdout), own(self._process.stderr)

    def give(self, job: bytes) -> None:
        """Hand over the job; a process that is dead already is found out by its silence."""
        pipe = stream(self._process.stdin)
        with suppress(OSError):
            pipe.write(job)
        with suppress(OSError):
            pipe.close()

    def end(self, patience: float = 0.0) -> int:
        """Kill what is left of it, remove its folder; its exit status, negative for a signal."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, 9)  # its whole session: an attempt may have started others
        with suppress(OSError):
            self._process.kill()
        status = self._process.wait()
        rmtree(self.folder, ignore_errors=True)
        return status


def library_folders() -> list[str]:
    """The folders the two libraries inside are imported from, found without importing them."""
    found = []
    for name in ("numpy", "msgpack"):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise EngineFault(f"{name} is not installed beside kata-runner: pip install {name}")
        found.append(str(Path(spec.origin).parents[1]))
    return found


def environment() -> dict[str, str]:
    """All that the attempt may know: a fixed hash seed, so that verdicts repeat, and one thread, which is faster."""
    single = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows starts nothing without
    return dict.fromkeys(single, "1") | {"PYTHONHASHSEED": "0"} | kept


def own(pipe: IO[bytes] | None) -> int:
    """A descriptor of a pipe, closed by whoever follows it."""
    descriptor = os.dup(stream(pipe).fileno())
    stream(pipe).close()
    return descriptor


def stream(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for."""
    assert pipe is not None
    return pipe
