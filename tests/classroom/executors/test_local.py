"""The executor `local`: one sandbox, and never an unsafe one unasked."""

from __future__ import annotations

import sys

import pytest

from kata_runner.classroom.executors import local
from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.classroom.executors.local import Local
from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import IsolationUnavailableError
from kata_runner.grading.answer_key import reference
from kata_runner.model import Kata


@pytest.mark.skipif(sys.platform != "linux", reason="a level of Linux")
def test_every_job_comes_back_once(softmax_kata: Kata) -> None:
    jobs = [Job(softmax_kata, reference(softmax_kata)) for _ in range(3)]
    with Local(ExecutorOptions(workers=2, isolation="kernel")) as executor:
        assert executor.notice == ""
        runs = list(executor.run_many(iter(jobs)))
    assert {job for job, _ in runs} == set(jobs) and len(runs) == 3
    assert all(run.level == "kernel" and not run.fault for _, run in runs)


def test_the_level_without_walls_is_refused_and_the_sandbox_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = []

    class Recorded(Sandbox):
        def close(self) -> None:
            closed.append(self)
            super().close()

    def open_without_walls(isolation: str | None, many: bool) -> Sandbox:
        return Recorded("process", many=many)

    monkeypatch.setattr(local, "Sandbox", open_without_walls)
    with pytest.raises(IsolationUnavailableError, match="only the level 'process' is available"):
        Local(ExecutorOptions()).__enter__()
    assert closed
    with Local(ExecutorOptions(isolation="full,process")) as executor:
        assert executor.sandbox.level == "process"
