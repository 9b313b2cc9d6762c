"""The list of contents of a zip archive, passed on file by file as it is read.

`zipfile` keeps an object of more than half a KB for each; here a file is noted as a line of text, and made from it
again when it is read.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import IO

MAX_DIRECTORY = 32 << 20  # bytes of the list of contents, which zipfile reads in one piece
NEEDED = ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits")  # to read a file again
Take = Callable[[zipfile.ZipInfo], None]


class BoundedReader(io.BufferedReader):
    """A file of which no more than `MAX_DIRECTORY` bytes are read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, or raise BadZipFile where the archive claims an enormous list of contents."""
        bounded = MAX_DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(bounded) if bounded <= MAX_DIRECTORY + 1 else b""
        if bounded > MAX_DIRECTORY + 1 or len(data) > MAX_DIRECTORY:
            raise zipfile.BadZipFile("its list of contents is too large")
        return data


class Passing(list[zipfile.ZipInfo]):
    """A list that passes on what is appended, and stays empty."""

    def __init__(self, take: Take) -> None:
        """Pass on to `take`."""
        super().__init__()
        self.take = take

    def append(self, info: zipfile.ZipInfo, /) -> None:
        """Pass a file on."""
        self.take(info)


class Directory(zipfile.ZipFile):
    """An archive, open to be read, that holds no list of its contents: `take` is given each file once.

    Both lists that `zipfile` fills on opening are replaced; a file is opened by what `noted` kept of it.
    """

    def __init__(self, file: IO[bytes], take: Take) -> None:
        """Read the list of contents; raises what `zipfile` raises for one that is damaged."""
        self.take = take
        super().__init__(file)

    @property
    def filelist(self) -> list[zipfile.ZipInfo]:
        """A list that keeps nothing."""
        return Passing(self.take)

    @filelist.setter
    def filelist(self, _: list[zipfile.ZipInfo]) -> None:
        """Keep none."""

    @property
    def NameToInfo(self) -> dict[str, zipfile.ZipInfo]:  # noqa: N802  # zipfile's name
        """A table that keeps nothing, a new one each time."""
        return {}

    @NameToInfo.setter
    def NameToInfo(self, _: dict[str, zipfile.ZipInfo]) -> None:  # noqa: N802  # zipfile's name
        """Keep none."""


def noted(info: zipfile.ZipInfo) -> str:
    """What it takes to read a file of an archive, as ASCII text."""
    return json.dumps([info.orig_filename, *(getattr(info, name) for name in NEEDED)])


def from_note(text: str) -> zipfile.ZipInfo:
    """The file that was noted, to be opened in its archive."""
    name, *values = json.loads(text)
    info = zipfile.ZipInfo(name)
    for attribute, value in zip(NEEDED, values, strict=True):
        setattr(info, attribute, value)
    return info
