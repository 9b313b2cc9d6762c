"""Decodes the names of zip members, many of which are not marked with their encoding."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib

UTF8 = 0x800
UNICODE_PATH = 0x7075  # Info-ZIP's extra field with the same name in UTF-8
CODE_PAGES = ("cp437", "cp850", "cp1252")  # Windows: American, European, newer programs


def decode_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; if it is not marked as UTF-8, detect the encoding from its bytes."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    return data.decode() if data.isascii() else read_unicode_path(info, data) or guess(data)


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


def guess(data: bytes) -> str:
    """Decode as UTF-8, else by the first code page that gives only ASCII and Latin letters."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        texts = [data.decode(page, "replace") for page in CODE_PAGES]
    return next((text for text in texts if all(map(is_latin, text))), texts[0])


def is_latin(character: str) -> bool:
    """Whether a character is ASCII or a Latin letter."""
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")
