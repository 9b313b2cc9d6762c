"""Of what a large class has many of, the first few are kept."""

from __future__ import annotations

from kata_runner.classroom.few import KEPT, Few


def test_the_first_are_kept_and_all_are_counted() -> None:
    few: Few[int] = Few()
    for number in range(KEPT + 5):
        few.append(number)
    assert (few.first, few.count, few.more) == (list(range(KEPT)), KEPT + 5, 5)


def test_as_long_as_there_are_few_none_is_missing() -> None:
    few: Few[str] = Few()
    few.append("one")
    assert (few.first, few.more) == (["one"], 0)
