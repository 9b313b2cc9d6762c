"""What a Dask worker does: run one attempt in a sandbox that stays warm from one attempt to the next.

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
from kata_runner.classroom.executors import refuse_too_little
from kata_runner.classroom.parcel import packed, unpacked
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import BrokenPack, KataRunnerError

KATAS: dict[str, TemporaryDirectory[str]] = {}
IDLE: list[tuple[str | None, Sandbox]] = []  # one in a worker with one thread; a thread that finds none makes one




def work(job: bytes, experiments: bytes, isolation: str | None, version: str) -> bytes:
    """Run a packed job and pack its run; whatever fails here stands in the run and is no attempt's fault."""
    if version != engine_version():
        return packed(Run(fault=f"a worker has kata-runner {engine_version()}, this is {version}: install the same"))
    try:
        return packed(run_here(unpacked(job), experiments, isolation))
    except BrokenPack as error:
        return packed(Run(broken=str(error)))
    except (KataRunnerError, OSError, ValueError) as error:
        return packed(Run(fault=str(error)))


def run_here(job: Job, experiments: bytes, isolation: str | None) -> Run:
    """Run a job in an idle sandbox."""
    sandbox = idle_sandbox(isolation)
    try:
        refuse_too_little(sandbox.level, isolation)
        folder = Path(kata_folder(experiments))
        run = sandbox.run(replace(job, kata=replace(job.kata, folder=folder, solutions=folder)))
    except BaseException:
        sandbox.close()
        raise
    IDLE.append((isolation, sandbox))
    return run


def idle_sandbox(isolation: str | None) -> Sandbox:
    """One that was used before, or a new one."""
    with suppress(IndexError):
        demanded, sandbox = IDLE.pop()
        if demanded == isolation:
            return sandbox
        sandbox.close()
    return Sandbox(isolation=isolation)


def kata_folder(experiments: bytes) -> str:
    """A folder with these experiments in it, the same one every time."""
    digest = hashlib.sha256(experiments).hexdigest()
    if digest not in KATAS:
        folder = TemporaryDirectory(prefix="kata-")
        (Path(folder.name) / "experiments.py").write_bytes(experiments)
        KATAS[digest] = folder
    return KATAS[digest].name


@atexit.register
def close_all() -> None:
    """End what is warm, when the worker ends."""
    while IDLE:
        IDLE.pop()[1].close()
