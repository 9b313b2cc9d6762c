"""The records of a class: a student, and one student's line from class list to grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MISSING = "missing"
UNDECIDED = "undecided"
REFUSED = "refused"
FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Student:
    """A person on the class list, or the sender that the name of a submission contains.

    The `ids` of a sender hold the learning platform's id, if the platform wrote one. Only students
    on the class list have `groups`.
    """

    name: str
    ids: tuple[str, ...] = ()
    email: str = ""
    files: tuple[str, ...] = ()
    is_listed: bool = False
    groups: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The first id, or an empty string."""
        return self.ids[0] if self.ids else ""


class Verdict(NamedTuple):
    """The result of grading one attempt, with the report and each of its outcomes as JSON."""

    status: str
    score: float
    max_score: float
    seconds: float
    report: str
    outcomes: tuple[str, ...]


class StudentRow(NamedTuple):
    """One student's row of a class, with the verdict on their attempt once it is graded.

    file, origin   path of the file that counts, and key of its submission
    attempt        SHA-256 of its source; empty if there is no attempt
    refusal        why there is no attempt: a reason, or `MISSING`
    earlier_conditions
                   id of the conditions under which a student was graded earlier who is absent from
                   this run, else 0
    fault          why grading failed, if the attempt is not the cause
    """

    student: str
    id: str = ""
    email: str = ""
    file: str = ""
    late: bool = False
    attempt: str = ""
    refusal: str = ""
    is_undecided: bool = False
    is_listed: bool = False
    origin: str = ""
    note: str = ""
    earlier_conditions: int = 0
    verdict: Verdict | None = None
    fault: str = ""

    @property
    def status(self) -> str:
        """`undecided`, else the verdict's status, else `missing`, `refused` or `fault`."""
        if self.is_undecided:
            return UNDECIDED
        if self.verdict:
            return self.verdict.status
        if self.refusal:
            return MISSING if self.refusal == MISSING else REFUSED
        return FAULT

    @property
    def reason(self) -> str:
        """Why there is no verdict, in words; empty if there is one."""
        if self.status == MISSING:
            return "handed in nothing"
        return self.refusal or ("" if self.verdict else self.fault or "not graded yet")

    @property
    def score(self) -> float | None:
        """The score, or None without a verdict."""
        return self.verdict.score if self.verdict else None
