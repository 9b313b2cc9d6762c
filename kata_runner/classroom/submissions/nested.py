"""Archives inside a folder or another archive: opened in memory, within bounds, never extracted."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from kata_runner.classroom.submissions.archive import (
    DAMAGED,
    Archives,
    describe_member,
    get_modified,
    read_member,
)
from kata_runner.classroom.submissions.entry import Entry, RefusedError, Tree, is_junk
from kata_runner.classroom.submissions.kinds import is_zip
from kata_runner.classroom.submissions.zip_reader import noted

MAX_NESTING = 2  # archives in archives in archives are a joke, not work
MAX_FILES = 5000  # of one student


@dataclass(frozen=True)
class NestedTree:
    """Files in archives that are entries of another tree; the place of an entry is its archive's place and a note."""

    archives: Archives
    outer: Tree

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return a member's bytes, never more than the limit; raises RefusedError."""
        place, note = json.loads(entry.place)
        try:
            return read_member(self.archives.get_nested(Entry(("",), 0.0, self.outer, place)), note, limit)
        except DAMAGED as error:
            raise RefusedError(f"cannot be unpacked: {error or type(error).__name__}") from error


def expand(entries: Iterable[Entry], archives: Archives, nesting: int = 0) -> Iterator[Entry]:
    """Yield the entries, and instead of each zip archive what is in it; one that cannot be opened is refused."""
    for entry in entries:
        if not is_zip(entry.name) or nesting >= MAX_NESTING:
            yield entry
            continue
        try:
            members = list_members(entry, archives)
        except RefusedError as error:
            yield replace(entry, refused=str(error))
            continue
        yield from expand(members, archives, nesting + 1)


def list_members(entry: Entry, archives: Archives) -> list[Entry]:
    """List the files of an archive that is an entry; raises RefusedError."""
    tree = NestedTree(archives, entry.tree)
    members: list[Entry] = []

    def take(info: zipfile.ZipInfo) -> None:
        parts, refused = describe_member(info)
        if not info.is_dir() and not any(map(is_junk, parts)) and len(members) <= MAX_FILES:
            place = json.dumps([entry.place, noted(info)])
            members.append(Entry((*entry.parts, *parts), get_modified(info), tree, place, refused))

    archives.open_nested(entry, take)
    if len(members) > MAX_FILES:
        raise RefusedError(f"holds more than {MAX_FILES:,} files")
    return sorted(members, key=lambda member: member.parts)


def take_first(entries: Iterator[Entry]) -> list[Entry]:
    """Return the entries, as many as one student may have."""
    return list(islice(entries, MAX_FILES))
