"""`kata grade`: what it prints, how it ends, and what it keeps when it is stopped."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.classrooms import CLASS, RIGHT, grades, handed_in, published

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin

OBSERVER = """
import os
from kata_runner import hookimpl

@hookimpl
def attempt_graded(report):
    with open(os.environ["SEEN"], "a") as file:
        file.write(report.attempt.sha256 + "\\n")
"""


@pytest.mark.slow
def test_every_kind_of_ending_is_told_and_the_command_has_done_its_work(
    kata: RunKata, quick: Path, tmp_path: Path, work: Path
) -> None:
    out = tmp_path / "out"
    (handed_in(work / "class", CLASS) / "gus.txt").write_text("my work", encoding="utf-8")
    code, stdout, progress = kata("grade", "0.1", "class", "--pack", quick, "--out", out)
    assert code == 0
    rows = grades(out)
    statuses = {student: row["status"] for student, row in rows.items()}
    assert statuses == {"ada": "passed", "bo": "failed", "cy": "unrunnable", "di": "unrunnable",
                        "eve": "unrunnable",
                        "flo": "failed", "gus": "refused"}  # fmt: skip
    assert [
        rows["bo"][column] for column in ("score", "max_score", "three_scores", "large_scores")
    ] == list("1310")
    assert rows["gus"]["reason"] == "no Python file: gus.txt"
    words = ("2 failed, 1 passed, 1 refused, 3 unrunnable", "all points     1 #", "Fail most",
             "three_scores: timed out", "SyntaxError", "gus: no Python file: gus.txt")  # fmt: skip
    assert [word for word in words if word not in stdout] == []
    assert "6 of 6 graded" in progress
    assert {path.suffix for path in (out / "feedback").iterdir()} == {".md", ".json"}
    assert len(list((out / "feedback").iterdir())) == 14


@pytest.mark.thorough
@pytest.mark.slow
def test_feedback_has_no_times_and_places_in_it(
    kata: RunKata, quick: Path, tmp_path: Path, work: Path
) -> None:
    sources = handed_in(work / "class", CLASS)
    one, two = tmp_path / "one", tmp_path / "elsewhere" / "two"
    kata("grade", "0.1", "class", "--pack", quick, "--out", one)
    seed = seed_of(one)
    sources.rename(tmp_path / "moved")
    kata(
        "grade",
        "0.1",
        tmp_path / "moved",
        "--pack",
        quick,
        "--out",
        two,
        "--seed",
        seed,
        "--workers",
        1,
    )
    assert published(one) == published(two)
    text = b"".join(published(one).values()).decode()
    assert "seconds" not in text
    assert str(tmp_path) not in text


def seed_of(out: Path) -> int:
    with sqlite3.connect(out / "results.sqlite") as store:
        [[seed]] = store.execute("SELECT DISTINCT seed FROM conditions")
    store.close()
    return int(seed)


def test_each_run_draws_a_seed_of_its_own(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    for name in ("one", "two"):
        kata("grade", "0.1", "class", "--pack", softmax, "--out", tmp_path / name)
    assert seed_of(tmp_path / "one") != seed_of(tmp_path / "two")


@pytest.mark.thorough
def test_the_store_holds_a_verdict_for_each_different_file_and_plugins_are_told_once(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path, write_plugin: WritePlugin
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": RIGHT, "cy": RIGHT + "\n"})
    env = {"PYTHONPATH": str(write_plugin("observer", OBSERVER)), "SEEN": str(tmp_path / "seen")}
    for _ in range(2):
        ended = kata("grade", "0.1", "class", "--pack", softmax, "--out", tmp_path / "out", env=env)
        assert ended.code == 0
    assert len((tmp_path / "seen").read_text().split()) == 2
    with sqlite3.connect(tmp_path / "out" / "results.sqlite") as store:
        [row] = store.execute("SELECT count(*), min(seconds) > 0 FROM verdicts")
        [[journal]] = store.execute("PRAGMA journal_mode")
        [[version]] = store.execute("PRAGMA user_version")
    store.close()
    assert (row, journal, version) == ((2, 1), "wal", 3)


def test_who_handed_in_the_same_file_and_how_many_the_starter_is_told(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    kata("start", "0.1", "--pack", softmax)
    starter = (work / "softmax.py").read_text(encoding="utf-8")
    handed_in(
        work / "class",
        {"ada": RIGHT, "bo": RIGHT, "cy": RIGHT + "\n", "di": starter, "eve": starter},
    )
    stdout = kata("grade", "0.1", "class", "--pack", softmax, "--out", tmp_path / "out").out
    assert "2 failed, 3 passed; 2 handed in the starter as it is" in stdout
    assert "Handed in the same file\n    2  ada, bo\n\n" in stdout


@pytest.mark.slow
def test_only_what_a_new_submission_touches_is_graded(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": "x = 1"})
    arguments = ("grade", "0.1", "class", "--pack", softmax, "--out", tmp_path / "out")
    kata(*arguments)
    handed_in(work / "class", {"bo": RIGHT + "# at last\n", "cy": RIGHT})
    code, stdout, progress = kata(*arguments)
    assert (code, "1 to grade, 1 are graded already" in progress) == (0, True)
    assert "bo: 0 (failed) -> 3 (passed), other work" in stdout
    (work / "class" / "ada.py").unlink()
    assert kata(*arguments).code == 2
    kata(*arguments, "--replace")
    assert set(grades(tmp_path / "out")) == {"bo", "cy"}
    assert {path.stem for path in (tmp_path / "out" / "feedback").iterdir()} == {"bo", "cy"}


@pytest.mark.thorough
@pytest.mark.slow
def test_a_lesson_may_be_mended_and_nobody_is_graded_anew(
    kata: RunKata, own_softmax: Path, tmp_path: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": CLASS["bo"]})
    arguments = ("grade", "0.1", "class", "--pack", own_softmax, "--out", tmp_path / "out")
    kata(*arguments)
    (own_softmax / "katas" / "softmax" / "lesson.md").write_text("# Better", encoding="utf-8")
    assert "to grade" not in kata(*arguments).err
    experiments = own_softmax / "katas" / "softmax" / "experiments.py"
    experiments.write_text(
        experiments.read_text().replace("points=1", "points=4"), encoding="utf-8"
    )
    stdout = kata(*arguments)
    assert "2 to grade" in stdout.err
    assert "bo: 1 (failed) -> 4 (failed), same work, graded anew" in stdout.out


def test_names_of_files_are_no_formulas_no_paths_and_no_markup(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    handed_in(
        work / "class",
        {"=HYPERLINK(1)": RIGHT, "<b>*x*": RIGHT + "#", "@x": RIGHT + "# ", "con": RIGHT + "##"},
    )
    assert kata("grade", "0.1", "class", "--pack", softmax, "--out", "out").code == 0
    assert set(grades(work / "out")) == {"'=HYPERLINK(1)", "<b>*x*", "'@x", "con"}
    names = {path.name for path in (work / "out" / "feedback").iterdir()}
    assert {"con_.md", "_b__x_.md", "_x.md", "_HYPERLINK(1).md"} < names


def test_a_format_is_printed_and_the_summary_goes_aside(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": CLASS["bo"]})
    ended = kata("grade", "0.1", "class", "--pack", softmax, "--out", "out", "--format", "json")
    reports: list[dict[str, Any]] = json.loads(ended.out)["reports"]
    assert [(report["attempt"]["path"], report["score"]) for report in reports] == [
        ("ada.py", 3),
        ("bo.py", 1),
    ]
    assert "1 failed, 1 passed" in ended.err


def test_a_learners_own_marks_are_left_alone(
    kata: RunKata, softmax: Path, work: Path, tmp_path: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    kata("grade", "0.1", "class", "--pack", softmax, "--out", "out")
    assert not (tmp_path / "home" / "progress.db").exists()
