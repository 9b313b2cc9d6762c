"""The checks on a kata, one by one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import kata_runner
from kata_runner import KataCheck, KataChecks, KataRunnerError, checks_for
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
def checks(write_kata: WriteKata) -> Iterator[KataChecks]:
    """The checks on the small kata, with a mistake that is one and another that is none."""
    kata = write_kata({"solutions/area/mistakes.py": MISTAKES})
    checks = checks_for(kata.folder)
    yield checks
    checks.close()


def test_every_check_and_every_mistake_is_one(checks: KataChecks) -> None:
    names = [one.name for one in checks]
    assert [name for name in names if "[" not in name] == [
        check.name.replace(" ", "_") for check in CHECKS
    ]
    assert [name for name in names if "[" in name] == ["mistakes[way_round]", "mistakes[right]"]


def test_only_the_one_that_is_broken_says_so(checks: KataChecks) -> None:
    mistakes = {one.name: one.problems() for one in checks if one.name.startswith("mistakes")}
    assert mistakes["mistakes"] == mistakes["mistakes[way_round]"] == []
    [problem] = mistakes["mistakes[right]"]
    assert problem.startswith("right: ")


def test_a_kata_that_is_a_link_is_one_of_its_pack(write_kata: WriteKata, tmp_path: Path) -> None:
    kata = write_kata({})
    kata.folder.rename(tmp_path / "area")
    kata.folder.symlink_to(tmp_path / "area", target_is_directory=True)
    checks = checks_for(kata.folder)
    assert (checks.kata.folder, checks.kata.solutions) == (kata.folder, kata.solutions)


def test_two_katas_of_one_id_are_a_problem_of_both(write_kata: WriteKata) -> None:
    kata = write_kata({})
    other = kata.folder.with_name("other")
    shutil.copytree(kata.folder, other)
    for folder in (kata.folder, other):
        with closing(checks_for(folder)) as checks:
            [check] = [each for each in checks if each.name == "needs"]
            [problem] = check.problems()
            assert "field 'id': '0.2' is also in pack" in problem


def test_nothing_is_run_before_it_is_asked_for(write_kata: WriteKata) -> None:
    kata = write_kata({"katas/area/experiments.py": "def broken(:\n"})
    assert [one.name for one in checks_for(kata.folder)]


def test_mistakes_that_cannot_be_read_break_the_gate(write_kata: WriteKata) -> None:
    checks = checks_for(write_kata({"solutions/area/mistakes.py": "def broken(:\n"}).folder)
    [check] = [one for one in checks if one.name.startswith("mistakes")]
    assert "mistakes.py" in "".join(check.problems())
    checks.close()


def test_an_installed_kata_is_found_by_its_name() -> None:
    assert checks_for("lstm").kata.id == "6.3"


@pytest.mark.parametrize("kata", ["no-such-kata", Path("no-such-folder")])
def test_a_kata_that_is_not_there(kata: str | Path) -> None:
    with pytest.raises(KataRunnerError, match="no-such-"):
        checks_for(kata)


def test_the_names_of_the_last_version_are_still_there() -> None:
    assert kata_runner.promises_of is checks_for
    assert (kata_runner.Promise, kata_runner.Promises) == (KataCheck, KataChecks)
