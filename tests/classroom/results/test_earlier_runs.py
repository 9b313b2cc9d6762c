"""Whose a path is, by the earlier runs into a folder of results."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.earlier_runs import (
    claim_known,
    claim_plan,
    find_owners,
    list_earlier,
    split_known,
)
from kata_runner.classroom.results.identity import from_stored
from kata_runner.classroom.results.store import Store
from tests.helpers.classrooms import write, zipped

ADA = StudentRow("Ada", "101", "ada@x", file="hw-ada.py", attempt="a", origin="c/hw-ada.py")
NEW = StudentRow("hw-ada", file="hw-ada.py", attempt="b", origin="c/hw-ada.py")
NOTE = "c/hw-ada.py is Ada's, as in the run before"


def claim(rows: list[StudentRow], earlier: list[StudentRow]) -> tuple[list[StudentRow], list[str]]:
    """Return the rows with the names of the earlier runs, and the notes."""
    notes: list[str] = []
    return claim_known(rows, earlier, notes), notes


def test_a_folder_knows_its_rows_if_it_has_results(tmp_path: Path) -> None:
    assert list_earlier(tmp_path / "out") == [] and not (tmp_path / "out").exists()
    with Store(tmp_path / "out") as store:
        store.start_run(Fingerprint("0.1", "content", "grader", "{}", 0), [ADA])
    assert list_earlier(tmp_path / "out") == [ADA]


def test_only_who_alone_had_a_submission_owns_it() -> None:
    bob = ADA._replace(student="Bob")
    doubtful = ADA._replace(student="x", origin="c/x.py", is_undecided=True)
    assert list(find_owners([ADA, doubtful, StudentRow("eve")]).values()) == [ADA]
    assert find_owners([ADA, bob]) == {}


def test_a_folder_and_an_archive_of_one_student_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("c/ada/my.py"))
    write(Path("c/eve.py"))
    zipped(Path("c/bob.zip"), {"my.py": "x = 1\n"})
    earlier = [StudentRow(name, origin=f"c/{path}") for name, path in
               (("ada", "ada"), ("bob", "bob.zip"), ("eve", "eve.py"))]  # fmt: skip
    notes: list[str] = []
    paths = [tmp_path / "c" / "ada", Path("c/bob.zip"), Path("c/eve.py"), Path("c"), Path("gone")]
    assert split_known(paths, earlier, notes) == (paths[:2], paths[2:])
    assert notes == ["c/ada is ada's, as in the run before",
                     "c/bob.zip is bob's, as in the run before"]  # fmt: skip


def test_a_submission_is_known_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "c" / "ada" / "my.py")
    monkeypatch.chdir(tmp_path)
    with Store(Path("out")) as store:
        row = StudentRow("ada", attempt="a", origin="c/ada")
        store.start_run(Fingerprint("0.1", "content", "grader", "{}", 0), [row])
    assert [row.origin for row in list_earlier(Path("out"))] == ["c/ada"]
    monkeypatch.chdir(tmp_path / "c")
    earlier = list_earlier(tmp_path / "out")
    assert [row.origin for row in earlier] == ["ada"]
    assert split_known([Path("ada")], earlier, []) == ([Path("ada")], [])
    monkeypatch.chdir(tmp_path / "out")
    assert [row.origin for row in list_earlier(tmp_path / "out")] == [str(tmp_path / "c" / "ada")]


def test_a_submission_is_known_after_class_and_results_were_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "week" / "c" / "hw-ada.py")
    monkeypatch.chdir(tmp_path)
    with Store(Path("week/out")) as store:
        row = StudentRow("Ada", attempt="a", origin="week/c/hw-ada.py")
        store.start_run(Fingerprint("0.1", "content", "grader", "{}", 0), [row])
    Path("week").rename("moved")
    earlier = list_earlier(Path("moved/out"))
    assert [row.origin for row in earlier] == ["moved/c/hw-ada.py"]
    [row] = claim_known([StudentRow("hw-ada", origin="moved/c/hw-ada.py")], earlier, [])
    assert row.student == "Ada"


def test_a_place_that_an_earlier_version_stored_is_read_as_it_is(tmp_path: Path) -> None:
    assert [from_stored(place, tmp_path) for place in ("", "./ada", "/c/ada")] == [
        "", "./ada", "/c/ada"
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that a process is in")
def test_results_are_read_in_a_folder_that_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "out") as store:
        store.start_run(Fingerprint("0.1", "content", "grader", "{}", 0), [ADA])
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    [row] = list_earlier(tmp_path / "out")
    assert row.origin.endswith(ADA.origin)


def test_a_student_of_an_earlier_class_list_keeps_id_and_address() -> None:
    before = ADA._replace(is_listed=True)
    [row], notes = claim([ADA._replace(id="", email="", attempt="b")], [before])
    assert (row, notes) == (before._replace(attempt="b"), [])


def test_a_new_name_of_a_known_submission_is_its_student_s() -> None:
    [row], notes = claim([NEW], [ADA])
    assert (row.student, row.id, row.email, row.attempt) == ("Ada", "101", "ada@x", "b")
    assert notes == [NOTE]


def test_who_is_only_listed_gives_way_to_their_submission() -> None:
    listed = StudentRow("Ada", is_listed=True, refusal=MISSING)
    [row], _ = claim([NEW, listed], [ADA])
    assert (row.student, row.attempt) == ("Ada", "b")


@pytest.mark.parametrize(
    "rows",
    [[NEW._replace(is_listed=True)], [NEW._replace(is_undecided=True)],
     [NEW._replace(origin="c/other.py")], [NEW, ADA._replace(id="7", origin="d/x.py")]],
    ids=["listed", "undecided", "another submission", "the name is another student's"],
)  # fmt: skip
def test_where_it_may_be_another_s_nothing_is_claimed(rows: list[StudentRow]) -> None:
    assert claim(rows, [ADA]) == (rows, [])


def test_who_shares_a_name_stays_under_the_name_with_the_id() -> None:
    marked = ADA._replace(student="Ada (101)")
    [row], notes = claim([ADA._replace(attempt="b")], [marked])
    assert (row.student, row.attempt, notes) == ("Ada (101)", "b", [])


def test_rows_of_a_plan_without_a_name_stay_as_they_are() -> None:
    nameless = [StudentRow("", origin=key, is_undecided=True) for key in ("c/x.py", "c/y.py")]
    notes: list[str] = []
    rows = claim_plan([*nameless, NEW], [ADA], notes)
    assert [(row.student, row.origin) for row in rows] == [
        ("Ada", "c/hw-ada.py"), ("", "c/x.py"), ("", "c/y.py"),
    ]  # fmt: skip
