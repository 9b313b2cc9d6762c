"""What a kata's own names and its starter tell of a file: given out, called after the kata, or written for it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from functools import cached_property

from kata_runner.classroom.submissions.copies import is_called
from kata_runner.classroom.submissions.entry import Entry, RefusedError
from kata_runner.classroom.submissions.kinds import is_source, is_zip
from kata_runner.model import Kata
from kata_runner.packs.starter import starter_text

PART = re.compile(r"^(?:def|class) ([^\W_]\w*)", re.MULTILINE)


class KataFiles:
    """Knows files by their content and by what they are called."""

    def __init__(self, kata: Kata) -> None:
        """Read the starter when it is asked for."""
        self.kata = kata

    @cached_property
    def starter(self) -> bytes:
        """The starter's bytes, as they are compared."""
        return normalize(starter_text(self.kata).encode())

    @cached_property
    def parts(self) -> re.Pattern[bytes]:
        """Finds a definition of what the kata asks for."""
        names = PART.findall(starter_text(self.kata))
        return re.compile(rb"\b(?:def|class)[ \t]+(?:%s)\b" % "|".join(map(re.escape, names)).encode())

    def is_called(self, name: str) -> bool:
        """Whether a file or an archive is called after the kata, as a copy too."""
        return is_called(f"{name[: -len('.zip')]}.py" if is_zip(name) else name, self.kata.name)

    def is_starter(self, entry: Entry) -> bool:
        """Whether a file is the starter, byte for byte but for the ends of lines."""
        return normalize(read_or_nothing(entry)) == self.starter

    def is_work(self, entry: Entry) -> bool:
        """Whether a file defines what the kata asks for, and is not the starter."""
        source = read_or_nothing(entry) if is_source(entry.name) else b""
        return bool(self.parts.search(source)) and normalize(source) != self.starter


def read_or_nothing(entry: Entry) -> bytes:
    """Return what is in a file, or nothing where it cannot be read."""
    try:
        return entry.read()
    except RefusedError:
        return b""


def normalize(source: bytes) -> bytes:
    """Return a source without the mark and the ends of lines that Windows writes."""
    return source.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
