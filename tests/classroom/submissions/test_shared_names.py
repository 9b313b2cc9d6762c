"""Whose work is it where what all names share may be a part of a student's name?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.classrooms import fill, write
from tests.helpers.enrollments import Gather, files_of


@pytest.mark.parametrize(
    ("names", "listed", "files"),
    [
        (("hw-li-na.py", "hw-li-wei.py"),
         "name,login\nNa Li,u1\nWei Li,u2\nNa Chen,na\nWei Chen,wei\n",
         {"Na Li": "hw-li-na.py", "Wei Li": "hw-li-wei.py", "Na Chen": "", "Wei Chen": ""}),
        (("hw-na-li.py", "hw-wei-li.py"),
         "name,login\nNa Li,u1\nWei Li,u2\nNa Chen,na\n",
         {"Na Li": "hw-na-li.py", "Wei Li": "hw-wei-li.py", "Na Chen": ""}),
        (("hw6-ada-lovelace/x.py", "hw6-ada-byron/x.py"),
         "name,login\nAda L,ada-lovelace\nAda B,ada-byron\nGeorge,byron\n",
         {"Ada L": "hw6-ada-lovelace/x.py", "Ada B": "hw6-ada-byron/x.py", "George": ""}),
        (("Ada_1.py", "Ada_2.py"), "number,name\n1,Ada\n2,Ada\n3,Bob\n",
         {"Ada (1)": "Ada_1.py", "Ada (2)": "Ada_2.py", "Bob": ""}),
        (("max-pooling-u1.py", "max-pooling-u2.py"), "login,name\nu1,Ada\nu2,Max Li\n",
         {"Ada": "max-pooling-u1.py", "Max Li": "max-pooling-u2.py"}),
    ],
    ids=["family names first", "family names last", "accounts", "two of one name", "a task's name"],
)  # fmt: skip
def test_what_names_share_may_be_a_part_of_them(
    gather: Gather, work: Path, names: tuple[str, ...], listed: str, files: dict[str, str]
) -> None:
    roster, notes = write(work / "class.csv", listed), list[str]()
    rows = gather(fill(work / "subs", *names), roster=roster, notes=notes)
    assert (files_of(rows), notes) == (files, [])
    assert not any(row.is_undecided for row in rows.values())


@pytest.mark.parametrize(
    "names", [("Ada_1.py", "Ada_2.py"), ("Ada_1/softmax.py", "Ada_2/softmax.py")]
)
def test_numbered_work_of_one_student_is_not_given_to_those_with_the_numbers(
    gather: Gather, work: Path, names: tuple[str, ...]
) -> None:
    roster = write(work / "class.csv", "number,name\n1,Bob\n2,Eve\n3,Ada\n")
    rows = gather(fill(work / "subs", *names), roster=roster)
    assert {name: row.status for name, row in rows.items()} == {
        "Ada": "undecided", "Bob": "missing", "Eve": "missing",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (("ada_1.py", "ada_2.py"), "number,name\n1,Bob Hope\n2,Eve Dun\n3,Ada Lovelace\n"),
        (("ada-hw-1.py", "ada-hw-2.py"), "number,name\n1,Bob\n2,Eve\n3,Ada\n"),
        (("hw-li-na.py", "hw-li-wei.py"), "login,name\nna,Na Chen\nwei,Wei Chen\nu3,Bo Li\n"),
        (("red-1.py", "red-2.py"), "number,name,group\n1,Bob,\n2,Eve,\n3,Ada,red\n"),
    ],
    ids=["a name's word and a number", "a name and a number", "a family name", "a group"],
)
def test_a_shared_part_that_names_another_student_makes_the_rest_undecided(
    gather: Gather, work: Path, names: tuple[str, ...], listed: str
) -> None:
    roster = write(work / "class.csv", listed)
    rows = gather(fill(work / "subs", *names), roster=roster)
    assert not any(row.attempt for row in rows.values())
    reasons = [row.refusal for row in rows.values() if row.file]
    assert len(reasons) == 2
    assert all("holds what several students go by: it could be" in why for why in reasons)
