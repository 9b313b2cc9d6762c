"""Names of feedback files lead nowhere, whatever students are called, and no two are alike on any system."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.results.file_names import FileNames, safe_file_name

HOSTILE = ["../../etc/passwd", "/root", "a/b", "a\\b", "..", ".", "", "CON", "nul.txt", "x" * 5000, "a\0b", "\x1b[31m",
           ".hidden", "Zoë", "李雷", "ann", "ANN", "Ann", "ann ", "=1+1", "é", "e\u0301"]  # fmt: skip


def named(students: Iterable[str]) -> dict[str, str]:
    """The file name of each student."""
    students = list(students)
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        names = FileNames(connection, students)
        assert all(names.of(student) in names for student in students) and "nobody's" not in names
        return {student: names.of(student) for student in students}


def all_are_safe(names: dict[str, str]) -> bool:
    files = list(names.values())
    assert len({file.casefold() for file in files}) == len(files)
    for file in files:
        assert file
        assert not set(file) & set('/\\\0\x1b:*?"<>|\n')
        assert not file.startswith(".")
        assert len(file.encode()) < 220
        assert file.casefold() not in ("con", "nul")
    return True


def test_safe_names_lead_nowhere_and_are_no_two_alike() -> None:
    assert all_are_safe(named(HOSTILE))
    assert named(["Ada Lovelace", "Zoë"]) == {"Ada Lovelace": "Ada Lovelace", "Zoë": "Zoë"}


def test_safe_names_do_not_depend_on_the_order() -> None:
    assert named(HOSTILE) == named(reversed(HOSTILE))


@pytest.mark.slow
@given(st.sets(st.text(max_size=12), max_size=8))
def test_safe_names_of_anything(students: set[str]) -> None:
    assert all_are_safe(named(students))


def test_one_that_is_told_apart_takes_nobodys_name() -> None:
    alike = named(["ann", "ANN"])
    assert set(alike.values()) == {"ann-" + alike["ann"][4:], "ANN-" + alike["ANN"][4:]}
    taken = named(["ann", "ANN", alike["ann"]])
    assert taken[alike["ann"]] == alike["ann"] and len(taken["ann"]) > len(alike["ann"])


def test_the_names_of_another_class_are_forgotten() -> None:
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        FileNames(connection, ["ann"])
        assert "ann" not in FileNames(connection, ["bob"])


def test_a_safe_name_is_made_of_anything() -> None:
    assert safe_file_name("Zoë") == safe_file_name("Zoe\u0308") == "Zoë"
    assert safe_file_name("\udcff/../x") == "__.._x"
    assert safe_file_name(" . ") == "_" and safe_file_name("nul.txt") == "nul.txt_"
