"""What a save changed, in a sentence."""

from __future__ import annotations

from kata_runner.learner.changes import describe_changes
from kata_runner.learner.part_outcomes import PartOutcomes
from kata_runner.model import Outcome, Status


def parts(**experiments: str) -> list[PartOutcomes]:
    """Parts with an experiment a letter, a capital one passes and gives two points."""
    return [
        PartOutcomes(
            name,
            tuple(
                Outcome(
                    letter.lower(),
                    "",
                    Status.PASSED if letter.isupper() else Status.FAILED,
                    2.0 * letter.isupper(),
                    2.0,
                )
                for letter in letters
            ),
        )
        for name, letters in experiments.items()
    ]


def test_an_experiment_that_is_right_now_is_named() -> None:
    assert describe_changes(parts(f="ab", g="c"), parts(f="Ab", g="c")) == [
        "+2 points, now right: a"
    ]


def test_a_part_that_is_right_as_a_whole_stands_for_its_experiments() -> None:
    assert describe_changes(parts(f="Ab", g="cd"), parts(f="AB", g="Cd")) == [
        "+4 points, now right: all of f, c"
    ]


def test_what_is_no_longer_right_is_named_too() -> None:
    assert describe_changes(parts(f="Ab"), parts(f="aB")) == [
        "now right: b",
        "no longer right: a",
    ]
    assert describe_changes(parts(f="AB"), parts(f="aB")) == ["-2 points, no longer right: a"]


def test_many_are_the_first_few_and_a_number() -> None:
    [sentence] = describe_changes(parts(f="abcdefg"), parts(f="ABCDEFg"))
    assert sentence == "+12 points, now right: a, b, c, d and 2 more"


def test_without_a_change_there_is_no_sentence() -> None:
    assert describe_changes(parts(f="Ab"), parts(f="Ab")) == []
