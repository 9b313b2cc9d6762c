"""What stands beside what in a demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kata_runner.engine.job import Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.demo_tables import show
from kata_runner.model import Attempt, Kata
from tests.helpers.area import FILES

MakeAttempt = Callable[[str], Attempt]
RunOne = Callable[[Job], Run]
WRONG = "def square(side):\n    return side + side\n\n\ndef circle(radius):\n    return [1, 2]\n"


def test_without_an_attempt_there_is_the_reference_alone(area: Kata, run: RunOne) -> None:
    demo = show(area, None, run)
    names = [declaration.name for declaration, *_ in demo.shown]
    assert names == ["three_squares", "circles", "shown_only"]
    assert all(own is None for *_, own in demo.shown)
    [squares, *_] = [table for _, table, _ in demo.shown]
    assert squares is not None
    assert [row[1] for row in squares.rows] == [1, 4, 9]


def test_an_attempt_s_table_stands_beside_it_and_one_of_another_shape_does_not(
    area: Kata, run: RunOne, attempt: MakeAttempt
) -> None:
    demo = show(area, attempt(WRONG), run)
    own = {declaration.name: table for declaration, _, table in demo.shown}
    assert own["three_squares"] is not None
    assert [row[1] for row in own["three_squares"].rows] == [2, 4, 6]
    assert own["circles"] is None
    assert set(demo.problems) == {"circles"}
    assert demo.message == ""


def test_an_attempt_that_does_not_load_is_told_and_nothing_is_shown(
    area: Kata, run: RunOne, attempt: MakeAttempt
) -> None:
    demo = show(area, attempt("def square(\n"), run)
    assert demo.message.startswith("area.py: ")
    assert (demo.shown, demo.problems) == ((), {})


def test_a_reference_that_does_not_load_is_the_pack_s_fault(
    write_kata: Callable[[dict[str, str | None]], Kata], run: RunOne
) -> None:
    broken = write_kata({"solutions/area/solution.py": "raise ValueError('no')\n"})
    with pytest.raises(PackError, match=r"kata 0\.2: the reference does not load"):
        show(broken, None, run)


def test_the_tables_are_those_of_the_job_that_was_run(area: Kata, run: RunOne) -> None:
    def run_one(job: Job) -> Run:
        return run(replace(job, which=["circles"]))

    assert [declaration.name for declaration, *_ in show(area, None, run_one).shown] == ["circles"]


def test_values_that_vary_on_the_reference_too_are_known(
    write_kata: Callable[[dict[str, str | None]], Kata], run: RunOne, attempt: MakeAttempt
) -> None:
    file = "katas/area/experiments.py"
    varying = (
        '\n\n@experiment()\ndef clock(impl):\n    """The time."""\n    import time\n\n'
        "    return Table(['side', 'nanoseconds'], [[9, time.perf_counter_ns()]])\n"
    )
    kata = write_kata({file: FILES[file] + varying})
    demo = show(kata, attempt(WRONG), run)
    assert {declaration.name for declaration, _, table in demo.shown if table} == {
        "three_squares", "shown_only", "clock"
    }  # fmt: skip
    assert demo.varying == {"clock"}
