"""Zip archives, read in memory and within bounds; nothing is ever extracted.

A path in an archive is only a name here, but one that would leave the archive is the mark of an attack and is refused.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kata_runner.classroom.entries import OUTSIDE, SYMLINK, Entry, RefusedError, is_junk, whole
from kata_runner.engine.source import MOST_SOURCE
from kata_runner.errors import UnusablePath

MOST_ENTRIES = 100_000
MOST_DIRECTORY = 32 << 20  # bytes of the list of contents, which zipfile reads in one piece
MOST_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code
RATIO_COUNTS_FROM = 16 << 10
MOST_IN_ALL = 4 << 30
UTF8 = 0x800
ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, IndexError, KeyError, MemoryError)  # fmt: skip


class BoundedReader(io.BufferedReader):
    """A file of which no more than `MOST_DIRECTORY` bytes are read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, or raise BadZipFile where the archive claims an enormous list of contents."""
        bounded = MOST_DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(bounded) if bounded <= MOST_DIRECTORY + 1 else b""
        if bounded > MOST_DIRECTORY + 1 or len(data) > MOST_DIRECTORY:
            raise zipfile.BadZipFile("its list of contents is too large")
        return data


class Archives:
    """The archives of one command; the one that was read last stays open."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self.path: Path | None = None
        self.current: zipfile.ZipFile | None = None

    def entries(self, path: Path) -> list[Entry]:
        """The files in an archive, of two with one name the later; raises UnusablePath for an unusable one."""
        infos = {number: info for number, info in enumerate(self.directory(path)) if not info.is_dir()}
        if len(infos) > MOST_ENTRIES:
            raise UnusablePath(f"{path}: {len(infos):,} files, more than {MOST_ENTRIES:,}: no classroom has so many")
        if sum(info.file_size for info in infos.values() if info.filename.lower().endswith(".py")) > MOST_IN_ALL:
            raise UnusablePath(f"{path}: its Python files would unpack to more than {MOST_IN_ALL >> 30} GB")
        tree = Archive(self, path)
        entries = {(entry := tree.entry(number, info)).parts: entry for number, info in infos.items()}
        return [entry for entry in entries.values() if not any(map(is_junk, entry.parts[:-1])) and
                not is_junk(entry.name)]  # fmt: skip

    def directory(self, path: Path) -> list[zipfile.ZipInfo]:
        """What the archive says is in it."""
        try:
            return self.opened(path).infolist()
        except DAMAGED as error:
            raise UnusablePath(f"{path}: not a usable zip archive: {error or type(error).__name__}") from error

    def opened(self, path: Path) -> zipfile.ZipFile:
        """The archive, open; the one before it is closed: a thousand archives must not hold a thousand files open."""
        if self.path != path or self.current is None:
            self.close()
            file = BoundedReader(io.FileIO(path))
            try:
                self.current, self.path = zipfile.ZipFile(file), path
            except BaseException:
                file.close()
                raise
        return self.current

    def close(self) -> None:
        """Close what is open."""
        if self.current is not None:
            file = self.current.fp
            self.current.close()
            if file is not None:
                file.close()
        self.current = None


@dataclass(frozen=True)
class Archive:
    """Files in one archive, opened when it is its turn; the place of an entry is its number in the list of contents."""

    archives: Archives
    path: Path

    def entry(self, number: int, info: zipfile.ZipInfo) -> Entry:
        """A member as an entry; what its looks give away is refused at once."""
        parts = tuple(part for part in member_name(info).replace("\\", "/").split("/") if part not in ("", "."))
        reason = why_refused(info, parts)
        kept = tuple(part for part in parts if part != "..") or ("nameless",)
        return Entry(kept, modified(info), self, str(number), reason)

    def read(self, entry: Entry) -> bytes:
        """A member's bytes, never more than the bound whatever its header says; raises RefusedError."""
        try:
            archive = self.archives.opened(self.path)
            info = archive.infolist()[int(entry.place)]
            if info.file_size > MOST_SOURCE:
                return whole(b"", info.file_size)
            with archive.open(info) as file:
                return whole(file.read(MOST_SOURCE + 1), info.file_size)
        except DAMAGED as error:
            raise RefusedError(f"cannot be unpacked: {error or type(error).__name__}") from error


def why_refused(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> str:
    """Why a member is not even opened, or nothing."""
    name = member_name(info)
    if ".." in parts or name.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
        return OUTSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return SYMLINK
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}, as no code does"
    return ""


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; one that is not marked as UTF-8 and can be read as such is, else it stays code page 437."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def modified(info: zipfile.ZipInfo) -> float:
    """When a member was changed; the beginning of time where its header holds no date."""
    try:
        return datetime(*info.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
