"""What a learner has reached is remembered: attempts, scores by part, hints, what is passed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.learner.progress_store import MAX_ATTEMPTS, Progress
from tests.learner.conftest import make_kata, make_report

if TYPE_CHECKING:
    from tests.conftest import RunKata

KATA = make_kata()


def test_the_best_score_is_kept_and_passing_stays(progress: Progress) -> None:
    for score in (1, 3, 2):
        progress.record(make_report(score), "v1")
    standing = progress.standings()["softmax"]
    assert (standing.best, standing.max_score, standing.attempts) == (3.0, 3.0, 3)
    assert standing.passed
    assert progress.has_passed(KATA)
    assert not progress.has_passed(make_kata("other"))


def test_the_parts_are_those_of_the_latest_attempt(progress: Progress) -> None:
    for score in (3, 1):
        report = make_report(score)
        progress.record(report, "v1")
    assert progress.standings()["softmax"].parts == {"together": (1.0, 3.0)}


def test_the_same_file_again_is_no_new_attempt(progress: Progress) -> None:
    for _ in range(3):
        progress.record(make_report(1), "v1")
    assert progress.standings()["softmax"].attempts == 1


def test_the_best_attempt_comes_back_byte_by_byte_and_is_never_dropped(progress: Progress) -> None:
    best = b"\xef\xbb\xbfbest = '\xff'\r\n"
    progress.record(make_report(2, best), "v1")
    for number in range(MAX_ATTEMPTS + 5):
        progress.record(make_report(1, f"n = {number}".encode()), "v1")
    attempt = progress.best_attempt(KATA)
    assert attempt is not None
    assert (attempt.source, attempt.score, attempt.passed) == (best, 2.0, False)
    assert count(progress, "attempt") == MAX_ATTEMPTS
    assert progress.standings()["softmax"].attempts == MAX_ATTEMPTS + 6


def count(progress: Progress, table: str) -> int:
    """How many rows the file of the home has."""
    from kata_runner.learner.home import database_file

    with sqlite3.connect(str(database_file())) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_where_no_attempt_was_kept_there_is_no_best(progress: Progress) -> None:
    assert progress.best_attempt(KATA) is None


def test_on_a_new_version_the_score_begins_anew_and_passing_is_of_the_old_one(
    progress: Progress,
) -> None:
    progress.record(make_report(3), "v1")
    progress.record(make_report(1), "v2")
    standing = progress.standings()["softmax"]
    assert (standing.best, standing.version, standing.passed_version) == (1.0, "v2", "v1")
    assert standing.passed
    progress.record(make_report(3), "v2")
    standing = progress.standings()["softmax"]
    assert (standing.best, standing.passed_version) == (3.0, "v2")


def test_hints_are_counted_up_to_their_number(progress: Progress) -> None:
    assert [progress.add_hint(KATA, "softmax", 2) for _ in range(3)] == [1, 2, 2]
    assert progress.hints(KATA) == {"softmax": 2}


def test_reading_writes_nothing(progress: Progress, home: Path) -> None:
    assert progress.standings() == {}
    assert progress.hints(KATA) == {}
    assert not home.exists()


@pytest.mark.thorough
@pytest.mark.slow
def test_the_mark_goes_from_none_to_tried_to_passed_and_stays(
    kata: RunKata, softmax: Path, right: Path, wrong: Path
) -> None:
    marks = [mark(kata, softmax)]
    for attempt in (wrong, right, wrong):
        kata("check", "0.1", attempt, "--pack", softmax)
        marks.append(mark(kata, softmax))
    assert marks == ["", "·", "✓", "✓"]


def mark(kata: RunKata, softmax: Path) -> str:
    """What `kata list` shows before the id."""
    lines = kata("list", "--pack", softmax).out.splitlines()
    return next(line for line in lines if "Softmax:" in line).partition("0.1")[0].strip()


@pytest.mark.slow
def test_what_only_looks_records_nothing(
    kata: RunKata, softmax: Path, right: Path, tmp_path: Path
) -> None:
    kata("check", "0.1", right, "--pack", softmax, "--only", "large_scores")
    kata("run", "0.1", right, "--pack", softmax)
    kata("solution", "0.1", "--reveal", "--pack", softmax)
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_a_home_that_cannot_be_written_costs_the_mark_and_not_the_grade(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    (work / "in_the_way").touch()
    env = {"KATA_HOME": str(work / "in_the_way" / "home")}
    code, out, err = kata("check", "0.1", right, "--pack", softmax, env=env)
    assert code == 0
    assert "PASSED  3 of 3 points" in out
    assert err == (
        f"kata: warning: {work}/in_the_way/home/progress.db: Not a directory: "
        "your progress was not kept, set KATA_HOME to a folder of yours\n"
    )
