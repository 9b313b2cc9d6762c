"""Executors: which isolation they demand, and how one is found by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.classroom.executors import dask_worker
from kata_runner.classroom.executors.executor import (
    Executor,
    ExecutorOptions,
    get_executor,
    require_isolation,
)
from kata_runner.classroom.executors.local import Local
from kata_runner.engine import sandbox
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job
from kata_runner.errors import IsolationUnavailableError, UsageError
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.plugin_manager import load_plugins


@pytest.fixture
def without_walls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This machine has no level but `process`, and no sandbox of another one waits."""
    monkeypatch.setattr(sandbox, "list_possible_levels", lambda: iter(["process"]))
    monkeypatch.setattr(dask_worker, "_idle", [])
    yield
    for _, idle in dask_worker._idle:
        idle.close()


@pytest.fixture
def job(softmax: Path, right: Path) -> Job:
    """A right attempt."""
    kata = read_kata(softmax / "katas" / "softmax", softmax / "solutions", "softmax")
    return Job(kata, attempt_of(Path("softmax.py"), right.read_bytes()))


@pytest.mark.parametrize("demanded", [None, "full", "full,kernel"])
def test_the_unsafe_level_is_refused_unless_it_was_named(demanded: str | None) -> None:
    with pytest.raises(IsolationUnavailableError, match="only the level 'process' is available"):
        require_isolation("process", demanded)


@pytest.mark.parametrize(
    ("level", "demanded"),
    [("full", None), ("kernel", None), ("process", "process"), ("process", "full,process")],
)
def test_a_safe_level_and_one_that_was_named_are_taken(level: str, demanded: str | None) -> None:
    require_isolation(level, demanded)


def test_the_refusal_says_why_there_are_no_walls() -> None:
    with pytest.raises(IsolationUnavailableError, match=r"all the same: no bubblewrap$"):
        require_isolation("process", None, "no bubblewrap")


def test_without_walls_no_executor_of_ours_runs_strangers_code(
    without_walls: None, job: Job
) -> None:
    with pytest.raises(IsolationUnavailableError), Local(ExecutorOptions()):
        pytest.fail("it has started")
    with pytest.raises(IsolationUnavailableError):
        dask_worker.run_here([job], None)


def test_without_walls_both_run_it_when_the_level_is_named(without_walls: None, job: Job) -> None:
    with Local(ExecutorOptions(isolation="process")) as executor:
        [(_, run)] = executor.run_many([job])
    [other] = dask_worker.run_here([job], "process")
    assert run.results.keys() == other.results.keys() != set()


def test_an_executor_is_found_by_its_name_and_another_name_is_wrong_use() -> None:
    plugins = load_plugins()
    executor: Executor = get_executor("local", plugins)(ExecutorOptions())
    assert isinstance(executor, Local)
    message = re.escape("no executor is called 'locla': there are dask, local")
    with pytest.raises(UsageError, match=message):
        get_executor("locla", plugins)
