"""What is known when an attempt's process has ended."""

from __future__ import annotations

from kata_runner.engine.job import Cost, Result, Run


def test_of_two_processes_the_larger_memory_and_all_the_time_count() -> None:
    total = Cost(40, 0.25) + Cost(30, 0.5)
    assert (total.peak_mb, total.seconds) == (40, 0.75)
    assert Cost() + Cost(30, 0.5) == Cost(30, 0.5)


def test_what_has_no_result_is_missing_in_its_order() -> None:
    run = Run(names=["c", "a", "b"], results={"a": Result("a", None, None)})
    assert run.missing == ["c", "b"]
