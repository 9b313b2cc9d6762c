"""The record of what one student handed in, from its discovery until it is graded."""

from __future__ import annotations

from dataclasses import dataclass

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.submitted_file import SubmittedFile


@dataclass(frozen=True, slots=True)
class Submission:
    """What one sender handed in: the file to grade, or why there is none.

    key            identifies it in a table of decisions
    label          name of the file, folder or archive it came as
    display_path   path of the chosen file, or the label
    file           the file to grade; None where there is none
    refusal        why it cannot be graded; empty where it can
    undecided      why it is not known whose it is or which file counts; empty where it is
    platform       learning platform that named it; empty where people chose the name
    trusts_id      whether the platform's ids are those of the class list
    cores          what the label says without what all labels of the download share
    upload         the platform's number of the upload: later ones are larger
    group          the group it was handed in for, if any
    is_decided     whether a person decided whose it is
    """

    sender: Student
    key: str
    label: str
    display_path: str
    file: SubmittedFile | None
    refusal: str = ""
    undecided: str = ""
    platform: str = ""
    trusts_id: bool = True
    cores: tuple[str, ...] = ()
    late: bool = False
    upload: int = 0
    note: str = ""
    group: str = ""
    is_decided: bool = False

    @property
    def sender_key(self) -> tuple[object, ...]:
        """What tells senders apart: the platform's name and id, else the submission itself."""
        if self.platform:
            return self.platform, self.sender.name, self.sender.ids
        return (self.key,)
