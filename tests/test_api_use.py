"""Uses of the API that nobody had in mind: refused in one line, or right all the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kata_runner.api import Grader
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError, UsageError
from kata_runner.model import Report

ROOT = Path(__file__).parent.parent
FORKS = """
import os
from pathlib import Path

from kata_runner import Grader

right = Path("right.py").read_text(encoding="utf-8")
grader = Grader()
print(grader.grade("n_grams", right).passed, flush=True)
if os.fork() == 0:
    print(grader.grade("n_grams", right, 5).passed, flush=True)
    os._exit(0)
os.wait()
for _ in range(3):
    print(grader.grade("n_grams", right).passed)
grader.close()
"""
RIGHT = (ROOT / "solutions" / "n_grams" / "solution.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader() as grader:
        yield grader


@pytest.mark.parametrize("seed", [0.0, 2.0, "5", None, -1, 2**32, [1], float("nan")])
def test_a_seed_that_is_no_integer_is_refused(grader: Grader, seed: Any) -> None:
    with pytest.raises(UsageError, match="seed: expected an integer from 0 to 4294967295, got"):
        grader.grade("n_grams", RIGHT, seed)


@pytest.mark.parametrize("seed", [True, np.int64(3), np.uint8(0)])
def test_whatever_is_an_integer_is_the_seed_of_its_value(grader: Grader, seed: Any) -> None:
    report = grader.grade("n_grams", RIGHT, seed)
    assert report.passed
    assert report.seed == int(seed) and type(report.seed) is int


def test_a_kata_is_named_wherever_one_is_asked_for(grader: Grader) -> None:
    assert grader.parts("n_grams")
    with pytest.raises(UsageError, match=r"kata: expected an id, a name or a Kata, got 6\.3"):
        grader.grade(6.3, RIGHT)  # type: ignore[arg-type]


def test_arguments_of_another_type_are_named(grader: Grader) -> None:
    source: Any = Path("softmax.py")
    with pytest.raises(UsageError, match="read it, as in source"):
        grader.grade("7.1", source)
    nothing: Any = None
    for sources in (nothing, source):
        with pytest.raises(UsageError, match="sources: expected a list or a generator"):
            grader.grade_many("7.1", sources)
    for settings in ("temperature", {"temperature": "2"}, {"temperature": None}):
        with pytest.raises(UsageError, match="temperature"):
            grader.demo("7.1", settings=settings)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="expected the name of an experiment or a part, got 3"):
        grader.grade_only("7.1", "", 3)  # type: ignore[arg-type]


def test_what_is_too_large_runs_nowhere(grader: Grader) -> None:
    large = RIGHT + "#" * 300_000
    assert grader.grade("n_grams", large).status == "unrunnable"
    for run in (
        lambda: grader.grade_only("n_grams", large, "count_ngrams"),
        lambda: grader.demo("n_grams", large),
    ):
        with pytest.raises(UsageError, match="source: The source is larger than"):
            run()


def test_a_grader_that_is_closed_grades_no_more_of_many() -> None:
    grader = Grader()
    graded = grader.grade_many("n_grams", [RIGHT] * 20)
    next(graded)
    grader.close()
    with pytest.raises(UsageError, match="this grader is closed"):
        list(graded)


def test_what_an_executor_does_not_give_back_is_an_error_of_its_own(grader: Grader) -> None:
    with Sandbox() as sandbox:

        def lose_every_second(jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
            for job in islice(jobs, 0, None, 2):
                yield from sandbox.run_many([job])

        graded = dict(grader.grade_many("n_grams", [RIGHT] * 4, run_many=lose_every_second))
    assert sorted(graded) == [0, 1, 2, 3]
    lost = [graded[index] for index in (1, 3)]
    assert all(isinstance(error, EngineError) for error in lost)
    assert "an executor gave no result back" in str(lost[0])
    assert all(isinstance(graded[index], Report) for index in (0, 2))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")
def test_a_fork_grades_in_a_sandbox_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "forks.py").write_text(FORKS, encoding="utf-8")
    (tmp_path / "right.py").write_text(RIGHT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "forks.py"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stdout.split(), done.stderr) == (["True"] * 5, "")
