"""`--seed fresh` draws a seed that nobody knows beforehand, and reports name it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_check_draws_a_seed_and_names_it(kata: RunKata, softmax: Path, right: Path) -> None:
    seeds = [
        json.loads(kata("check", "0.1", right, "--pack", softmax, "--seed", "fresh", "--json").out)[
            "seed"
        ]
        for _ in range(2)
    ]
    assert seeds[0] != seeds[1]
    assert all(0 <= seed < 2**32 for seed in seeds)


@pytest.mark.thorough
def test_grade_renews_the_seed_of_a_class(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    def seed(*options: str) -> int:
        done = kata("grade", "0.1", right, "--pack", softmax, "--out", "out", *options)
        assert done.code == 0
        return int(done.out.rpartition("; seed ")[2])

    first, second = seed("--seed", "5"), seed("--seed", "fresh")
    assert (first, second == first, seed()) == (5, False, second)


@pytest.mark.parametrize("wrong", ["-1", "4294967296", "seven", "Fresh", ""])
@pytest.mark.parametrize("command", ["check", "grade"])
def test_what_is_no_seed_is_wrong_use(kata: RunKata, right: Path, command: str, wrong: str) -> None:
    more = ["--out", "out"] if command == "grade" else []
    done = kata(command, "6.3", right, "--seed", wrong, *more)
    assert done.code == 2
    assert "--seed" in done.err
    assert f"{wrong!r}: write a whole number from 0 to 4294967295, or fresh" in done.err
