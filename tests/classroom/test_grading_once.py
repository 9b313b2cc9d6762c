"""Only what has changed is graded again, and changes of grades are told."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import RIGHT, WRONG, grades, published

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.slow


@pytest.mark.thorough
def test_two_runs_with_one_seed_give_the_same_bytes(
    kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path
) -> None:
    folder = classroom(20)
    for name in ("one", "two"):
        assert (
            kata(
                "grade", "0.1", folder, "--pack", softmax, "--seed", 5, "--out", tmp_path / name
            ).code
            == 0
        )
    assert published(tmp_path / "one") == published(tmp_path / "two")


@pytest.mark.thorough
def test_unchanged_work_is_not_graded_twice_and_identical_files_once(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    for name in ("ann", "bob", "eve"):
        (work / f"{name}.py").write_text(RIGHT, encoding="utf-8")
    first = kata("grade", "0.1", work, "--pack", softmax, "--out", tmp_path / "out")
    assert "1 to grade" in first.err
    second = kata("grade", "0.1", work, "--pack", softmax, "--out", tmp_path / "out")
    assert second.err == ""
    assert {row["status"] for row in grades(tmp_path / "out").values()} == {"passed"}


def test_a_changed_kata_regrades_and_says_whose_grade_changed(
    kata: RunKata, own_softmax: Path, tmp_path: Path, work: Path
) -> None:
    (work / "ann.py").write_text(RIGHT, encoding="utf-8")
    (work / "bob.py").write_text(WRONG, encoding="utf-8")
    arguments = (
        "grade",
        "0.1",
        work,
        "--pack",
        own_softmax,
        "--seed",
        1,
        "--out",
        tmp_path / "out",
    )
    kata(*arguments)
    experiments = own_softmax / "katas" / "softmax" / "experiments.py"
    experiments.write_text(
        experiments.read_text(encoding="utf-8").replace("points=2", "points=5"), encoding="utf-8"
    )
    code, out, _ = kata(*arguments)
    assert code == 0
    section = out.partition("Grade changed\n")[2].partition("\n\n")[0].splitlines()
    assert section == ["  ann: 3 (passed) -> 6 (passed), same work, graded anew"]
    assert {name: row["score"] for name, row in grades(tmp_path / "out").items()} == {
        "ann": "6",
        "bob": "1",
    }


def test_a_roster_names_students_and_lists_who_handed_in_nothing(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    (work / "u1.py").write_text(RIGHT, encoding="utf-8")
    roster = tmp_path / "class.csv"
    roster.write_text("name,id\nAda Example,u1\nBo Example,u2\n", encoding="utf-8")
    out = tmp_path / "out"
    assert kata("grade", "0.1", work, "--pack", softmax, "--roster", roster, "--out", out).code == 0
    rows = grades(out)
    assert rows["Ada Example"]["status"] == "passed"
    assert rows["Bo Example"]["status"] not in ("passed", "failed")


@pytest.mark.parametrize(
    "names",
    [
        ["exampleada_12_34_softmax.py", "examplebo_LATE_13_35_softmax.py"],
        [
            "Ada Example_12_assignsubmission_file_/softmax.py",
            "Bo Example_13_assignsubmission_file_/softmax.py",
        ],
    ],
    ids=["canvas", "moodle"],
)
def test_an_archive_of_a_course_platform_is_graded_in_memory(
    kata: RunKata, softmax: Path, tmp_path: Path, names: list[str]
) -> None:
    archive = tmp_path / "submissions.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for number, name in enumerate(names):
            file.writestr(name, RIGHT.replace("{number}", str(number)))
    assert kata("grade", "0.1", archive, "--pack", softmax, "--out", tmp_path / "out").code == 0
    assert [row["status"] for row in grades(tmp_path / "out").values()] == ["passed", "passed"]


def test_no_path_leaves_an_archive_and_no_bomb_is_unpacked(
    kata: RunKata, softmax: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "submissions.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../escaped.py", RIGHT)
        file.writestr("bomb.py", b"#" * (50 << 20))
        file.writestr("ada.py", RIGHT)
    code, _, _ = kata("grade", "0.1", archive, "--pack", softmax, "--out", tmp_path / "out")
    assert code == 0
    assert not list(tmp_path.parent.rglob("escaped.py"))
    rows = grades(tmp_path / "out")
    assert rows["ada"]["status"] == "passed"
    assert all(
        row["status"] != "passed" for student, row in rows.items() if student.startswith("bomb")
    )


def test_a_link_to_anothers_work_is_not_followed(
    kata: RunKata, softmax: Path, tmp_path: Path, work: Path
) -> None:
    (work / "ada.py").write_text(RIGHT, encoding="utf-8")
    (work / "bo.py").symlink_to(work / "ada.py")
    kata("grade", "0.1", work, "--pack", softmax, "--out", tmp_path / "out")
    rows = grades(tmp_path / "out")
    assert rows["ada"]["status"] == "passed"
    assert rows["bo"]["status"] != "passed"
