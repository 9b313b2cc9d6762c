"""Reports as the database keeps them: without what changes from run to run."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kata_runner.classroom.records import Verdict
from kata_runner.classroom.results.stored_report import deserialize, normalize_report, serialize
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


def outcome(status: Status, message: str = "", output: str = "") -> Outcome:
    difference = Difference(1, "c", 0.5, float("inf"))
    return Outcome("large", "Sentence.", status, 0.0, 2.0, ("need",), message, difference, output,
                   7)  # fmt: skip


def report(kata: Kata, *outcomes: Outcome) -> Report:
    attempt = Attempt(Path("/somewhere/x.py"), b"source", "ab" * 32)
    return Report(
        kata,
        attempt,
        outcomes,
        1.0,
        3.0,
        Isolation("full", ("seccomp",)),
        5,
        0.123,
        "",
        "at 0xabcdef12",
    )


def test_addresses_times_and_places_are_taken_out(softmax_kata: Kata) -> None:
    message = "<object object at 0x7f0123456789> is not 0x1f"
    normalized = normalize_report(
        report(softmax_kata, outcome(Status.FAILED, message, message)), Path("ada.py")
    )
    assert (
        normalized.outcomes[0].message
        == normalized.outcomes[0].output
        == "<object object at 0x…> is not 0x1f"
    )
    assert normalized.output == "at 0x…"
    assert (normalized.seconds, normalized.attempt.path) == (0.0, Path("ada.py"))


def test_of_what_was_stopped_only_the_beginning_is_told(softmax_kata: Kata) -> None:
    printed = "again\n" * 5000 + "… 123 more characters"
    normalized = normalize_report(
        report(softmax_kata, outcome(Status.TIMED_OUT, "Stopped.\n  line 7", printed)),
        Path("ada.py"),
    )
    assert normalized.outcomes[0].message == "Stopped."
    assert normalized.outcomes[0].output == printed[:2000]
    assert normalized.outcomes[0].line == 0


def test_a_recorded_report_comes_back(softmax_kata: Kata) -> None:
    first = replace(
        report(softmax_kata, outcome(Status.FAILED, "mine ✗"), outcome(Status.PASSED)), seconds=0.0
    )
    assert first.output
    again = deserialize(serialize(first), softmax_kata, first.attempt.sha256, first.attempt.path)
    assert asdict(replace(again, attempt=first.attempt)) == asdict(first)
    assert again.status == first.status == "failed"
