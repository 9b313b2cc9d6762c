"""What is counted of a class does not grow with it."""

from __future__ import annotations

from pathlib import Path

from kata_runner.classroom.results.summary import MOST_REASONS, Summary, count
from kata_runner.model import Attempt, Isolation, Kata, Report

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())


def unrunnable(message: str) -> Report:
    """A report on a file that does not load."""
    attempt = Attempt(Path("softmax.py"), b"", "")
    return Report(KATA, attempt, (), 0.0, 3.0, Isolation("full", ()), 0, 0.0, message)


def test_reasons_that_everybody_words_anew_are_told_apart_up_to_a_number() -> None:
    found = Summary()
    for number in range(2 * MOST_REASONS):
        count(unrunnable(f"line 1: NameError: name 'x{number}' is not defined"), found)
    count(unrunnable("line 1: NameError: name 'x0' is not defined"), found)
    assert len(found.not_run) == MOST_REASONS + 1
    assert found.not_run.most_common(1) == [("other reasons", MOST_REASONS)]
    assert found.not_run["line 1: NameError: name 'x0' is not defined"] == 2
