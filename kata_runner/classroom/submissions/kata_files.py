"""Recognises files of a kata: those named after it, its starter and data, and work on it."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from pathlib import Path

from kata_runner.classroom.submissions.copy_names import has_kata_name, split_version
from kata_runner.classroom.submissions.kinds import is_archive, is_source, split_suffix
from kata_runner.classroom.submissions.submitted_file import RefusedFileError, SubmittedFile
from kata_runner.errors import PackError
from kata_runner.grading.source_digest import normalize_newlines
from kata_runner.model import Kata
from kata_runner.packs.starter_text import get_starter_text

PART = re.compile(r"^(?:def|class) ([^\W_]\w*)", re.MULTILINE)


class KataFiles:
    """Recognises files by their names and contents."""

    def __init__(self, kata: Kata) -> None:
        starter = get_starter_text(kata)
        names = "|".join(map(re.escape, PART.findall(starter)))
        self.kata = kata
        self.starter = normalize_newlines(starter.encode())
        self.data = {name.casefold(): read_data(kata, name) for name in kata.data}
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

    def is_data(self, name: str, file: SubmittedFile) -> bool:
        """Whether a file with this name is the kata's data as it was given out, also as a copy.

        Only a file that has the name of such data is read.
        """
        content = self.find_data(name)
        return content is not None and has_content(file, content)

    def find_data(self, name: str) -> bytes | None:
        """Return the content of the kata's data with this name, also as a copy; None without it."""
        path = Path(name)
        original = f"{split_version(f'{path.stem}.py')[0]}{path.suffix}"
        return self.data.get(name.casefold(), self.data.get(original.casefold()))

    def may_be_given(self, name: str) -> bool:
        """Whether a file has the name of a file that learners are given."""
        return self.has_kata_name(name) or self.find_data(name) is not None

    def is_given(self, name: str, file: SubmittedFile) -> bool:
        """Whether a file is the starter under the kata's name, or data, as it was given out."""
        is_starter = self.has_kata_name(name) and self.is_starter(file)
        return is_starter or self.is_data(name, file)


def hash_starter(kata: Kata) -> set[str]:
    """Return the hashes that the unmodified starter has, whatever editor or system saved it."""
    unix = normalize_newlines(get_starter_text(kata).encode())
    return {
        hashlib.sha256(mark + text).hexdigest()
        for mark in (b"", BOM_UTF8)
        for text in (unix, unix.replace(b"\n", b"\r\n"))
    }


def read_data(kata: Kata, name: str) -> bytes:
    """Return the normalized content of a kata's data file; raises PackError."""
    try:
        return normalize_newlines((kata.folder / name).read_bytes())
    except OSError as error:
        raise PackError(f"{kata.folder / name}: {error.strerror}") from error


def has_content(file: SubmittedFile, content: bytes) -> bool:
    """Whether a file has this normalized content; no file that is much longer is read."""
    try:
        return normalize_newlines(file.read_bytes(2 * len(content) + len(BOM_UTF8))) == content
    except RefusedFileError:
        return False


def read_normalized(file: SubmittedFile) -> bytes:
    """Return a file's normalized source; empty if it cannot be read."""
    try:
        return normalize_newlines(file.read_source())
    except RefusedFileError:
        return b""
