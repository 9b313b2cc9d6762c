"""Diagnoses of a class: students read their own, the instructor reads the most frequent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import WRONG

if TYPE_CHECKING:
    from tests.conftest import RunKata

SAYS = (
    "Nothing is subtracted before exp, so large scores overflow to nan: subtract the maximum first."
)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_most_frequent_mistakes_are_listed(
    seed: int, kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = kata("grade", "0.1", classroom(12), "--pack", softmax, "--seed", seed, "--out", out)
    assert f"Most frequent mistakes\n    4  no_shift: {SAYS}\n" in done.out
    report = json.loads((out / "feedback" / "student0003.json").read_text(encoding="utf-8"))
    assert report["outcomes"][1]["diagnosis"] == {"mistake": "no_shift", "says": SAYS}
    assert SAYS in (out / "feedback" / "student0003.md").read_text(encoding="utf-8")


def test_a_cause_is_kept_with_the_verdict(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    (work / "ann.py").write_text(WRONG, encoding="utf-8")
    first = kata("grade", "0.1", work, "--pack", softmax, "--out", tmp_path / "out")
    again = kata("grade", "0.1", work, "--pack", softmax, "--out", tmp_path / "out")
    assert "no_shift" in first.out
    assert first.out == again.out
    assert "to grade" not in again.err


@pytest.mark.thorough
def test_another_catalogue_is_another_verdict(
    kata: RunKata, own_softmax: Path, tmp_path: Path, work: Path
) -> None:
    (work / "ann.py").write_text(WRONG, encoding="utf-8")
    kata("grade", "0.1", work, "--pack", own_softmax, "--out", tmp_path / "out")
    catalogue = own_softmax / "solutions" / "softmax" / "mistakes.py"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("Nothing is", "No maximum is"),
        encoding="utf-8",
    )
    again = kata("grade", "0.1", work, "--pack", own_softmax, "--out", tmp_path / "out")
    assert "1 to grade" in again.err
    assert "no_shift: No maximum is subtracted" in again.out
