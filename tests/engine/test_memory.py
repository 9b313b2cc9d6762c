"""An attempt that the system kills for want of memory is not to blame: it is our fault, and tried once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.engine import memory
from kata_runner.engine.follow import follow
from kata_runner.engine.job import Job
from kata_runner.engine.process import ProcessChild
from kata_runner.engine.source import attempt_of
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


@pytest.mark.parametrize(("status", "is_it"), [(-9, True), (None, True), (0, False), (-24, False), (1, False)])
def test_only_sigkill_and_a_new_kill_together_are_a_reason(counters: Path, status: int | None, is_it: bool) -> None:
    watch = memory.MemoryWatch()
    assert watch.reason(status) == ""
    counters.write_text("oom_kill 3\n", encoding="ascii")
    assert bool(watch.reason(status)) is is_it


def test_an_attempt_that_is_killed_for_memory_twice_is_our_fault(counters: Path, softmax: Path) -> None:
    starts = []

    def start(job: Job) -> ProcessChild:
        starts.append(job)
        counters.write_text(f"oom_kill {2 + len(starts)}\n", encoding="ascii")
        return ProcessChild()

    kata = read_kata(softmax / "katas" / "softmax", softmax / "solutions", "test")
    [(_, run)] = follow([Job(kata, attempt_of(Path("softmax.py"), KILLED))], start, 1)
    assert len(starts) == 2
    assert "the memory of this machine or container ran out" in run.fault
