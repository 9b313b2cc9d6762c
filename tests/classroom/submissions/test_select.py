"""Which of the files that a student handed in counts."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import cast

import pytest

from kata_runner.classroom.submissions.select import Candidate, Choice, is_test, list_paths, select
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from tests.helpers.classrooms import fill, write, zipped
from tests.helpers.enrollments import Gather, files_of


@pytest.mark.parametrize(
    ("chosen", "others"),
    [
        ("softmax.py", ["softmax (1).py"]),
        ("softmax.py", ["softmax - Copy.py", "Copy of softmax.py", "softmax - Kopie (2).py"]),
        ("softmax.py", ["softmax copy.py", "softmax 2.py", "softmax-1.py"]),
        ("Softmax.PY", ["softmax(2).py"]),
        ("softmax.py", ["Softmax.py"]),
        ("softmax.py", ["softmax.ipynb"]),
        ("softmax.py", ["old/softmax.py"]),
        ("old/softmax.py", ["softmax (1).py"]),
    ],
)
def test_an_exact_name_beats_a_copy_with_a_note(
    gather: Gather, work: Path, chosen: str, others: list[str]
) -> None:
    fill(work / "class" / "ada", chosen, *others)
    notes: list[str] = []
    assert gather(work / "class", notes=notes)["ada"].file == f"ada/{chosen}"
    [note] = notes
    assert note.startswith(f"ada: ada/{chosen} counts; ")
    assert all(f"ada/{other} does not" in note for other in others)


def test_a_copy_with_work_beats_the_starter(gather: Gather, work: Path, starter: str) -> None:
    fill(work / "class" / "fay", "Copy of softmax.py")
    write(work / "class" / "fay" / "softmax.py", starter)
    data = {path.name: path.read_bytes() for path in (work / "class" / "fay").iterdir()}
    zipped(work / "class" / "gus.zip", data)
    notes: list[str] = []
    rows = gather(work / "class", notes=notes)
    assert files_of(rows) == {"fay": "fay/Copy of softmax.py", "gus": "gus/Copy of softmax.py"}
    assert [note.partition(":")[0] for note in notes] == ["fay", "gus"]
    assert all("softmax.py is the starter as it was given out" in note for note in notes)


def test_a_helper_beside_the_work_is_no_choice(gather: Gather, work: Path) -> None:
    notes: list[str] = []
    fill(work / "class" / "eve", "softmax.PY")
    write(work / "class" / "eve" / "test_mine.py", "from softmax import softmax\n")
    assert files_of(gather(work / "class", notes=notes)) == {"eve": "eve/softmax.PY"}
    assert notes == []


def test_late_work_in_lower_case_and_a_later_upload(gather: Gather, work: Path) -> None:
    notes: list[str] = []
    rows = gather(fill(work, "babbagecharles_late_102_9003_softmax-1.py",
                       "babbagecharles_102_9002_softmax.py",
                        "lovelaceada_late_101_9001_softmax.py"), notes=notes)  # fmt: skip
    assert {student: (line.id, line.late, line.file) for student, line in rows.items()} == {
        "babbagecharles": ("102", True, "babbagecharles_late_102_9003_softmax-1.py"),
        "lovelaceada": ("101", True, "lovelaceada_late_101_9001_softmax.py"),
    }
    assert "it was uploaded earlier" in notes[0]


def test_a_later_upload_beats_an_earlier_one_in_another_download_of_canvas(
    gather: Gather, work: Path
) -> None:
    for name, upload in (("first", 9001), ("second", 9005)):
        fill(work / name, f"ada_101_{upload}_softmax.py", f"bob_102_{upload + 1}_softmax.py")
    notes: list[str] = []
    rows = gather(work / "second", work / "first", notes=notes)
    assert files_of(rows) == {"ada": "ada_101_9005_softmax.py", "bob": "bob_102_9006_softmax.py"}
    assert len(notes) == 2 and all("they were uploaded earlier" in note for note in notes)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("test_softmax.py", True),
        ("Tests.py", True),
        ("softmax_test.py", True),
        ("SOFTMAX_TEST.ipynb", True),
        ("softmax.py", False),
        ("contest.py", False),
        ("softmax_test_2.py", False),
    ],
)
def test_a_test_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert is_test(name) is is_one


@pytest.mark.parametrize(
    ("count", "listed"),
    [(1, "a"), (4, "a, b, c, d"), (5, "a, b, c, d and 1 more"), (7, "a, b, c, d and 3 more")],
)
def test_four_paths_are_listed_and_the_others_counted(count: int, listed: str) -> None:
    candidates = [Candidate(name, file_at(name)) for name in reversed("abcdefg"[:count])]
    assert list_paths(candidates) == listed


def file_at(path: str) -> SubmittedFile:
    """A file of which nothing is known but its path."""
    return cast("SubmittedFile", SimpleNamespace(path=path, refusal=""))


def select_from(*names: str, starters: str = "", work: str = "") -> Choice:
    """Select among files at the top, some of which are starters or work."""
    candidates = [Candidate(name, file_at(name)) for name in names]
    return select(
        candidates,
        "softmax",
        lambda file: file.path in starters.split(),
        lambda file: file.path in work.split(),
    )


def test_files_that_are_equal_in_all_are_refused_and_named() -> None:
    candidates = [Candidate("softmax.py", file_at(f"{name}/softmax.py")) for name in "ba"]
    choice = select(candidates, "softmax", lambda _: False, lambda _: False)
    assert (choice.best, choice.note) == (None, "")
    assert choice.refusal == "2 files could be the attempt: a/softmax.py, b/softmax.py"


def test_several_files_of_other_names_are_refused_and_named() -> None:
    choice = select_from("two.py", "one.py", "notes.txt")
    assert choice.refusal == "2 Python files and none is called softmax.py: one.py, two.py"


def test_the_only_file_counts_whatever_its_name() -> None:
    best = select_from("one.py", "notes.txt").best
    assert best is not None
    assert best.name == "one.py"


def test_other_work_beside_the_file_is_named_and_tests_are_not() -> None:
    names = ("softmax.py", "draft.py", "test_draft.py", "helper.py", "starter.py")
    choice = select_from(*names, starters="starter.py", work="draft.py test_draft.py")
    assert choice.note == (
        "softmax.py counts; draft.py does not, it is not called softmax.py; "
        "starter.py is the starter as it was given out"
    )


def test_where_all_are_starters_one_of_them_counts() -> None:
    choice = select_from("softmax-1.py", "softmax.py", starters="softmax.py softmax-1.py")
    assert choice.best is not None
    assert choice.best.name == "softmax.py"


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ((), "nothing in it"),
        (("b.txt", "a.pdf"), "no Python file: a.pdf, b.txt"),
        (("a.7z",), "a.7z is a 7z archive, which is not opened: ask for a zip or a Python file"),
    ],
)
def test_what_was_handed_in_instead_is_named(names: tuple[str, ...], refusal: str) -> None:
    assert select_from(*names).refusal == refusal


def test_what_platforms_say_of_a_sender_is_told_where_they_say_it_of_all() -> None:
    nothing = [Candidate("", file_at(str(at)), no_file=text)
               for at, text in enumerate(["a text", "a link", "a text"])]  # fmt: skip
    assert select(nothing, "softmax", lambda _: False, lambda _: False).refusal == "a link, a text"
    some = [*nothing, Candidate("a.txt", file_at("a.txt"))]
    assert select(some, "softmax", lambda _: False, lambda _: False).refusal == (
        "no Python file: 0, 1, 2, a.txt"
    )


def test_four_files_are_told_beside_the_one_that_counts() -> None:
    names = [f"draft{at}.py" for at in range(5)]
    choice = select_from("softmax.py", *names, work=" ".join(names))
    assert choice.note.count("does not") == 4


@pytest.mark.parametrize(("count", "opened"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_of_many_files_none_is_opened_to_look_for_starters(count: int, opened: int) -> None:
    seen: list[SubmittedFile] = []

    def is_starter(file: SubmittedFile) -> bool:
        seen.append(file)
        return False

    candidates = [Candidate(f"softmax ({at}).py", file_at(str(at))) for at in range(count)]
    select(candidates, "softmax", is_starter, lambda _: False)
    assert len(seen) == opened


def test_thousands_of_files_are_told_apart_at_once() -> None:
    names = ["softmax.py", *(f"softmax ({at}).py" for at in range(2500)),
             *(f"part{at}.py" for at in range(2499))]  # fmt: skip
    start = process_time()
    assert select_from(*names).best
    assert process_time() - start < 2
