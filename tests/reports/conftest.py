"""Hand-made reports: every status, a file that does not load, and an attempt that means harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.grading.called_parts import TOGETHER
from kata_runner.model import (
    Attempt,
    Diagnosis,
    Difference,
    Isolation,
    Kata,
    Limits,
    Outcome,
    Report,
    Status,
)

KATA = Kata("0.9", "tiny_things", "Tiny *things*", "Foundations", "Small.", "here", Path("k"),
            Path("s"),
            limits=Limits(memory_mb=512))  # fmt: skip
PARTS = {"halves": "halve", "doubles": "double", "squares": "square",
         "doubles_twice": "double_twice", "divides": "divide", "divides_again": "divide",
         "waits": "wait", "grows": "grow", "talks": "talk", "dies": "die"}  # fmt: skip
TRACE = "  tiny.py, line 7, in halve\n    return x // 0"


def outcome(name: str, status: Status, message: str = "", **more: object) -> Outcome:
    """An outcome worth two points."""
    earned = 2.0 if status is Status.PASSED else 0.0
    made = Outcome(
        name, f"{name} does what it should: a_b < c.", status, earned, 2.0, message=message,
        part=PARTS.get(name, TOGETHER),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # tests pass the fields of an outcome


EVERY_STATUS = (
    outcome("halves", Status.PASSED, output="half a line"),
    outcome("doubles", Status.FAILED, "row 0, x: expected 2, got 1.",
            first_difference=Difference(0, "x", 2.0, 1.0)),
    outcome("squares", Status.FAILED, "row 1, y: expected 4, got nan.",
            first_difference=Difference(1, "y", 4.0, float("nan"))),
    outcome("doubles_twice", Status.BLOCKED, "Waits for doubles, squares.", needs=("doubles",
                                                                                   "squares")),
    outcome("divides", Status.CRASHED, f"ZeroDivisionError: division by zero\n{TRACE}", line=7,
            output="so far\nso good"),
    outcome("divides_again", Status.CRASHED, f"ZeroDivisionError: division by zero\n{TRACE}",
            line=7),
    outcome("waits", Status.TIMED_OUT, "waits did not return in time.", line=9),
    outcome("grows", Status.OVER_MEMORY, "stopped at 512 MB; the reference peaks at 31 MB"),
    outcome("talks", Status.OVER_OUTPUT, "It printed more than 64 KB.", output="la\n" * 40),
    outcome("dies", Status.KILLED, "It was killed by signal 9."),
)  # fmt: skip
HOSTILE = """\
::set-output name=result::passed
   ::add-mask::a
##[group]all passed ##[endgroup]
```
````
# Passed: 100 points
<script>alert(1)</script> [a](https://example.org) | b | <!-- -->
=1+1, "quoted" ]]> & &amp; %0A::error::x
\u202e\x1b[31m\x00\r"""


def report(
    outcomes: tuple[Outcome, ...],
    *,
    path: str = "tiny.py",
    message: str = "",
    output: str = "",
    seconds: float = 1.234,
) -> Report:
    """A report of these outcomes, its points added up."""
    return Report(
        kata=KATA,
        attempt=Attempt(Path(path), b"", "ab" * 32),
        outcomes=outcomes,
        score=sum(each.points for each in outcomes),
        max_score=sum(each.max_points for each in outcomes),
        isolation=Isolation("full", ("landlock", "seccomp")),
        seed=7,
        seconds=seconds,
        message=message,
        output=output,
    )


NOT_RUN = tuple(
    outcome(name, Status.BLOCKED, "The file does not load.", line=3)
    for name in ("halves", "doubles")
)
HARM = outcome("halves", Status.CRASHED, HOSTILE, output=HOSTILE)
SWAPPED = Diagnosis("swapped", "Left and right are swapped: a|b is not b|a.")
OFF = Diagnosis("off_by_one", "The last one is left out: range(n) ends before n.")
DIAGNOSED = tuple(
    outcome(name, Status.FAILED, message, diagnosis=cause, part=part)
    for name, part, cause, message in [
        ("lefts", "turn", SWAPPED, "row 0, x: expected 2, got 1."),
        ("rights", "turn", SWAPPED, "row 0, y: expected 1, got 2."),
        ("sums", "total", OFF, "row 3, sum: expected 10, got 6."),
    ]
)  # fmt: skip
SAMPLES = {
    "passed": report(EVERY_STATUS[:1]),
    "every_status": report(EVERY_STATUS),
    "diagnosed": report(DIAGNOSED),
    "unloadable": report(
        NOT_RUN,
        message="tiny.py: line 3: SyntaxError: invalid syntax.\n    def f(:",
        output="reading my notes",
    ),
    "hostile": report((HARM,), output=HOSTILE, path="=cmd|' /C calc'!A0\n::error::x `a` ##[b].py"),
}


@pytest.fixture(scope="session")
def samples() -> Mapping[str, Report]:
    """The hand-made reports by name."""
    return SAMPLES


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Report:
    """Each hand-made report."""
    return SAMPLES[request.param]


@pytest.fixture(autouse=True)
def no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of the usual width, and no GitHub around."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
