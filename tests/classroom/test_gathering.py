"""What a platform numbered is gathered by student, in the order of coming."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.choosing import Candidate
from kata_runner.classroom.entries import SYMLINK, Entry
from kata_runner.classroom.folders import Folder
from kata_runner.classroom.gathering import Gathering
from kata_runner.classroom.names import Who

TREE = Folder(Path("class"))
ADA, BO = Who("ada", "7"), Who("bo", "8")


@pytest.fixture
def gathering() -> Iterator[Gathering]:
    with closing(Gathering(TREE)) as gathering:
        yield gathering


def candidate(name: str, refused: str = "", *, late: bool = False) -> Candidate:
    """A file in a folder of folders."""
    entry = Entry(("folder", name), 12.5, TREE, os.path.join("folder", name), refused)  # noqa: PTH118  # a place is text
    return Candidate(f"my {name}", entry, 2, 10**17, late)


def test_students_come_in_the_order_of_their_first_file_with_all_of_theirs(gathering: Gathering) -> None:
    first, second, third = candidate("one.py", late=True), candidate("two.py", SYMLINK), candidate("three.py")
    gathering.add(BO, "bo_8_1_one.py", [first])
    gathering.add(ADA, "ada_7_1_two.py", [second])
    gathering.add(BO, "bo_8_2_three.py", [third])
    assert list(gathering) == [(BO, "bo_8_1_one.py", [first, third]), (ADA, "ada_7_1_two.py", [second])]


def test_two_of_one_name_are_two(gathering: Gathering) -> None:
    gathering.add(Who("ada", "7"), "one", [])
    gathering.add(Who("ada", "8"), "two", [candidate("two.py")])
    assert [(who.id, len(found)) for who, _, found in gathering] == [("7", 0), ("8", 1)]


def test_names_that_are_no_text_are_not_lost(gathering: Gathering) -> None:
    one = candidate("caf\udce9.py")
    gathering.add(ADA, "caf\udce9.py", [one])
    assert list(gathering) == [(ADA, "caf\udce9.py", [one])]
