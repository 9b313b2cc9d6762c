"""The summary of a class says the same each time, in whatever order things were counted."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from click import unstyle

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.summary import Summary
from kata_runner.model import Kata
from kata_runner.reports.class_summary import render_plan, render_summary

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
MISTAKES = [("no_shift", "Subtract."), ("no_sum", "Divide."), ("rows", "Columns.")]


def render(summary: Summary) -> str:
    return render_summary(KATA, summary, [], 1, Path("out"))


def test_mistakes_that_are_equally_frequent_are_ordered_by_name() -> None:
    orders = permutations(MISTAKES)
    [text] = {render(Summary(mistakes=Counter(order))) for order in orders}
    assert text.index("no_shift") < text.index("no_sum") < text.index("rows")


def test_the_middle_of_the_scores_counts_each_student() -> None:
    summary = Summary(scores=Counter({1.0: 3, 4.0: 1}), max_score=4.0)
    assert "mean 1.75, median 1 of 4 points" in render(summary)
    assert summary.graded == 4


def test_of_a_long_list_the_first_are_shown_and_the_others_counted() -> None:
    text = render(Summary(missing=[f"student {index}" for index in range(1000)]))
    assert "student 11\n  ... and 988 more: grades.csv has them all" in text


def test_files_that_several_handed_in_name_the_first_of_them() -> None:
    many = list("abcdefghijkl")
    pairs = [["Ada", "Bo"]] * 29
    text = render(Summary(duplicates=[many, *pairs]))
    assert "\n   12  a, b, c, d, e, ... and 7 more\n    2  Ada, Bo\n" in text
    assert "... and 18 more: grades.csv has them all" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("a\n::error::x", "a\n\\x3a:error::x"),
        ("a ##[error]x", r"a ##\x5berror]x"),
        ("\x1b[31mred", r"\x1b[31mred"),
    ],
    ids=["at the start", "on a new line", "anywhere", "terminal"],
)
def test_what_a_student_chooses_is_no_command_in_a_summary(text: str, shown: str) -> None:
    summary = Summary(
        scores=Counter({0.0: 1}),
        aborted=Counter([text]),
        rejected=[(text, text)],
        undecided=[("Ada", text)],
        missing=[text],
        duplicates=[[text, "Bo"]],
    )
    lines = unstyle(render(summary)).splitlines()
    assert shown in "\n".join(lines) and not any("##[" in line or "\x1b" in line for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)


def test_what_a_student_chooses_is_no_command_in_a_plan() -> None:
    rows = [StudentRow("::error::x", file="##[group]a.py"), StudentRow("", origin="\x1b[31m")]
    text = render_plan(rows)
    assert r"\x3a:error::x" in text and r"##\x5bgroup]a.py" in text and r"\x1b[31m" in text
    assert "\n::" not in text and "##[" not in text and "\x1b" not in text
