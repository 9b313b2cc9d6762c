"""What a learner has reached is remembered, and neither a damaged nor a missing memory costs a
grade.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata


@pytest.fixture
def progress(tmp_path: Path) -> Path:
    """The file that the `kata` fixture keeps progress in."""
    return tmp_path / "home" / "progress.json"


def mark(kata: RunKata, softmax: Path) -> str:
    """What `kata list` shows before the id."""
    line = next(
        line for line in kata("list", "--pack", softmax).out.splitlines() if "Softmax" in line
    )
    return line.partition("0.1")[0].strip()


@pytest.mark.slow
def test_the_mark_goes_from_none_to_tried_to_passed_and_stays(
    kata: RunKata, softmax: Path, right: Path, wrong: Path
) -> None:
    marks = [mark(kata, softmax)]
    for attempt in (wrong, right, wrong):
        kata("check", "0.1", attempt, "--pack", softmax)
        marks.append(mark(kata, softmax))
    assert marks == ["", "·", "✓", "✓"]


def test_the_best_score_is_kept(
    kata: RunKata, softmax: Path, right: Path, wrong: Path, progress: Path
) -> None:
    for attempt in (right, wrong):
        kata("check", "0.1", attempt, "--pack", softmax)
    kept = json.loads(progress.read_text(encoding="utf-8"))
    assert kept == {"format": 1, "katas": {"softmax": {"score": 3.0, "passed": True}}, "hints": {}}
    assert [file.name for file in progress.parent.iterdir()] == ["progress.json"], (
        "nothing is left half written"
    )


def test_the_solution_is_given_after_passing_and_not_before(
    kata: RunKata, softmax: Path, right: Path, wrong: Path
) -> None:
    kata("check", "0.1", wrong, "--pack", softmax)
    assert kata("solution", "0.1", "--pack", softmax).code == 2
    kata("check", "0.1", right, "--pack", softmax)
    given = kata("solution", "0.1", "--pack", softmax)
    assert given == (0, right.read_text(encoding="utf-8"), "")


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"katas": []}',
        '{"katas": {"softmax": 1}}',
        '{"katas": {"x": {}}}',
        '{"katas": {}, "hints": 1}',
    ],
)
def test_a_damaged_file_is_empty_and_is_kept_beside_the_new_one(
    kata: RunKata, softmax: Path, right: Path, progress: Path, damage: str
) -> None:
    progress.parent.mkdir()
    progress.write_text(damage, encoding="utf-8")
    assert kata("check", "0.1", right, "--pack", softmax).code == 0
    assert progress.with_suffix(".damaged.json").read_text(encoding="utf-8") == damage
    assert json.loads(progress.read_text(encoding="utf-8"))["katas"]["softmax"]["passed"] is True


def test_an_empty_progress_is_not_a_damaged_one(
    kata: RunKata, softmax: Path, wrong: Path, progress: Path
) -> None:
    progress.parent.mkdir()
    progress.write_text('{"format": 1, "katas": {}}', encoding="utf-8")
    kata("check", "0.1", wrong, "--pack", softmax)
    assert [file.name for file in progress.parent.iterdir()] == ["progress.json"]


def test_a_home_that_cannot_be_written_costs_the_mark_and_not_the_grade(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    (work / "in_the_way").touch()
    env = {"KATA_HOME": str(work / "in_the_way" / "home")}
    code, out, err = kata("check", "0.1", right, "--pack", softmax, env=env)
    assert code == 0
    assert "PASSED  3 of 3 points" in out
    assert len(err.splitlines()) == 1
    assert err.startswith("kata: warning: pack 'progress': ")
    assert err.endswith(": your progress was not kept, set KATA_HOME to a folder of yours\n")


def test_reading_marks_writes_nothing(kata: RunKata, softmax: Path, progress: Path) -> None:
    kata("list", "--pack", softmax)
    kata("solution", "0.1", "--reveal", "--pack", softmax)
    assert not progress.parent.exists()
