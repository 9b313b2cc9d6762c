"""`kata check --only`: one experiment, with all that goes in and comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunKata


def test_everything_that_goes_in_and_comes_out_is_shown(
    kata: RunKata, softmax: Path, wrong: Path
) -> None:
    code, out, err = kata("check", "0.1", wrong, "--only", "large_scores", "--pack", softmax)
    assert (code, err) == (1, "")
    lines = [line.strip() for line in out.splitlines()]
    assert sum(line.startswith("✗ probabilities[") for line in lines) == 5
    assert lines[lines.index("What goes in:") + 1] == "softmax"
    assert lines[lines.index("What goes in:") + 2].startswith("scores = array([")
    assert "three_scores" not in out
    assert f"\nAll of it: kata check 0.1 {wrong} --pack {softmax}\n" in out


def test_the_seed_decides_what_goes_in(kata: RunKata, softmax: Path, wrong: Path) -> None:
    said = [
        kata(
            "check",
            "0.1",
            wrong,
            "--only",
            "large_scores",
            "--seed",
            seed,
            "--pack",
            softmax,
            "--json",
        ).out
        for seed in (3, 3, 4)
    ]
    first, again, other = (json.loads(text)["outcomes"][0]["message"] for text in said)
    assert first == again != other


def test_passing_one_experiment_is_not_passing_the_kata(
    kata: RunKata, softmax: Path, wrong: Path
) -> None:
    assert kata("check", "0.1", wrong, "--only", "three_scores", "--pack", softmax).code == 0
    assert "✓" not in kata("list", "--pack", softmax).out


@pytest.mark.parametrize(
    ("name", "way_on"),
    [
        ("three_score", "did you mean three_scores?"),
        ("xyz", "there are three_scores, large_scores"),
    ],
)
def test_an_unknown_experiment_gets_the_nearest(
    kata: RunKata, softmax: Path, wrong: Path, name: str, way_on: str
) -> None:
    said = f"kata: error: kata 0.1 grades no experiment called '{name}': {way_on}\n"
    assert kata("check", "0.1", wrong, "--only", name, "--pack", softmax) == (2, "", said)


def test_a_file_that_does_not_load_says_why(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def softmax(:\n")
    code, out, _ = kata("check", "0.1", "--only", "large_scores", "--pack", softmax)
    assert code == 4
    assert "softmax.py: line 1: SyntaxError" in out


def test_the_command_that_is_proposed_works(kata: RunKata, softmax: Path, wrong: Path) -> None:
    report = json.loads(kata("check", "0.1", wrong, "--json", "--pack", softmax).out)
    [message] = [outcome["message"] for outcome in report["outcomes"] if outcome["message"]]
    command = message.splitlines()[-1].split()
    assert command[0] == "kata"
    assert kata(*command[1:]).code == 1
