"""An archive's list of contents is passed on and not kept, and each file is read by what was noted of it."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import closing

import pytest

from kata_runner.classroom.submissions.zip_reader import MAX_DIRECTORY, BoundedReader, Directory, from_note, noted


def archive_of(names: list[str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive in which each file says its name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name in names:
            archive.writestr(name, f"{name!a}\n" * 20)
    return file.getvalue()


def contents(data: bytes) -> dict[str, bytes]:
    """Each file by its name, all of them read by their notes after the list of contents was gone through."""
    notes: dict[str, str] = {}
    with closing(Directory(io.BytesIO(data), lambda info: notes.update({info.filename: noted(info)}))) as directory:
        assert all(note.isascii() for note in notes.values())
        return {name: directory.open(from_note(note)).read() for name, note in notes.items()}


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_each_file_is_read_by_its_note(compression: int) -> None:
    names = ["a/ada.py", "Zoë.py", "b.py"]
    assert contents(archive_of(names, compression)) == {name: f"{name!a}\n".encode() * 20 for name in names}


def test_an_archive_with_something_in_front_of_it_is_read_as_well() -> None:
    assert set(contents(b"#!/bin/sh\n" * 50 + archive_of(["ada.py"]))) == {"ada.py"}


def test_a_name_in_an_old_encoding_is_found_under_it() -> None:
    data = archive_of(["XXXX.py"]).replace(b"XXXX", b"caf\x82")
    assert set(contents(data)) == {"café.py"}


def test_nothing_is_kept_of_what_was_passed_on() -> None:
    passed: list[str] = []
    with closing(
        Directory(io.BytesIO(archive_of(["b", "a", "b/c"])), lambda info: passed.append(info.filename))
    ) as some:
        assert passed == ["b", "a", "b/c"]
        assert not some.infolist() and not some.namelist()


def test_a_large_archive_takes_little_more_memory_than_its_list_of_contents_has_bytes() -> None:
    file = io.BytesIO(archive_of([f"student_{number:05}.py" for number in range(3000)]))
    tracemalloc.start()
    with closing(Directory(file, lambda _: None)):
        _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * 3000 * (46 + len("student_00000.py")), "zipfile alone takes ten times that"


def test_a_list_of_contents_that_claims_to_be_enormous_is_not_read() -> None:
    with closing(BoundedReader(io.BytesIO(b"x"))) as file:
        with pytest.raises(zipfile.BadZipFile, match="too large"):
            file.read(MAX_DIRECTORY + 2)
        assert file.read() == b"x"
