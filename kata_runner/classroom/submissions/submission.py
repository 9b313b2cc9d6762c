"""The record of what one student handed in, from its discovery until it is graded."""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from pathlib import Path

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.submitted_file import SubmittedFile


@dataclass(frozen=True, slots=True)
class Submission:
    """What one sender handed in: the file to grade, or why there is none.

    key            identifies it in a table of decisions
    label          name of the submitted file, folder or archive
    display_path   path of the chosen file, or the label
    file           the file to grade, or None
    refusal        why it cannot be graded; empty if it can
    undecided      why the student or the file that counts is not known; empty if both are
    platform       learning platform that named it; empty if people chose the name
    trusts_id      whether the platform's ids are those of the class list
    cores          the label without the parts that all labels of the download share
    words          the words that all labels of the download share
    upload         the platform's number of the upload: later ones are larger
    group          the group it was handed in for, if any
    is_decided     whether a person assigned it to a student
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
    words: tuple[str, ...] = ()
    late: bool = False
    upload: int = 0
    note: str = ""
    group: str = ""
    is_decided: bool = False

    @property
    def sender_key(self) -> tuple[object, ...]:
        """The sender's identity: the platform's name and ids, else the submission's key."""
        if self.platform:
            return self.platform, self.sender.name, self.sender.ids
        return (self.key,)


def to_place(key: str) -> Path:
    """Return the absolute path of a submission; a part of an archive is below the archive."""
    return Path(os.path.abspath(key))  # noqa: PTH100  # links stay as they are
