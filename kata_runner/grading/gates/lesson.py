"""The gate of what a learner reads."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.grading.gates.gate import Bench, Remark, gate, problem


@gate("lesson")
def lesson_and_hints_are_there(bench: Bench) -> Iterator[Remark]:
    """There is a lesson, and a hint for something."""
    kata = bench.kata
    if not kata.lesson.is_file():
        yield problem(f"{kata.lesson} is missing")
    if not kata.hints:
        yield problem(f"{kata.folder / 'kata.toml'} has no [hints]")
