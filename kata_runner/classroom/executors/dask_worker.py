"""Runs attempts in a Dask worker, in a sandbox that is reused from one batch to the next.

A worker grades nothing and has no expected results. It receives and returns bytes.
"""

from __future__ import annotations

import atexit
import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from kata_runner.classroom.executors.executor import require_isolation
from kata_runner.classroom.executors.msgpack_codec import decode, encode
from kata_runner.classroom.fingerprint import get_engine_version
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import IsolationUnavailableError, KataRunnerError, PackError
from kata_runner.model import Kata

CONCURRENCY = 2  # attempts: the next one starts while one ends
_katas: dict[str, tuple[Kata, TemporaryDirectory[str]]] = {}
_lock = Lock()  # of `_katas`: the threads of a worker share its folders
_idle: list[tuple[str | None, Sandbox]] = []  # at most one for each thread of the worker


def run_batch(
    jobs: list[bytes], kata: bytes, files: dict[str, bytes], isolation: str | None, version: str
) -> tuple[str, list[bytes] | str]:
    """Run encoded jobs; return ``run`` and the encoded runs, or a kind of failure and a message."""
    try:
        if version != (own := get_engine_version()):
            return "fault", f"a worker has kata-runner {own}, this is {version}: install the same"
        kata_here = get_kata(kata, files)
        runs = run_here([replace(decode(job), kata=kata_here) for job in jobs], isolation)
        return "run", list(map(encode, runs))
    except PackError as error:
        return "broken", str(error)
    except IsolationUnavailableError as error:
        return "isolation", f"a worker says: {error}"
    except (KataRunnerError, OSError, ValueError) as error:
        return "fault", str(error)


def run_here(jobs: list[Job], isolation: str | None) -> list[Run]:
    """Run jobs in an idle sandbox; return the runs in the order of the jobs."""
    sandbox = get_idle_sandbox(isolation)
    try:
        require_isolation(sandbox.level, isolation)
        runs = dict(sandbox.run_many(jobs, CONCURRENCY))
    except BaseException:
        sandbox.close()
        raise
    _idle.append((isolation, sandbox))
    return [runs[job] for job in jobs]


def get_idle_sandbox(isolation: str | None) -> Sandbox:
    """Return an idle sandbox that was started for the same isolation, or a new one."""
    with suppress(IndexError):
        demanded, sandbox = _idle.pop()
        if demanded == isolation:
            return sandbox
        sandbox.close()
    return Sandbox(isolation=isolation, many=True)


def get_kata(encoded: bytes, files: dict[str, bytes]) -> Kata:
    """Return the kata with its files in a temporary folder, the same one for the same content."""
    content = encoded + b"".join(map(files.__getitem__, sorted(files)))
    digest = hashlib.sha256(content).hexdigest()
    with _lock:
        if digest not in _katas:
            _katas[digest] = write_kata(encoded, files)
        return _katas[digest][0]


def write_kata(encoded: bytes, files: dict[str, bytes]) -> tuple[Kata, TemporaryDirectory[str]]:
    """Write a kata's files to a new temporary folder, which is deleted with the object returned."""
    folder = TemporaryDirectory(prefix="kata-")
    path = Path(folder.name)
    for name, data in files.items():
        (path / name).write_bytes(data)
    return replace(decode(encoded), folder=path, solutions=path), folder


@atexit.register
def close_all() -> None:
    """Close idle sandboxes when the worker ends."""
    while _idle:
        _idle.pop()[1].close()
