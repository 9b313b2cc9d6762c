"""Zip archives are listed and read in memory, whatever they are compressed with, within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.archive_reader import BoundedReader
from kata_runner.classroom.submissions.archives import READERS, Archives, expand
from kata_runner.classroom.submissions.kinds import ARCHIVES
from kata_runner.classroom.submissions.submitted_file import RefusedFileError
from kata_runner.errors import PathError
from tests.helpers.classrooms import zipped

COMPRESSIONS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.fixture
def archives() -> Iterator[Archives]:
    with closing(Archives()) as archives:
        yield archives


def read(archives: Archives, path: Path) -> dict[str, bytes]:
    """Return each file of an archive, read after all were listed."""
    return {file.path: file.read_bytes(1 << 20) for file in archives.list_files(path)}


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_files_come_in_the_order_of_their_paths(
    archives: Archives, tmp_path: Path, compression: int
) -> None:
    content = {name: f"{name!a}\n" * 20 for name in ("b.py", "Zoë.py", "a-b.py", "a/ada.py")}
    path = zipped(tmp_path / "class.zip", dict(content), compression)
    files = read(archives, path)
    assert list(files) == ["Zoë.py", "a/ada.py", "a-b.py", "b.py"]
    assert files == {name: text.encode() for name, text in content.items()}


def test_an_archive_may_have_something_in_front_of_it(archives: Archives, tmp_path: Path) -> None:
    path = zipped(tmp_path / "class.zip", {"ada.py": "x"})
    path.write_bytes(b"#!/bin/sh\n" * 50 + path.read_bytes())
    assert read(archives, path) == {"ada.py": b"x"}


def test_archives_are_read_in_turns(archives: Archives, tmp_path: Path) -> None:
    paths = [zipped(tmp_path / f"{name}.zip", {"x.py": name}) for name in ("one", "two")]
    files = [file for path in paths for file in archives.list_files(path)]
    assert [file.read_bytes(9) for file in [*files, *files]] == [b"one", b"two", b"one", b"two"]


def test_the_bound_on_a_list_of_contents_is_none_on_what_is_in_the_archive(
    archives: Archives, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = zipped(tmp_path / "inner.zip", {"x.py": "#" * 5000}, zipfile.ZIP_STORED)
    path = zipped(tmp_path / "outer.zip", {"ada.zip": inner.read_bytes()}, zipfile.ZIP_STORED)
    monkeypatch.setattr(BoundedReader, "limit", 1000)
    [file] = expand(archives.list_files(path), archives)
    assert (file.path, len(file.read_bytes(5000))) == ("ada.zip/x.py", 5000)
    many = zipped(tmp_path / "many.zip", dict.fromkeys(map(str, range(30)), ""))
    with pytest.raises(PathError, match="its list of contents is too large"):
        archives.list_files(many)


def test_an_archive_that_changed_meanwhile_is_refused(archives: Archives, tmp_path: Path) -> None:
    path = zipped(tmp_path / "class.zip", {"ada.py": "x"})
    [file] = archives.list_files(path)
    archives.close()
    zipped(path, {"bo.py": "y"})
    with pytest.raises(RefusedFileError, match=r"cannot be unpacked: .*no item named 'ada.py'"):
        file.read_bytes(9)


def test_every_ending_of_an_archive_has_a_reader() -> None:
    assert READERS.keys() == set(ARCHIVES)
