"""The names of zip members, in whatever encoding they were written."""

from __future__ import annotations

import struct
import zipfile
import zlib

import pytest

from kata_runner.classroom.submissions.member_names import UTF8, decode_name


def member(data: bytes, *, flags: int = 0, extra: bytes = b"") -> zipfile.ZipInfo:
    """A member as `zipfile` reads it: what is not marked as UTF-8 is taken for code page 437."""
    info = zipfile.ZipInfo(data.decode("utf-8" if flags & UTF8 else "cp437"))
    info.flag_bits, info.extra = flags, extra
    return info


def unicode_path(name: str, of: bytes) -> bytes:
    field = b"\x01" + struct.pack("<L", zlib.crc32(of)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"ada.py", "ada.py"),
        ("Zoë.py".encode(), "Zoë.py"),
        ("Zoë.py".encode("cp437"), "Zoë.py"),
        ("Søren.py".encode("cp850"), "Søren.py"),
        ("Ærø.py".encode("cp1252"), "Ærø.py"),
    ],
    ids=["ascii", "utf-8", "cp437", "cp850", "cp1252"],
)
def test_the_bytes_of_an_unmarked_name_decide(data: bytes, name: str) -> None:
    assert decode_name(member(data))[0] == name


def test_a_marked_name_is_what_it_says() -> None:
    assert decode_name(member("Zoë├½.py".encode(), flags=UTF8))[0] == "Zoë├½.py"


def test_the_extra_field_counts_where_it_is_of_this_name() -> None:
    data = b"Zo?.py" + b"\x89"
    other = struct.pack("<HH", 1, 2) + b"xx"
    assert decode_name(member(data, extra=other + unicode_path("Zoë.py", data)))[0] == "Zoë.py"
    assert decode_name(member(data, extra=unicode_path("Ada.py", b"another")))[0] != "Ada.py"
    assert decode_name(member(data, extra=b"\x75\x70\xff"))[0] == "Zo?.pyë"


def test_a_code_page_is_named_where_it_is_a_guess() -> None:
    data = "Zoë.py".encode("cp437")
    assert decode_name(member(data))[1] == "cp437"
    assert decode_name(member("Ærø.py".encode("cp1252")))[1] == "cp1252"
    assert decode_name(member("王小明.py".encode("gbk")))[1] == "cp437"
    known = (member(b"ada.py"), member("Zoë.py".encode()), member("Zoë.py".encode(), flags=UTF8),
             member(data, extra=unicode_path("Zoë.py", data)))  # fmt: skip
    assert [decode_name(info)[1] for info in known] == [""] * 4
