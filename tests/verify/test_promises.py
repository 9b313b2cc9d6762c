"""A kata's promises, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kata_runner import KataRunnerError, Promises, promises_of
from kata_runner.model import Kata
from kata_runner.verify.suite import CHECKS

WriteKata = Callable[[dict[str, str | None]], Kata]
MISTAKES = """\
from kata_runner import mistake


@mistake("square", "That is the way round: multiply the side by itself.")
def way_round(side):
    return 4 * side


@mistake("square", "A square stays the same whatever its name.")
def right(side):
    return side * side
"""


@pytest.fixture
def promises(write_kata: WriteKata) -> Iterator[Promises]:
    """What the small kata promises, with a mistake that is one and another that is none."""
    kata = write_kata({"solutions/area/mistakes.py": MISTAKES})
    promises = promises_of(kata.folder)
    yield promises
    promises.close()


def test_every_gate_and_every_mistake_is_one(promises: Promises) -> None:
    names = [promise.name for promise in promises]
    assert [name for name in names if "[" not in name] == [
        check.name.replace(" ", "_") for check in CHECKS
    ]
    assert [name for name in names if "[" in name] == ["mistakes[way_round]", "mistakes[right]"]


def test_only_the_one_that_is_broken_says_so(promises: Promises) -> None:
    mistakes = {
        promise.name: promise.broken()
        for promise in promises
        if promise.name.startswith("mistakes")
    }
    assert mistakes["mistakes"] == mistakes["mistakes[way_round]"] == []
    [problem] = mistakes["mistakes[right]"]
    assert problem.startswith("right: ")


def test_nothing_is_run_before_it_is_asked_for(write_kata: WriteKata) -> None:
    kata = write_kata({"katas/area/experiments.py": "def broken(:\n"})
    assert [promise.name for promise in promises_of(kata.folder)]


def test_mistakes_that_cannot_be_read_break_the_gate(write_kata: WriteKata) -> None:
    promises = promises_of(write_kata({"solutions/area/mistakes.py": "def broken(:\n"}).folder)
    [check] = [promise for promise in promises if promise.name.startswith("mistakes")]
    assert "mistakes.py" in "".join(check.broken())
    promises.close()


def test_an_installed_kata_is_found_by_its_name() -> None:
    assert promises_of("lstm").kata.id == "6.3"


@pytest.mark.parametrize("kata", ["no-such-kata", Path("no-such-folder")])
def test_a_kata_that_is_not_there(kata: str | Path) -> None:
    with pytest.raises(KataRunnerError, match="no-such-"):
        promises_of(kata)
