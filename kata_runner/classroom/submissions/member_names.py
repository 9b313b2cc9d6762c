"""Decodes the names of zip members, many of which are not marked with their encoding."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib

UTF8 = 0x800
UNICODE_PATH = 0x7075  # Info-ZIP's extra field with the same name in UTF-8
CODE_PAGES = ("cp437", "cp850", "cp1252")  # Windows: American, European, newer programs


def decode_name(info: zipfile.ZipInfo) -> tuple[str, str]:
    """Return a member's name, and the code page by which it was decoded if that is a guess.

    The encoding of a name that is not marked as UTF-8 is detected from its bytes.
    """
    data = get_unmarked(info)
    if not data:
        return info.filename, ""
    if name := read_unicode_path(info, data):
        return name, ""
    encoding = detect_encoding(data)
    return data.decode(encoding, "replace"), encoding if encoding in CODE_PAGES else ""


def get_unmarked(info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a name that is not ASCII and not marked as UTF-8, else nothing."""
    try:
        data = b"" if info.flag_bits & UTF8 else info.filename.encode("cp437")
    except UnicodeError:
        return b""
    return b"" if data.isascii() else data


def read_unicode_path(info: zipfile.ZipInfo, data: bytes) -> str:
    """Return the name in Info-ZIP's extra field if its checksum matches, else an empty string."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        is_path = kind == UNICODE_PATH and len(field) > 5
        if is_path and struct.unpack_from("<L", field, 1)[0] == zlib.crc32(data):
            return field[5:].decode("utf-8", "replace")
    return ""


def detect_encoding(data: bytes) -> str:
    """Return UTF-8, else the first code page that gives only ASCII and Latin letters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        pages = (page for page in CODE_PAGES if all(map(is_latin, data.decode(page, "replace"))))
        return next(pages, CODE_PAGES[0])
    return "utf-8"


def is_latin(character: str) -> bool:
    """Whether a character is ASCII or a Latin letter."""
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")
