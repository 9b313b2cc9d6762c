"""The summary of a classroom says the same each time, in whatever order things were counted."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

from kata_runner.classroom.few import Few
from kata_runner.classroom.results.store import SameFile
from kata_runner.classroom.results.summary import Summary
from kata_runner.cli.classroom_text import summary_text
from kata_runner.model import Kata

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
MISTAKES = [("no_shift", "Subtract."), ("no_sum", "Divide."), ("rows", "Columns.")]


def test_mistakes_that_are_equally_frequent_stand_by_name() -> None:
    texts = {
        summary_text(KATA, Summary(mistakes=Counter(order)), Few(), 1, Path("out")) for order in permutations(MISTAKES)
    }
    [text] = texts
    assert text.index("no_shift") < text.index("no_sum") < text.index("rows")


def test_the_middle_of_the_scores_counts_each_student() -> None:
    found = Summary(scores=Counter({1.0: 3, 4.0: 1}), max_score=4.0)
    assert "mean 1.75, median 1 of 4 points" in summary_text(KATA, found, Few(), 1, Path("out"))
    assert found.graded == 4


def test_of_a_long_list_the_first_are_shown_and_the_others_counted() -> None:
    found = Summary()
    for number in range(1000):
        found.missing.append(f"student {number}")
    text = summary_text(KATA, found, Few(), 1, Path("out"))
    assert "student 11\n  ... and 988 more: grades.csv has them all" in text


def test_files_that_several_handed_in_name_the_first_of_them() -> None:
    found = Summary()
    for file in [SameFile("aa", 12, tuple("abcde")), *[SameFile("bb", 2, ("Ada", "Bo"))] * 29]:
        found.same.append(file)
    text = summary_text(KATA, found, Few(), 1, Path("out"))
    assert "\n   12  a, b, c, d, e, ... and 7 more\n    2  Ada, Bo\n" in text
    assert "... and 18 more: grades.csv has them all" in text
