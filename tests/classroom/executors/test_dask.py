"""A real scheduler and two real workers on the loopback, one of them killed in the middle."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from kata_runner.classroom.executors.dask import Dask
from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.engine.job import Job
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import reference
from kata_runner.model import Kata
from tests.helpers.classrooms import published, verdicts
from tests.helpers.commands import clean_environment, kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.slow

CLASS = 120
Cluster = tuple[str, list["subprocess.Popen[bytes]"], "subprocess.Popen[bytes]"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of the cluster, leader of a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=clean_environment(folder / "home", {"DASK_LOGGING__DISTRIBUTED": "critical"}),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, as a machine that dies would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """The address of a scheduler, its two workers, and itself."""
    address = f"127.0.0.1:{free_port()}"
    host, port = address.split(":")
    scheduler = started(
        tmp_path, "distributed.cli.dask_scheduler", "--host", host, "--port", port, "--no-dashboard"
    )
    one = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
    workers = [started(tmp_path, "distributed.cli.dask_worker", address, *one) for _ in range(2)]
    yield f"tcp://{address}", workers, scheduler
    for process in [*workers, scheduler]:
        kill(process)


def test_a_kata_that_cannot_be_read_is_not_called_a_lost_scheduler(
    softmax_kata: Kata, tmp_path: Path
) -> None:
    dask = Dask(ExecutorOptions())
    dask.client = SimpleNamespace(loop=None, nthreads=lambda: {"worker": 1})
    dask.distributed = SimpleNamespace(as_completed=lambda loop: None)
    jobs = [Job(replace(softmax_kata, folder=tmp_path / "gone"), reference(softmax_kata))]
    with pytest.raises(PackError, match=r"experiments.py: No such file"):
        list(dask.run_many(jobs))


@pytest.mark.thorough
def test_a_worker_killed_in_the_middle_loses_nothing_and_counts_nothing_twice(
    kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path, cluster: Cluster
) -> None:
    folder, (address, workers, _) = classroom(CLASS), cluster
    arguments = ["grade", "0.1", str(folder), "--pack", str(softmax), "--seed", "7", "--out"]
    assert kata(*arguments, tmp_path / "here").code == 0
    out = tmp_path / "there"
    code, stderr = graded_while(
        tmp_path, [*arguments, str(out), "--scheduler", address], out, lambda: kill(workers[0])
    )
    assert code == 0, stderr
    assert verdicts(out) == CLASS
    assert published(out) == published(tmp_path / "here")


@pytest.mark.thorough
def test_a_scheduler_killed_in_the_middle_loses_nothing_and_another_executor_goes_on(
    kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path, cluster: Cluster
) -> None:
    folder, (address, _, scheduler) = classroom(CLASS), cluster
    arguments = ["grade", "0.1", str(folder), "--pack", str(softmax), "--seed", "7", "--out"]
    assert kata(*arguments, tmp_path / "here").code == 0
    out = tmp_path / "there"
    code, stderr = graded_while(
        tmp_path, [*arguments, str(out), "--scheduler", address], out, lambda: kill(scheduler)
    )
    assert code == 3
    assert stderr.splitlines()[-1] == (
        "kata: error: the Dask scheduler is gone: what was graded is kept, run the command again"
    )
    assert "Traceback" not in stderr
    kept = verdicts(out)
    assert f"{CLASS - kept} to grade" in kata(*arguments, out).err
    assert published(out) == published(tmp_path / "here")


def graded_while(
    tmp_path: Path, arguments: list[str], out: Path, happens: Callable[[], None]
) -> tuple[int, str]:
    """Grade, let something happen in the middle, and return the exit code and stderr."""
    grading = subprocess.Popen(
        [*kata_command(), *arguments],
        env=clean_environment(tmp_path / "home", {}),
        encoding="utf-8",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    until = monotonic() + 60
    while verdicts(out) < CLASS // 4 and grading.poll() is None and monotonic() < until:
        sleep(0.01)
    assert 0 < verdicts(out) < CLASS, "it happens in the middle"
    happens()
    _, stderr = grading.communicate(timeout=120)
    return grading.returncode, stderr
