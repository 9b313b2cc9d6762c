"""An attempt that the system kills for want of memory is not to blame: it is our fault, and tried
once more.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine import memory
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.in_flight import limit_in_flight
from kata_runner.engine.job import Job
from kata_runner.engine.subprocess_backend import SubprocessAttempt
from kata_runner.engine.supervisor import supervise
from kata_runner.packs.kata_folder import read_kata

KILLED = b"import os\n\n\ndef softmax(scores):\n    os.kill(os.getpid(), 9)\n"


@pytest.fixture
def counters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the kernel counts, under our control."""
    path = tmp_path / "vmstat"
    path.write_text("nr_free_pages 7\noom_kill 2\n", encoding="ascii")
    monkeypatch.setattr(memory, "COUNTERS", str(path))
    return path


def test_kills_are_counted(counters: Path) -> None:
    assert memory.count_kills() == 2
    counters.write_text("nr_free_pages 7\n", encoding="ascii")
    assert memory.count_kills() == 0
    counters.unlink()
    assert memory.count_kills() == 0


@pytest.mark.parametrize(
    ("status", "is_it"), [(-9, True), (None, True), (0, False), (-24, False), (1, False)]
)
def test_only_sigkill_and_a_new_kill_together_are_a_reason(
    counters: Path, status: int | None, is_it: bool
) -> None:
    watch = memory.MemoryWatch()
    assert watch.reason(status) == ""
    counters.write_text("oom_kill 3\n", encoding="ascii")
    assert bool(watch.reason(status)) is is_it


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Writes what the kernel tells of memory, by paths below a folder that stands for the whole
    system.
    """
    monkeypatch.setattr(memory, "MEMORY", str(tmp_path / "meminfo"))
    monkeypatch.setattr(memory, "OWN_GROUPS", str(tmp_path / "own"))
    monkeypatch.setattr(memory, "GROUPS", str(tmp_path / "cgroup"))

    def tell(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="ascii")

    return tell


GB = 1 << 30
HERE = {"meminfo": f"MemTotal: {64 << 20} kB\nMemAvailable: {8 << 20} kB\n"}  # 8 GB
VERSION_2 = {
    "own": "0::/user/kata\n",
    "cgroup/user/memory.max": f"{6 * GB}\n",
    "cgroup/user/memory.current": f"{3 * GB}\n",
    "cgroup/user/memory.stat": f"anon 7\ninactive_file {GB}\n",
    "cgroup/user/kata/memory.max": "max\n",
    "cgroup/user/kata/memory.current": f"{GB}\n",
}
VERSION_1 = {
    "own": "3:cpu:/\n2:memory,x:/docker/1\n",
    "cgroup/memory/docker/1/memory.limit_in_bytes": f"{2 * GB}\n",
    "cgroup/memory/docker/1/memory.usage_in_bytes": "0\n",
    "cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    "cgroup/memory/memory.usage_in_bytes": f"{GB}\n",
}
CONTAINER = {
    "own": "0::/\n",
    "cgroup/memory.max": f"{3 * GB}\n",
    "cgroup/memory.current": f"{4 * GB}\n",
}


@pytest.mark.parametrize(
    ("files", "gigabytes", "fits"),
    [
        (HERE, 8, 8),
        (HERE | VERSION_2, 4, 4),
        (HERE | VERSION_1, 2, 2),
        (CONTAINER, 0, 1),
        ({}, None, 12),
        ({"meminfo": "MemAvailable: nonsense\n", "own": "nonsense\n"}, None, 12),
    ],
    ids=[
        "machine",
        "groups of version 2",
        "groups of version 1",
        "container that is full",
        "unknown",
        "nonsense",
    ],
)
def test_no_more_attempts_than_there_is_memory_for(
    machine: Callable[[dict[str, str]], None],
    files: dict[str, str],
    gigabytes: int | None,
    fits: int,
) -> None:
    machine(files)
    assert memory.count_available() == (None if gigabytes is None else gigabytes * GB)
    assert limit_in_flight(12, 1024) == fits


def test_a_class_is_graded_one_by_one_where_there_is_memory_for_no_more(
    machine: Callable[[dict[str, str]], None], softmax: Path
) -> None:
    machine({"meminfo": f"MemAvailable: {1 << 20} kB\n"})
    running, most = 0, []

    class Counted(SubprocessAttempt):
        def __init__(self) -> None:
            nonlocal running
            super().__init__()
            most.append(running := running + 1)

        def end(self, ending: ExitReason = ExitReason.RUNNING) -> int:
            nonlocal running
            running -= 1
            return super().end(ending)

    kata = read_kata(softmax / "katas" / "softmax", softmax / "solutions", "test")
    jobs = [Job(kata, attempt_of(Path("softmax.py"), b"x = %d" % number)) for number in range(3)]
    assert len(list(supervise(jobs, lambda _: Counted(), 3))) == 3
    assert most == [1, 1, 1]


def test_an_attempt_that_is_killed_for_memory_twice_is_our_fault(
    counters: Path, softmax: Path
) -> None:
    starts = []

    def start(job: Job) -> SubprocessAttempt:
        starts.append(job)
        counters.write_text(f"oom_kill {2 + len(starts)}\n", encoding="ascii")
        return SubprocessAttempt()

    kata = read_kata(softmax / "katas" / "softmax", softmax / "solutions", "test")
    [(_, run)] = supervise([Job(kata, attempt_of(Path("softmax.py"), KILLED))], start, 1)
    assert len(starts) == 2
    assert "the memory of this machine or container ran out" in run.fault


def test_a_kill_is_a_reason_once(counters: Path) -> None:
    watch = memory.MemoryWatch()
    counters.write_text("oom_kill 3\n", encoding="ascii")
    assert watch.reason(-9)
    assert watch.reason(-9) == ""
