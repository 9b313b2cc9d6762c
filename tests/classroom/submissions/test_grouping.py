"""What a platform numbered is gathered by student, in the order of coming."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.entry import SYMLINK, Entry
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.grouping import Grouping
from kata_runner.classroom.submissions.select import Candidate

TREE = Folder(Path("class"))
ADA, BO = Student("ada", ("7",)), Student("bo", ("8",))


@pytest.fixture
def grouping() -> Iterator[Grouping]:
    with closing(Grouping()) as grouping:
        yield grouping


def candidate(name: str, refused: str = "", *, late: bool = False) -> Candidate:
    """A file in a folder of folders."""
    entry = Entry(("folder", name), 12.5, TREE, os.path.join("folder", name), refused)  # noqa: PTH118  # a place is text
    return Candidate(f"my {name}", entry, 2, 10**17, late, 3, True)


def test_students_come_in_the_order_of_their_first_file_with_all_of_theirs(grouping: Grouping) -> None:
    first, second, third = candidate("one.py", late=True), candidate("two.py", SYMLINK), candidate("three.py")
    grouping.add(BO, "bo_8_1_one.py", [first])
    grouping.add(ADA, "ada_7_1_two.py", [second])
    grouping.add(BO, "bo_8_2_three.py", [third])
    assert list(grouping) == [(BO, "bo_8_1_one.py", [first, third]), (ADA, "ada_7_1_two.py", [second])]


def test_two_of_one_name_are_two(grouping: Grouping) -> None:
    grouping.add(Student("ada", ("7",)), "one", [])
    grouping.add(Student("ada", ("8",)), "two", [candidate("two.py")])
    assert [(who.id, len(found)) for who, _, found in grouping] == [("7", 0), ("8", 1)]


def test_names_that_are_no_text_are_not_lost(grouping: Grouping) -> None:
    one = candidate("caf\udce9.py")
    grouping.add(ADA, "caf\udce9.py", [one])
    assert list(grouping) == [(ADA, "caf\udce9.py", [one])]
