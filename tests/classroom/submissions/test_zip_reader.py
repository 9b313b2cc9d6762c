"""Zip archives are read within bounds, whatever their headers say."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable

import pytest

from kata_runner.classroom.submissions.archive_reader import BadArchiveError
from kata_runner.classroom.submissions.submitted_file import SYMLINK, RefusedFileError
from kata_runner.classroom.submissions.zip_reader import ZipReader, find_refusal

Fill = Callable[[zipfile.ZipFile], object]


def archive(fill: Fill) -> bytes:
    """The bytes of an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as content:
        fill(content)
    return file.getvalue()


def opened(data: bytes) -> ZipReader:
    return ZipReader(io.BytesIO(data))


def test_members_come_with_their_sizes() -> None:
    def fill(content: zipfile.ZipFile) -> None:
        content.mkdir("sub")
        content.writestr("sub/ada.py", b"x = 1\n")

    reader = opened(archive(fill))
    folder, member = reader.list_members()
    assert (folder.name, folder.size) == ("sub/", 0)
    assert (member.name, member.size, member.refusal) == ("sub/ada.py", 6, "")
    assert reader.read(member.location, 6) == b"x = 1\n"
    with pytest.raises(RefusedFileError, match="has 6 bytes, more than the 5"):
        reader.read(member.location, 5)
    reader.close()


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("link.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    [member] = opened(archive(lambda content: content.writestr(info, "/etc/passwd"))).list_members()
    assert member.refusal == SYMLINK


@pytest.mark.parametrize(
    ("size", "packed", "flags", "words"),
    [
        (100, 100, 1, "is encrypted"),
        ((16 << 10) + 1, 50, 0, "unpacks to 16,385 bytes from 50, as no code does"),
        (16 << 10, 50, 0, ""),
        (200 * 100, 100, 0, ""),
        (200 * 100 + 1, 100, 0, "unpacks to 20,001 bytes"),
        (1 << 20, 0, 0, "unpacks to"),
    ],
    ids=["encrypted", "a bomb", "too small for one", "as code may", "not quite", "of nothing"],
)
def test_what_no_code_is_like_is_refused_by_its_header(
    size: int, packed: int, flags: int, words: str
) -> None:
    info = zipfile.ZipInfo("ada.py")
    info.file_size, info.compress_size, info.flag_bits = size, packed, flags
    refusal = find_refusal(info)
    assert refusal.startswith(words) and bool(refusal) is bool(words)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive " * 10])
def test_what_is_no_archive_is_one_error(data: bytes) -> None:
    with pytest.raises(BadArchiveError, match=r".+"):
        opened(data)


def test_a_damaged_member_is_one_error() -> None:
    data = bytearray(archive(lambda content: content.writestr("ada.py", b"x = 1\n" * 50)))
    data[40:44] = b"\xff\xff\xff\xff"
    reader = opened(bytes(data))
    with pytest.raises(BadArchiveError, match=r".+"):
        reader.read("ada.py", 1000)
    with pytest.raises(BadArchiveError, match="missing"):
        reader.read("missing.py", 1000)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_data_is_one_error_whatever_it_is_compressed_with(compression: int) -> None:
    content = bytes(range(256)) * 4
    data = archive(lambda file: file.writestr("ada.py", content, compression))
    start = len("ada.py") + 30 + 9  # behind the header and the settings of LZMA
    damaged = data[:start] + b"\xff" * 20 + data[start + 20 :]
    with pytest.raises(BadArchiveError, match=r".+"):
        opened(damaged).read("ada.py", 2000)
