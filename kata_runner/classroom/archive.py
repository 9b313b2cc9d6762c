"""Zip archives, read in memory and within bounds; nothing is ever extracted.

A path in an archive is only a name here, but one that would leave the archive is the mark of an attack and is refused.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kata_runner.classroom.directory import BoundedReader, Directory, Take, from_note, noted
from kata_runner.classroom.entries import OUTSIDE, SYMLINK, Entry, RefusedError, is_junk, whole
from kata_runner.classroom.tables import Ordered, key_of, parts_of
from kata_runner.engine.source import MOST_SOURCE
from kata_runner.errors import UnusablePath

MOST_ENTRIES = 100_000
MOST_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code
RATIO_COUNTS_FROM = 16 << 10
MOST_IN_ALL = 4 << 30
UTF8 = 0x800
ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, IndexError, KeyError, MemoryError)  # fmt: skip


class Archives:
    """The archives of one command; the one that was read last stays open."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self.path: Path | None = None
        self.current: Directory | None = None

    def entries(self, path: Path) -> Contents:
        """The files in an archive, of two with one name the later; raises UnusablePath for an unusable one."""
        found = Found()
        try:
            self.look_into(path, found)
        except BaseException:
            found.rows.close()
            raise
        return Contents(found.rows, Archive(self, path))

    def look_into(self, path: Path, found: Found) -> None:
        """Open an archive and see what is in it."""
        try:
            self.open(path, found.add)
        except DAMAGED as error:
            raise UnusablePath(f"{path}: not a usable zip archive: {error or type(error).__name__}") from error
        found.refuse_too_much(path)

    def opened(self, path: Path) -> Directory:
        """The archive, open."""
        if self.path == path and self.current is not None:
            return self.current
        return self.open(path, lambda _: None)

    def open(self, path: Path, take: Take) -> Directory:
        """Open an archive; the one before it is closed: a thousand archives must not hold a thousand files open."""
        self.close()
        file = BoundedReader(io.FileIO(path))
        try:
            self.current, self.path = Directory(file, take), path
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


class Found:
    """What is found in an archive that is being opened: its files, in a table, and how much they are."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.rows = Ordered("modified", "refused", "note")
        self.files = self.unpacked = 0

    def add(self, info: zipfile.ZipInfo) -> None:
        """Count a file, and put it in the table unless it is nobody's work; what its looks give away is refused."""
        if info.is_dir():
            return
        self.files += 1
        self.unpacked += info.file_size if info.filename.lower().endswith(".py") else 0
        parts = parts_of_name(info)
        kept = tuple(part for part in parts if part != "..") or ("nameless",)
        if self.files <= MOST_ENTRIES and not any(map(is_junk, kept)):
            self.rows.put([(key_of(*kept), modified(info), why_refused(info, parts), noted(info))])

    def refuse_too_much(self, path: Path) -> None:
        """Raise UnusablePath where there is more than a class hands in."""
        if self.files > MOST_ENTRIES:
            raise UnusablePath(f"{path}: {self.files:,} files, more than {MOST_ENTRIES:,}: no classroom has so many")
        if self.unpacked > MOST_IN_ALL:
            raise UnusablePath(f"{path}: its Python files would unpack to more than {MOST_IN_ALL >> 30} GB")


@dataclass(frozen=True)
class Contents:
    """The files of an archive in the order of their paths, as often as wanted, without so many folders around them."""

    rows: Ordered
    tree: Archive
    around: int = 0

    def __iter__(self) -> Iterator[Entry]:
        """Each file."""
        for key, changed, refused, note in self.rows:
            yield Entry(parts_of(key)[self.around :], changed, self.tree, note, refused)

    def unwrapped(self) -> Contents:
        """The same without the folder that holds them all."""
        return replace(self, around=self.around + 1)

    def close(self) -> None:
        """Forget them."""
        self.rows.close()


@dataclass(frozen=True)
class Archive:
    """Files in one archive, opened when it is its turn; the place of an entry is a note of what it takes to read it."""

    archives: Archives
    path: Path

    def read(self, entry: Entry) -> bytes:
        """A member's bytes, never more than the bound whatever its header says; raises RefusedError."""
        try:
            info = from_note(entry.place)
            if info.file_size > MOST_SOURCE:
                return whole(b"", info.file_size)
            with self.archives.opened(self.path).open(info) as file:
                return whole(file.read(MOST_SOURCE + 1), info.file_size)
        except DAMAGED as error:
            raise RefusedError(f"cannot be unpacked: {error or type(error).__name__}") from error


def parts_of_name(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the file that a member's name is made of."""
    return tuple(part for part in member_name(info).replace("\\", "/").split("/") if part not in ("", "."))


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
