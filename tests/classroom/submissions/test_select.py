"""Which of the files that a student handed in counts."""

from __future__ import annotations

from pathlib import Path

import pytest

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
