"""Names of feedback files are safe and unique on every system, whatever students are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.results.file_names import assign_file_names, to_safe_name

HOSTILE = ["../../etc/passwd", "/root", "a/b", "a\\b", "..", ".", "", "CON", "nul.txt", "x" * 5000,
           "a\0b", "\x1b[31m",
           ".hidden", "Zoë", "李雷", "ann", "ANN", "Ann", "ann ", "=1+1",
            "é", "e\u0301"]  # fmt: skip


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
    assert all_are_safe(assign_file_names(HOSTILE))
    assert assign_file_names(["Ada Lovelace", "Zoë"]) == {
        "Ada Lovelace": "Ada Lovelace",
        "Zoë": "Zoë",
    }


def test_safe_names_do_not_depend_on_the_order() -> None:
    assert assign_file_names(HOSTILE) == assign_file_names(reversed(HOSTILE))


@pytest.mark.slow
@given(st.sets(st.text(max_size=12), max_size=8))
def test_safe_names_of_anything(students: set[str]) -> None:
    assert all_are_safe(assign_file_names(students))


def test_one_that_is_told_apart_takes_nobodys_name() -> None:
    alike = assign_file_names(["ann", "ANN"])
    assert set(alike.values()) == {"ann-" + alike["ann"][4:], "ANN-" + alike["ANN"][4:]}
    taken = assign_file_names(["ann", "ANN", alike["ann"]])
    assert taken[alike["ann"]] == alike["ann"] and len(taken["ann"]) > len(alike["ann"])


def test_a_safe_name_is_made_of_anything() -> None:
    assert to_safe_name("Zoë") == to_safe_name("Zoe\u0308") == "Zoë"
    assert to_safe_name("\udcff/../x") == "__.._x"
    assert to_safe_name(" . ") == "_" and to_safe_name("nul.txt") == "nul.txt_"
