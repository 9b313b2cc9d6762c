"""The data model of the project: frozen dataclasses that all layers share.

They are compared by identity: generating `__eq__` and `__hash__` for all of them takes as long as
reading forty katas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from kata_runner.cells import Cell

JSON_FORMAT = 1  # incremented by changes of a report's JSON that break a reader


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits on the resources of an attempt.

    Times are in seconds, `cpu` and `wall` for each experiment, `total` for all of them.
    """

    cpu: float = 2.0
    wall: float = 10.0
    total: float = 30.0
    memory_mb: int = 1024
    open_files: int = 32
    output_kb: int = 64


class KataFile:
    """The path of a file in one of the folders of a kata, as an attribute of the kata."""

    def __init__(self, folder: str, name: str) -> None:
        self.folder, self.name = folder, name

    def __get__(self, kata: Kata, owner: type[Kata]) -> Path:
        """Return the path of the kata's file."""
        folder: Path = getattr(kata, self.folder)
        return folder / self.name


@dataclass(frozen=True, eq=False)
class Kata:
    """One exercise, as its folder describes it.

    `waived` maps mutants of the reference to the reason why they are right too. `numbers` maps
    phrases of the lesson to the source of the numbers in them.
    """

    id: str
    name: str
    title: str
    phase: str
    summary: str
    pack: str
    folder: Path
    solutions: Path
    needs: tuple[str, ...] = ()
    hints: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limits: Limits = Limits()
    packages: tuple[str, ...] = ("numpy",)
    data: tuple[str, ...] = ()
    asked_for: str = ""  # the folder given as `--pack`, for a kata in it
    waived: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    unchanged_arguments: float = 0.0  # points for leaving arguments unchanged; not checked if 0

    lesson = KataFile("folder", "lesson.md")
    starter = KataFile("folder", "starter.py")  # derived from the reference where it is missing
    experiments = KataFile("folder", "experiments.py")
    reference = KataFile("solutions", "solution.py")
    mistakes = KataFile("solutions", "mistakes.py")  # known ones, where the author wrote some
    alternatives = KataFile("solutions", "alternatives.py")  # likewise
    expected = KataFile("solutions", "expected.json")  # the pinned tables
    mistaken = KataFile("solutions", "mistakes.json")  # the pinned tables of the known mistakes

    def __str__(self) -> str:
        """Return the id and the title."""
        return f"{self.id} {self.title}"

    def with_limits(self, limits: Mapping[str, float]) -> Kata:
        """Return the kata with these limits in place of its own."""
        if not limits:
            return self
        changed = replace(self.limits, **limits)  # type: ignore[arg-type]  # whole where needed
        return replace(self, limits=changed)

    def command(self, verb: str, *arguments: str) -> str:
        """Return the shell command that does something with this kata, quoted."""
        from shlex import join

        pack = ["--pack", self.asked_for] if self.asked_for else []
        return join(["kata", verb, self.id, *arguments, *pack])


@dataclass(frozen=True, eq=False)
class Attempt:
    """The learner's file: nothing in it is trusted, its name included."""

    path: Path
    source: bytes
    sha256: str


class Status(StrEnum):
    """How an experiment ended."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    OVER_MEMORY = "over_memory"
    OVER_OUTPUT = "over_output"
    KILLED = "killed"

    @property
    def ended_early(self) -> bool:
        """Whether it was stopped, or exited, before there was a table to compare."""
        return self in EARLY_ENDS

    @property
    def is_unjudged(self) -> bool:
        """Whether it says nothing about right and wrong: it ended early, or is blocked by a
        failure.
        """
        return self.ended_early or self is Status.BLOCKED


EARLY_ENDS = frozenset({Status.TIMED_OUT, Status.OVER_MEMORY, Status.OVER_OUTPUT, Status.KILLED})


@dataclass(frozen=True, eq=False)
class Difference:
    """The first place where two tables differ."""

    row: int
    column: str
    expected: Cell
    actual: Cell

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as it appears in a report's JSON."""
        from kata_runner.sanitize import json_value

        values = {"expected": json_value(self.expected), "actual": json_value(self.actual)}
        return {"row": self.row, "column": self.column, **values}


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """A cause that was recognised.

    `mistake` is its name, for statistics, and `says` the sentence a learner reads. `line` is its
    line in the learner's file, 0 if unknown, and `names` are the names in that line that it is
    about.
    """

    mistake: str
    says: str
    line: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of one experiment, and everything a learner reads about it.

    `line` is a line of the learner's file, 0 if none is known. `message` is the same for outcomes
    that failed in the same way, `lesson` is the heading to read about it, `replay` says how to run
    only this experiment again. The expected values of a `secret` outcome are never revealed. `part`
    is the part that it tests, `place` the learner's line that its cause is about, `measure` how far
    off its values are, `case` the smallest case in which it fails, and `python` the same as code to
    paste.
    """

    name: str
    sentence: str
    status: Status
    points: float
    max_points: float
    needs: tuple[str, ...] = ()
    message: str = ""
    first_difference: Difference | None = None
    output: str = ""
    line: int = 0
    diagnosis: Diagnosis | None = None
    lesson: str = ""
    replay: str = ""
    secret: bool = False
    part: str = ""
    place: str = ""
    measure: str = ""
    case: str = ""
    python: str = ""

    @property
    def cause(self) -> str:
        """The cause in a sentence; empty if none was recognised."""
        return self.diagnosis.says if self.diagnosis else ""

    @property
    def explanation(self) -> str:
        """Why it failed: the cause, where it is, and what shows it."""
        return "\n".join(filter(None, [self.cause, self.place, self.message, self.measure]))

    @property
    def feedback(self) -> str:
        """The whole feedback; the lesson's heading is left out if the cause already names it."""
        is_named = self.lesson in self.cause
        pointer = f'In the lesson: "{self.lesson}".' if self.lesson and not is_named else ""
        return "\n".join(filter(None, [self.explanation, self.case, pointer, self.replay]))

    @property
    def passed(self) -> bool:
        """Whether it earned its points."""
        return self.status is Status.PASSED

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as in a report's JSON; `diagnosis` is None without a known cause."""
        difference = None if self.secret else self.first_difference
        diagnosis = self.diagnosis
        return {
            "name": self.name,
            "sentence": self.sentence,
            "status": str(self.status),
            "points": self.points,
            "max_points": self.max_points,
            "needs": list(self.needs),
            "message": self.feedback,
            "diagnosis": diagnosis and {"mistake": diagnosis.mistake, "says": diagnosis.says},
            "first_difference": difference and difference.to_dict(),
            "output": self.output,
            "line": self.line,
        }


@dataclass(frozen=True, eq=False)
class Isolation:
    """The isolation layers that were active around the attempt, not those that were requested."""

    level: str
    layers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Report:
    """Everything about one graded attempt.

    `message` says why it could not be loaded, else it is empty. `output` is what it printed while
    it was loaded; each outcome has its own. `only` is the name of the one experiment or part that
    was graded, if only one was requested.
    """

    kata: Kata
    attempt: Attempt
    outcomes: tuple[Outcome, ...]
    score: float
    max_score: float
    isolation: Isolation
    seed: int
    seconds: float
    message: str = ""
    output: str = ""
    only: str = ""

    @property
    def passed(self) -> bool:
        """Whether every outcome passed."""
        return not self.message and all(outcome.passed for outcome in self.outcomes)

    @cached_property
    def status(self) -> str:
        """`passed`, `failed`, or `unrunnable` if nothing of it could be judged."""
        return get_overall_status(self.outcomes, loads=not self.message)

    @property
    def fraction(self) -> float:
        """The score divided by the maximum, from 0 to 1; for a kata without points 1 if it passed,
        else 0.
        """
        return self.score / self.max_score if self.max_score else float(self.passed)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data, with the stable keys of `kata check --json`."""
        return {
            "format": JSON_FORMAT,
            "kata": self.kata.id,
            "name": self.kata.name,
            "attempt": {"path": str(self.attempt.path), "sha256": self.attempt.sha256},
            "status": self.status,
            "passed": self.passed,
            "score": self.score,
            "max_score": self.max_score,
            "seed": self.seed,
            "seconds": round(self.seconds, 3),
            "message": self.message,
            "output": self.output,
            "isolation": {"level": self.isolation.level, "layers": list(self.isolation.layers)},
            "outcomes": [outcome.to_dict() for outcome in self.outcomes],
        }

    def to_json(self) -> str:
        """Return the report as `kata check --json` prints it."""
        from kata_runner.sanitize import json_text

        return json_text(self.to_dict())


def get_overall_status(outcomes: Sequence[Outcome], *, loads: bool) -> str:
    """Return `passed`, `failed`, or `unrunnable` if none of the outcomes could be judged."""
    if loads and all(outcome.passed for outcome in outcomes):
        return "passed"
    judged = any(not outcome.status.is_unjudged for outcome in outcomes)
    return "failed" if judged and loads else "unrunnable"
