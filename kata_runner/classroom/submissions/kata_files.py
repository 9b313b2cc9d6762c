"""Recognises files of a kata: those named after it, its unmodified starter, and work on it."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8

from kata_runner.classroom.submissions.copy_names import has_kata_name
from kata_runner.classroom.submissions.kinds import is_archive, is_source, split_suffix
from kata_runner.classroom.submissions.submitted_file import RefusedFileError, SubmittedFile
from kata_runner.model import Kata
from kata_runner.packs.starter import get_starter_text

PART = re.compile(r"^(?:def|class) ([^\W_]\w*)", re.MULTILINE)


class KataFiles:
    """Recognises files by their names and contents."""

    def __init__(self, kata: Kata) -> None:
        starter = get_starter_text(kata)
        names = "|".join(map(re.escape, PART.findall(starter)))
        self.kata = kata
        self.starter = normalize(starter.encode())
        self.definition = re.compile(rb"\b(?:def|class)[ \t]+(?:%s)\b" % names.encode())

    def has_kata_name(self, name: str) -> bool:
        """Whether a file or an archive is named after the kata, also as a copy."""
        source = f"{split_suffix(name)[0]}.py" if is_archive(name) else name
        return has_kata_name(source, self.kata.name)

    def is_starter(self, file: SubmittedFile) -> bool:
        """Whether a file is the starter, byte for byte except for line ends and byte order mark."""
        return read_normalized(file) == self.starter

    def is_work(self, file: SubmittedFile) -> bool:
        """Whether a file defines a part of the kata, and is not the starter."""
        source = read_normalized(file) if is_source(file.name) else b""
        return bool(self.definition.search(source)) and source != self.starter


def hash_starter(kata: Kata) -> set[str]:
    """Return the hashes that the unmodified starter has, whatever editor or system saved it."""
    unix = normalize(get_starter_text(kata).encode())
    return {
        hashlib.sha256(mark + text).hexdigest()
        for mark in (b"", BOM_UTF8)
        for text in (unix, unix.replace(b"\n", b"\r\n"))
    }


def read_normalized(file: SubmittedFile) -> bytes:
    """Return a file's normalized source; empty if it cannot be read."""
    try:
        return normalize(file.read_source())
    except RefusedFileError:
        return b""


def normalize(source: bytes) -> bytes:
    """Return a source without the byte order mark and the carriage returns that Windows writes."""
    return source.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
