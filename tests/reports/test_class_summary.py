"""The summary of a class says the same each time, in whatever order things were counted."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

from kata_runner.classroom.results.summary import DuplicateFile, Summary
from kata_runner.model import Kata
from kata_runner.reports.class_summary import render_summary

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
    many = DuplicateFile("aa", list("abcdefghijkl"))
    pairs = [DuplicateFile("bb", ["Ada", "Bo"])] * 29
    text = render(Summary(duplicates=[many, *pairs]))
    assert "\n   12  a, b, c, d, e, ... and 7 more\n    2  Ada, Bo\n" in text
    assert "... and 18 more: grades.csv has them all" in text
