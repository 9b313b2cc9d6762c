"""Other ways to grade kata 6.3, in the grader's own process and as tests that pytest runs, and the
floor of all.

The two run the kata's own experiments and compare every table, and neither is safe: a stranger's
code is in the process that judges it. The floor is what nobody can do without who gives each
attempt a process of its own.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from classrooms import ROOT  # type: ignore[import-not-found]  # a script's own folder is on its path

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.decoding import to_result
from kata_runner.engine.inside.arguments_watch import ArgumentWatch
from kata_runner.engine.inside.call_recorder import CallRecorder
from kata_runner.engine.inside.kata_loader import Experiment
from kata_runner.engine.inside.messages import TableResult, pack
from kata_runner.engine.inside.runner import pack_calls, to_wire
from kata_runner.engine.inside.timeout import Patience, TimeLimit
from kata_runner.engine.job import Job, Run
from kata_runner.engine.unchanged import build_unchanged_result
from kata_runner.grading.answer_key import Expectation, read_pinned
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata

TEST = """
import sys
sys.path.insert(0, {here!r})

from pathlib import Path

import pytest
import rivals

EXPERIMENTS = rivals.experiments()
ATTEMPT = rivals.loaded(Path({attempt!r}))

EXPECTATIONS = rivals.expectations()

@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda one: one.declaration.name)
def test_experiment(expectation):
    assert rivals.passes(EXPERIMENTS[expectation.declaration.name], ATTEMPT, expectation)
"""


def lstm() -> Kata:
    """Kata 6.3."""
    return read_kata(ROOT / "katas" / "lstm_limitations", ROOT / "solutions", "builtin")


def expectations() -> tuple[Expectation, ...]:
    """What is right of each experiment, as pinned; about arguments no table of an experiment says
    anything.
    """
    key = read_pinned(lstm())
    assert key is not None
    return tuple(one for one in key.expectations if one.declaration.name != UNCHANGED)


def experiments() -> dict[str, Experiment]:
    """The kata's experiments by name."""
    found = vars(loaded(lstm().experiments)).items()
    declared = {name: value for name, value in found if hasattr(value, "declaration")}
    return {
        name: Experiment(value, 0) for name, value in declared.items() if value.declaration.graded
    }


def loaded(path: Path) -> ModuleType:
    """A file as a module, run here and now."""
    return module_of(path.read_text(encoding="utf-8"), path.stem)


def module_of(source: str, name: str) -> ModuleType:
    """A source as a module."""
    module = ModuleType(name)
    exec(compile(source, name, "exec"), vars(module))
    return module


def passes(experiment: Experiment, attempt: ModuleType, expectation: Expectation) -> bool:
    """Whether an attempt gives the expected table."""
    expected, table = expectation.table, experiment.table(attempt)
    return not shape_problem(expected, table) and not any(
        differences(expected, table, experiment.declaration.tolerance)
    )


class Unisolated:
    """An executor that runs attempts here and now, with nothing around them."""

    def __init__(self) -> None:
        """Make the experiments ready."""
        self.experiments = experiments()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Each job with its run, one after the other."""
        return ((job, self.run(job)) for job in jobs)

    def run(self, job: Job) -> Run:
        """What every experiment gives on an attempt."""
        recorder = CallRecorder(
            module_of(job.attempt.source.decode(), "attempt"), unhurried(), ArgumentWatch()
        )
        run = Run(names=list(self.experiments))
        for name, experiment in self.experiments.items():
            recorder.begin()
            content = pack(
                (*to_wire(experiment.table(recorder.implementation)), pack_calls(recorder))
            )
            # Equal ones are judged once, as ours are.
            run.results[name] = to_result(TableResult(name, content))
        run.results[UNCHANGED] = build_unchanged_result(
            tuple(result.arguments for result in run.results.values())
        )
        return run


def unhurried() -> Patience:
    """All the time there is for every function."""
    return Patience(TimeLimit({"cpu": 60.0, "wall": 60.0}), 60.0, {}, print)


class Forks:
    """The floor: a fork for each attempt that runs it and is gone. No wall, no limit, no answer, no
    verdict.
    """

    def __init__(self) -> None:
        """Make the experiments ready."""
        self.experiments = experiments()
        gc.freeze()

    def __call__(self, paths: Iterable[Path]) -> Iterator[bool]:
        """Whether each attempt ran to its end."""
        for path in paths:
            process = os.fork()
            if process == 0:
                try:
                    attempt = loaded(path)
                    for experiment in self.experiments.values():
                        experiment.table(attempt)
                    os._exit(0)
                finally:
                    os._exit(1)
            yield os.waitpid(process, 0)[1] == 0


def by_pytest(paths: Iterable[Path]) -> Iterable[bool]:
    """The same by a pytest process for each attempt, with none of its plugins to load."""
    for path in paths:
        test = path.with_name(f"test_{path.name}")
        test.write_text(
            TEST.format(here=str(Path(__file__).parent), attempt=str(path)), encoding="utf-8"
        )
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test.name]
        environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        done = subprocess.run(
            command, cwd=path.parent, env=environment, stdout=subprocess.DEVNULL, check=False
        )
        yield done.returncode == 0
