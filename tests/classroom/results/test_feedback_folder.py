"""Each student's files are whole, the same for the same text, and gone when nobody has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.results.feedback_folder import FeedbackFolder


@pytest.fixture
def folder(tmp_path: Path) -> FeedbackFolder:
    return FeedbackFolder(tmp_path / "feedback", ["md", "json"])


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "feedback").iterdir())


def test_a_file_holds_the_text_and_a_line_end(folder: FeedbackFolder, tmp_path: Path) -> None:
    folder.write("ada", "md", "Well done ✓ \udc80")
    assert (tmp_path / "feedback" / "ada.md").read_bytes() == "Well done ✓ \\udc80\n".encode()
    assert names(tmp_path) == ["ada.md"]


def test_a_file_that_says_it_already_stays_untouched(
    folder: FeedbackFolder, tmp_path: Path
) -> None:
    folder.write("ada", "md", "one")
    first = (tmp_path / "feedback" / "ada.md").stat()
    folder.write("ada", "md", "one")
    assert (tmp_path / "feedback" / "ada.md").stat().st_ino == first.st_ino
    folder.write("ada", "md", "two")
    assert (tmp_path / "feedback" / "ada.md").read_text(encoding="utf-8") == "two\n"


def test_what_nobody_has_any_more_is_taken_away(folder: FeedbackFolder, tmp_path: Path) -> None:
    for name in ("ada", "bo"):
        folder.write(name, "md", "text")
    folder.write("ada", "json", "{}")
    folder.remove("ada")
    folder.remove("nobody")
    assert names(tmp_path) == ["bo.md"]


def test_what_a_killed_run_left_is_cleared_up(folder: FeedbackFolder, tmp_path: Path) -> None:
    folder.write("ada", "md", "text")
    (tmp_path / "feedback" / ".bo.md.new").write_text("ha", encoding="utf-8")
    folder.remove_temporary_files()
    assert names(tmp_path) == ["ada.md"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_file_that_cannot_be_written_is_named(
    folder: FeedbackFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feedback" / "ada.md"
    path.mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        folder.write("ada", "md", "text")
    assert caught.value.filename == str(path)
    real_open = Path.open
    monkeypatch.setattr(Path, "open", lambda *_, **__: real_open(Path("/dev/full"), "wb"))
    with pytest.raises(OSError, match="No space") as caught:
        folder.write("bo", "md", "text")
    assert caught.value.filename == str(tmp_path / "feedback" / "bo.md")


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "feedback").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="exists"):
        FeedbackFolder(tmp_path / "feedback", ["md"])
