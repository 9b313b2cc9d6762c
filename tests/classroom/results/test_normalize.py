"""What changes from run to run is not told, and what is recorded comes back as it was."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kata_runner.authoring import Declaration
from kata_runner.classroom.executors.msgpack_codec import decode, encode
from kata_runner.classroom.results.normalize import normalize_report
from kata_runner.classroom.results.stored_report import deserialize, serialize
from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.model import Attempt, Difference, Isolation, Kata, Outcome, Report, Status
from kata_runner.packs.kata_folder import read_kata
from kata_runner.table import Table


@pytest.fixture
def softmax_kata(softmax: Path) -> Kata:
    return read_kata(softmax / "katas" / "softmax", softmax / "solutions", "softmax")


def outcome(status: Status, message: str = "", output: str = "") -> Outcome:
    return Outcome("large", "Sentence.", status, 0.0, 2.0, ("need",), message, Difference(1, "c",
                                                                                          0.5,
                                                                                          float("inf")),
                   output, 7)  # fmt: skip


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


def test_a_parcel_holds_plain_values_and_nothing_else(softmax_kata: Kata) -> None:
    table = Table(["a", "b"], [[1.5, float("inf")], [True, "x"]], {"a": ".2f"}, ["note"])
    problem = Problem(Status.CRASHED, "error", "text", "trace", 3)
    run = Run(
        ["one"],
        [Declaration("one", "One", "S.", 1.0)],
        {"one": Result("one", table, problem, (("f", ("n", (2,)), 1),))},
    )
    assert asdict(decode(encode(run))) == asdict(run)
    job = Job(softmax_kata, Attempt(Path("x.py"), b"\xff\0", "00"), ["one"], 7)
    assert asdict(decode(encode(job))) == asdict(job)


@pytest.mark.parametrize(
    "data", [b"", b"\xc1", b"\x92\xa3Run\x80\x80", b"\x92\xa4exec\x80", b"\x91\x01"]
)
def test_an_unreadable_parcel_is_told_from_others(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(data)
