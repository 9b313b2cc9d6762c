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
    """A person on the class list, or the sender that a submission's name tells of.

    The `ids` of a sender hold the learning platform's number, where there is one; `groups` are the
    class list's.
    """

    name: str
    ids: tuple[str, ...] = ()
    email: str = ""
    files: tuple[str, ...] = ()
    is_listed: bool = False
    groups: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The first id, or nothing."""
        return self.ids[0] if self.ids else ""


class StoredReport(NamedTuple):
    """A report as JSON, and its outcomes as JSON, which many reports share."""

    report: str
    outcomes: tuple[str, ...]


class Verdict(NamedTuple):
    """The result of grading one attempt."""

    status: str
    score: float
    max_score: float
    seconds: float
    report: StoredReport


class StudentRow(NamedTuple):
    """One student's line of a class, with the verdict on what they handed in once there is one.

    file, origin   path of the file that counts, and key of the submission it is from
    attempt        SHA-256 of its source; empty where there is none
    refusal        why there is no attempt: a reason, or `MISSING`
    earlier_conditions
                   conditions under which a student who is not in this run was graded, else 0
    fault          why grading failed by no fault of the attempt
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
        """The verdict's status, else why there is no verdict."""
        if self.is_undecided:
            return UNDECIDED
        if self.verdict:
            return self.verdict.status
        if self.refusal:
            return MISSING if self.refusal == MISSING else REFUSED
        return FAULT

    @property
    def reason(self) -> str:
        """Why there is no verdict, in words; nothing where there is one."""
        if self.status == MISSING:
            return "handed in nothing"
        return self.refusal or ("" if self.verdict else self.fault or "not graded yet")

    @property
    def score(self) -> float | None:
        """The score, where there is a verdict."""
        return self.verdict.score if self.verdict else None
