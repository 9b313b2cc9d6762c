"""From what an instructor names to what each student handed in.

A path is a file, a folder of files, a folder with a folder for each student (as cloned repositories), or a zip archive
as Canvas and Moodle hand out. A file or folder that is called after the kata belongs to the student whose folder it is
in. Only names are looked at here; a file is read when its turn comes, so ten thousand of them cost no memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kata_runner.classroom.archive import Archives
from kata_runner.classroom.choosing import Candidate, choose
from kata_runner.classroom.entries import SYMLINK, Entry, RefusedError, is_junk
from kata_runner.classroom.folders import MOST_FILES, Folder, files_below, listed
from kata_runner.classroom.names import MOODLE, WORK, Named, Who, plain_name, platform_name, stem_and_number
from kata_runner.engine.text import harmless
from kata_runner.errors import UnusablePath
from kata_runner.model import Kata


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in: the entry to read, or why there is none; `name` is the file or folder it came as."""

    who: Who
    name: str
    where: str
    entry: Entry | None
    refused: str = ""
    late: bool = False
    number: int = 0

    @property
    def age(self) -> tuple[bool, int, float]:
        """Larger is newer; what can be read counts before what cannot."""
        return (not self.refused, self.number, self.entry.modified if self.entry else 0.0)


def source_of(entry: Entry) -> bytes:
    """What is in an entry; raises RefusedError with a sentence that says why it is not read."""
    try:
        return entry.read()
    except RefusedError as error:
        raise RefusedError(f"{harmless(entry.name)} {error}") from error


def collect(
    paths: Iterable[Path], kata: Kata, archives: Archives, leave_out: Path, remarks: list[str]
) -> Iterator[Submission]:
    """Every student's work below the paths, in their order; `leave_out` is the folder of results.

    Raises UnusablePath for a path that is not there or an archive that cannot be used.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UnusablePath(f"{path}: no such file or folder")
        if path.is_symlink():
            yield refused_link(path)
        elif path.is_dir():
            yield from in_folder(path, kata, leave_out.resolve(), remarks)
        elif path.suffix.lower() == ".zip":
            yield from in_archive(path, archives.entries(path), kata)
        else:
            yield single_file(path, kata)


def refused_link(path: Path) -> Submission:
    """A path that is a link: another's work could be linked."""
    where = harmless(path.name)
    return Submission(plain_name(path.name).who, path.name, where, None, f"{where} {SYMLINK}")


def single_file(path: Path, kata: Kata) -> Submission:
    """A file named by hand; one that is called like the kata belongs to the student whose folder it is in."""
    named = platform_name(path.name) or plain_name(path.name)
    parts: tuple[str, ...] = (path.name,)
    if stem_and_number(path.name)[0] == kata.name:
        folder = path.resolve().parent.name
        named = replace(platform_name(folder) or plain_name(folder), file=path.name)
        parts = (folder, path.name)
    entry = Folder(path.parent).entry(path, parts)
    candidate = Candidate(named.file or path.name, entry, 0, named.upload, named.late)
    return submission(named, parts[0], [candidate], kata)


def in_folder(path: Path, kata: Kata, leave_out: Path, remarks: list[str]) -> Iterator[Submission]:
    """A student's own folder, or one of files and folders of students."""
    try:
        found = listed(path, leave_out)
    except OSError as error:
        raise UnusablePath(f"{path}: {error.strerror}") from error
    tree = Folder(path)

    def files(folder: Path, name: str) -> list[Entry]:
        return list(islice(files_below(tree, folder, leave_out, (name,)), MOST_FILES))

    python = [name for name, is_folder in found if not is_folder and name.endswith(".py")]
    if f"{kata.name}.py" in python:
        if len(python) > 1:
            remarks.append(f"{path} is taken for the folder of one student, for {kata.name}.py is in it")
        own = path.resolve().name
        yield from students([(own, files(path, own))], kata)
        return
    groups = ((name, files(path / name, name)) if is_folder else ("", [tree.entry(path / name, (name,))])
              for name, is_folder in found)  # fmt: skip
    yield from students(groups, kata)


def in_archive(path: Path, entries: Sequence[Entry], kata: Kata) -> Iterator[Submission]:
    """The same for an archive; a folder around everything is taken off."""
    entries = unwrapped(entries, kata)
    if any(len(entry.parts) == 1 and stem_and_number(entry.name) == (kata.name, 0) for entry in entries):
        own = [replace(entry, parts=(path.stem, *entry.parts)) for entry in entries]
        yield from students([(path.stem, own)], kata)
        return
    folders: dict[str, list[Entry]] = {}
    groups: list[tuple[str, Sequence[Entry]]] = []
    for entry in entries:
        if len(entry.parts) == 1:
            groups.append(("", [entry]))
            continue
        if entry.parts[0] not in folders:
            groups.append((entry.parts[0], folders.setdefault(entry.parts[0], [])))
        folders[entry.parts[0]].append(entry)
    yield from students(sorted(groups, key=lambda group: group[0] or group[1][0].name), kata)


def unwrapped(entries: Sequence[Entry], kata: Kata) -> Sequence[Entry]:
    """The entries without the one folder that holds them all, unless it is a student's."""
    tops = {entry.parts[0] for entry in entries}
    if len(tops) != 1 or any(len(entry.parts) == 1 for entry in entries) or MOODLE.fullmatch(min(tops)):
        return entries
    below = [replace(entry, parts=entry.parts[1:]) for entry in entries]
    students_own = any(len(entry.parts) == 1 and entry.name == f"{kata.name}.py" for entry in below)
    return entries if students_own or len({entry.parts[0] for entry in below}) < 2 else below


def students(groups: Iterable[tuple[str, Sequence[Entry]]], kata: Kata) -> Iterator[Submission]:
    """A submission for each student: a group is a folder's name and its files, or no name and one file.

    What a platform numbered is gathered by student first, for one may have handed in several files.
    """
    gathered: dict[Who, tuple[str, list[Candidate]]] = {}
    for folder, entries in groups:
        name = folder or entries[0].name
        named = platform_name(name)
        if named is not None:
            gathered.setdefault(named.who, (name, []))[1].extend(candidates(named, folder, entries))
        elif folder:
            yield submission(plain_name(folder), folder, candidates(plain_name(folder), folder, entries), kata)
        elif Path(name).suffix.lower() in WORK:
            yield submission(plain_name(name), name, candidates(plain_name(name), folder, entries), kata)
    for who, (name, found) in gathered.items():
        yield submission(Named(who, ""), name, found, kata)


def candidates(named: Named, folder: str, entries: Sequence[Entry]) -> list[Candidate]:
    """The files of a folder, or the one file that a name was made for."""
    if folder:
        return [Candidate(entry.name, entry, len(entry.parts)) for entry in entries if not is_junk(entry.name)]
    return [Candidate(named.file, entries[0], 0, named.upload, named.late)]


def submission(named: Named, name: str, found: Sequence[Candidate], kata: Kata) -> Submission:
    """What a student handed in, chosen among the files there are."""
    best, reason = choose(found, kata.name)
    if best is None:
        return Submission(named.who, name, harmless(name), None, reason, any(other.late for other in found))
    where = harmless("/".join(best.entry.parts))
    refused = best.entry.refused and f"{harmless(best.entry.name)} {best.entry.refused}"
    number = stem_and_number(best.file)[1] if named.who.id else 0
    return Submission(named.who, name, where, best.entry, refused, best.late, number)
