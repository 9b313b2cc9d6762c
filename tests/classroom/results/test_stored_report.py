"""Reports as the database keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.records import Verdict
from kata_runner.classroom.results.stored_report import deserialize, serialize
from kata_runner.errors import PathError
from kata_runner.model import (
    Attempt,
    Diagnosis,
    Difference,
    Isolation,
    Kata,
    Outcome,
    Report,
    Status,
)

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
OUTCOME = Outcome(
    "shares",
    "Shares of the sum: Σ.",
    Status.CRASHED,
    0.5,
    2.0,
    needs=("first", "second"),
    message="It differs.",
    first_difference=Difference(1, "p", 0.5, "x"),
    output="printed",
    diagnosis=Diagnosis("no_shift", "Nothing is subtracted.", 3, ("e",)),
    line=4,
)
REPORT = Report(
    KATA,
    Attempt(Path("a.py"), b"secret source", "abc"),
    (OUTCOME,),
    0.5,
    2.0,
    Isolation("full", ("bubblewrap",)),
    7,
    0.25,
    "a message",
    "an output",
)


def test_what_is_stored_comes_back_but_for_source_and_time() -> None:
    stored = serialize(REPORT)
    assert "secret source" not in "".join([stored.report, *stored.outcomes])
    report = deserialize(stored, KATA, "abc", Path("b.py"))
    expected = REPORT.to_dict() | {"attempt": {"path": "b.py", "sha256": "abc"}, "seconds": 0.0}
    assert report.to_dict() == expected
    [outcome] = report.outcomes
    assert (outcome.status, outcome.needs) == (Status.CRASHED, ("first", "second"))
    assert outcome.first_difference is not None
    assert vars(outcome.first_difference) == vars(OUTCOME.first_difference)


@pytest.mark.parametrize(
    "stored",
    [
        serialize(REPORT)._replace(report=""),
        serialize(REPORT)._replace(report="{}"),
        serialize(REPORT)._replace(outcomes=('{"status": "great"}',)),
        serialize(REPORT)._replace(report='{"score": 1, "isolation": null}'),
    ],
    ids=["no JSON", "nothing in it", "an outcome", "isolation"],
)
def test_a_damaged_verdict_is_one_line(stored: Verdict) -> None:
    with pytest.raises(PathError, match=r"a verdict in results\.sqlite is damaged"):
        deserialize(stored, KATA, "abc", Path("b.py"))
