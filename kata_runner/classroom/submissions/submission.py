"""One record for what one student handed in."""

from __future__ import annotations

from dataclasses import dataclass

from kata_runner.classroom.student import Student
from kata_runner.classroom.submissions.entry import Entry, RefusedError
from kata_runner.sanitize import harmless


@dataclass(frozen=True, slots=True)
class Submission:
    """What one sender handed in: the entry to read, or why there is none.

    `key` names the submission in a table of decisions, `label` is the file, folder or archive it came as, and `cores`
    what the label says without what all labels of the download share. `platform` is empty where names are people's own,
    and `group` where it is not the work of a whole group.
    """

    sender: Student
    key: str
    label: str
    where: str
    entry: Entry | None
    refused: str = ""
    undecided: str = ""
    platform: str = ""
    cores: tuple[str, ...] = ()
    late: bool = False
    version: int = 0
    upload: int = 0
    note: str = ""
    trusts_id: bool = True
    group: str = ""


def read_source(entry: Entry) -> bytes:
    """Return the source in an entry; raises RefusedError with a sentence that says why it is not read."""
    try:
        return entry.read()
    except RefusedError as error:
        raise RefusedError(f"{harmless(entry.name)} {error}") from error
