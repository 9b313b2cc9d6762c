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

from kata_runner.classroom.submissions.entry import OUTSIDE, SYMLINK, Entry, RefusedError, Tree, is_junk, require_size
from kata_runner.classroom.submissions.kinds import name_archive
from kata_runner.classroom.submissions.member_names import decode_name
from kata_runner.classroom.submissions.zip_reader import BoundedReader, Directory, Take, from_note, noted
from kata_runner.classroom.tables import Ordered, key_of, parts_of
from kata_runner.errors import UnusablePath

MAX_ENTRIES = 100_000
MAX_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code
RATIO_COUNTS_FROM = 16 << 10
MAX_UNPACKED = 4 << 30
MAX_NESTED = 32 << 20  # bytes of an archive inside another
ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, IndexError, KeyError, MemoryError)  # fmt: skip


class Archives:
    """The archives of one command; the ones that were read last, on disk and inside another, stay open."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self.path: Path | None = None
        self.current: Directory | None = None
        self.nested: tuple[Tree, str] | None = None
        self.inner: Directory | None = None

    def list_entries(self, path: Path) -> Contents:
        """List the files in an archive, of two with one name the later; raises UnusablePath for an unusable one."""
        listing = Listing()
        try:
            self.look_into(path, listing)
        except BaseException:
            listing.rows.close()
            raise
        return Contents(listing.rows, Archive(self, path))

    def look_into(self, path: Path, listing: Listing) -> None:
        """Open an archive and list what is in it."""
        try:
            self.open(path, listing.add)
        except DAMAGED as error:
            kind = name_archive(read_head(path))
            why = f"it is a {kind}" if kind else error or type(error).__name__
            raise UnusablePath(f"{path}: not a usable zip archive: {why}: unpack it and name the folder") from error
        listing.refuse_too_much(path)

    def get(self, path: Path) -> Directory:
        """Return the archive, open."""
        if self.path == path and self.current is not None:
            return self.current
        return self.open(path, lambda _: None)

    def open(self, path: Path, take: Take) -> Directory:
        """Open an archive; the one before it is closed: a thousand archives must not hold a thousand files open."""
        close_directory(self.current)
        self.current = None
        file = BoundedReader(io.FileIO(path))
        try:
            self.current, self.path = Directory(file, take), path
        except BaseException:
            file.close()
            raise
        return self.current

    def open_nested(self, entry: Entry, take: Take) -> Directory:
        """Open an archive that is itself an entry, in memory; raises RefusedError."""
        data = entry.read_bytes(MAX_NESTED)  # this may open the archive around it
        close_directory(self.inner)
        self.inner = self.nested = None
        try:
            self.inner = Directory(io.BytesIO(data), take)
        except DAMAGED as error:
            kind = name_archive(data[:512])
            raise RefusedError(f"is a {kind}: ask for a zip" if kind else f"cannot be unpacked: {error}") from error
        self.nested = (entry.tree, entry.place)
        return self.inner

    def get_nested(self, entry: Entry) -> Directory:
        """Return an archive that is itself an entry, open; raises RefusedError."""
        if self.nested == (entry.tree, entry.place) and self.inner is not None:
            return self.inner
        return self.open_nested(entry, lambda _: None)

    def close(self) -> None:
        """Close what is open."""
        close_directory(self.current)
        close_directory(self.inner)
        self.current = self.inner = self.nested = None


def close_directory(directory: Directory | None) -> None:
    """Close an archive and the file that it was read from."""
    if directory is not None:
        file = directory.fp
        directory.close()
        if file is not None:
            file.close()


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file, or nothing."""
    try:
        with path.open("rb") as file:
            return file.read(512)
    except OSError:
        return b""


class Listing:
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
        parts, refused = describe_member(info)
        if self.files <= MAX_ENTRIES and not any(map(is_junk, parts)):
            self.rows.put([(key_of(*parts), get_modified(info), refused, noted(info))])

    def refuse_too_much(self, path: Path) -> None:
        """Raise UnusablePath where there is more than a class hands in."""
        if self.files > MAX_ENTRIES:
            raise UnusablePath(f"{path}: {self.files:,} files, more than {MAX_ENTRIES:,}: no classroom has so many")
        if self.unpacked > MAX_UNPACKED:
            raise UnusablePath(f"{path}: its Python files would unpack to more than {MAX_UNPACKED >> 30} GB")


@dataclass(frozen=True)
class Contents:
    """The files of an archive in the order of their paths, as often as wanted, without so many folders around them."""

    rows: Ordered
    tree: Archive
    around: int = 0

    def __iter__(self) -> Iterator[Entry]:
        """Yield each file."""
        for key, changed, refused, note in self.rows:
            yield Entry(parts_of(key)[self.around :], changed, self.tree, note, refused)

    def unwrap(self) -> Contents:
        """Return the same without the folder that holds them all."""
        return replace(self, around=self.around + 1)

    def close(self) -> None:
        """Forget them."""
        self.rows.close()


@dataclass(frozen=True)
class Archive:
    """Files in one archive, opened when it is its turn; the place of an entry is a note of what it takes to read it."""

    archives: Archives
    path: Path

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return a member's bytes, never more than the limit whatever its header says; raises RefusedError."""
        try:
            return read_member(self.archives.get(self.path), entry.place, limit)
        except DAMAGED as error:
            raise RefusedError(f"cannot be unpacked: {error or type(error).__name__}") from error


def read_member(directory: Directory, note: str, limit: int) -> bytes:
    """Return the bytes of a member that was noted; raises RefusedError beyond the limit, or one of DAMAGED."""
    info = from_note(note)
    if info.file_size > limit:
        return require_size(b"", info.file_size, limit)
    with directory.open(info) as file:
        return require_size(file.read(limit + 1), info.file_size, limit)


def describe_member(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], str]:
    """Return a member's path, without what would leave the archive, and why it is not even opened, or nothing."""
    name = decode_name(info)
    parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    kept = tuple(part for part in parts if part != "..") or ("nameless",)
    return kept, find_refusal(info, name, parts)


def find_refusal(info: zipfile.ZipInfo, name: str, parts: tuple[str, ...]) -> str:
    """Return why a member is not even opened, or nothing."""
    if ".." in parts or name.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
        return OUTSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return SYMLINK
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}, as no code does"
    return ""


def get_modified(info: zipfile.ZipInfo) -> float:
    """Return when a member was changed; the beginning of time where its header holds no date."""
    try:
        return datetime(*info.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
