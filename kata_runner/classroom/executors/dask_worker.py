"""What a Dask worker does: run attempts in a sandbox that stays warm from one parcel to the next.

It judges nothing and holds no answers. What it is sent is bytes, and so is what it sends back.
"""

from __future__ import annotations

import atexit
import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kata_runner.classroom.conditions import engine_version
from kata_runner.classroom.executors.executor import refuse_too_little
from kata_runner.classroom.executors.parcel import packed, unpacked
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import BrokenPack, IsolationUnavailable, KataRunnerError
from kata_runner.model import Kata

AT_ONCE = 2  # while one attempt ends the next has begun
KATAS: dict[str, tuple[Kata, TemporaryDirectory[str]]] = {}
IDLE: list[tuple[str | None, Sandbox]] = []  # one in a worker with one thread; a thread that finds none makes one


def work(
    jobs: list[bytes], kata: bytes, files: dict[str, bytes], isolation: str | None, version: str
) -> tuple[str, list[bytes] | str]:
    """Run packed jobs: ``run`` and their packed runs, or what failed, which is no attempt's fault, and a sentence."""
    try:
        if version != engine_version():
            return "fault", f"a worker has kata-runner {engine_version()}, this is {version}: install the same"
        here = kept_kata(kata, files)
        return "run", list(map(packed, run_here([replace(unpacked(job), kata=here) for job in jobs], isolation)))
    except BrokenPack as error:
        return "broken", str(error)
    except IsolationUnavailable as error:
        return "isolation", f"a worker says: {error}"
    except (KataRunnerError, OSError, ValueError) as error:
        return "fault", str(error)


def run_here(jobs: list[Job], isolation: str | None) -> list[Run]:
    """Run jobs in an idle sandbox; the runs are in the order of the jobs."""
    sandbox = idle_sandbox(isolation)
    try:
        refuse_too_little(sandbox.level, isolation)
        runs = dict(sandbox.run_many(jobs, AT_ONCE))
    except BaseException:
        sandbox.close()
        raise
    IDLE.append((isolation, sandbox))
    return [runs[job] for job in jobs]


def idle_sandbox(isolation: str | None) -> Sandbox:
    """One that was used before, or a new one."""
    with suppress(IndexError):
        demanded, sandbox = IDLE.pop()
        if demanded == isolation:
            return sandbox
        sandbox.close()
    return Sandbox(isolation=isolation, many=True)


def kept_kata(packed_kata: bytes, files: dict[str, bytes]) -> Kata:
    """The kata with its files in a folder of this worker's, the same one every time."""
    digest = hashlib.sha256(packed_kata + b"".join(map(files.__getitem__, sorted(files)))).hexdigest()
    if digest not in KATAS:
        folder = TemporaryDirectory(prefix="kata-")
        for name, content in files.items():
            (Path(folder.name) / name).write_bytes(content)
        kata = replace(unpacked(packed_kata), folder=Path(folder.name), solutions=Path(folder.name))
        KATAS[digest] = kata, folder
    return KATAS[digest][0]


@atexit.register
def close_all() -> None:
    """End what is warm, when the worker ends."""
    while IDLE:
        IDLE.pop()[1].close()
