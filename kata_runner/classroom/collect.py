"""From what an instructor names to what each student handed in.

A path is a file, a folder of files, a folder with a folder for each student (as cloned repositories), or a zip archive
as Canvas and Moodle hand out. A file or folder that is called after the kata belongs to the student whose folder it is
in. Only names are looked at here; a file is read when its turn comes, so ten thousand of them cost no memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path

from kata_runner.classroom.archive import Archives, Contents
from kata_runner.classroom.choosing import Candidate, choose
from kata_runner.classroom.entries import SYMLINK, Entry, RefusedError, Tree, is_junk
from kata_runner.classroom.few import Few
from kata_runner.classroom.folders import MOST_FILES, Folder, files_below, listed
from kata_runner.classroom.gathering import Gathering
from kata_runner.classroom.names import MOODLE, Named, Who, is_work, plain_name, platform_name, stem_and_number
from kata_runner.classroom.tables import Ordered, key_of, parts_of
from kata_runner.engine.text import harmless
from kata_runner.errors import UnusablePath
from kata_runner.model import Kata

Group = tuple[str, Sequence[Entry]]  # a folder's name and the files in it, or no name and one file


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
    paths: Iterable[Path], kata: Kata, archives: Archives, leave_out: Path, remarks: Few[str]
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
            with closing(archives.entries(path)) as entries:
                yield from in_archive(path, entries, kata)
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
    entry = Folder(path.parent).entry(path.name, parts)
    candidate = Candidate(named.file or path.name, entry, 0, named.upload, named.late)
    return submission(named, parts[0], [candidate], kata)


def in_folder(path: Path, kata: Kata, leave_out: Path, remarks: Few[str]) -> Iterator[Submission]:
    """A student's own folder, or one of files and folders of students."""
    with closing(Ordered("is_folder")) as names:
        try:
            names.put((key_of(name), is_folder) for name, is_folder in listed(path, leave_out))
        except OSError as error:
            raise UnusablePath(f"{path}: {error.strerror}") from error
        tree = Folder(path)
        if is_students_own(path, names, kata, remarks):
            own = path.resolve().name
            groups: Iterable[Group] = [(own, files_of(tree, "", own, leave_out))]
        else:
            groups = (group_of(tree, parts_of(key)[0], bool(is_folder), leave_out) for key, is_folder in names)
        yield from students(groups, tree, kata)


def is_students_own(path: Path, names: Ordered, kata: Kata, remarks: Few[str]) -> bool:
    """Whether a folder is one student's, with a remark where other files make that doubtful."""
    python = (name for key, is_folder in names if not is_folder and (name := parts_of(key)[0]).endswith(".py"))
    called_like_the_kata = {name == f"{kata.name}.py" for name in python}
    if called_like_the_kata == {True, False}:
        remarks.append(f"{path} is taken for the folder of one student, for {kata.name}.py is in it")
    return True in called_like_the_kata


def group_of(tree: Folder, name: str, is_folder: bool, leave_out: Path) -> Group:
    """A student's folder, or a file."""
    return (name, files_of(tree, name, name, leave_out)) if is_folder else ("", [tree.entry(name, (name,))])


def files_of(tree: Folder, place: str, student: str, leave_out: Path) -> list[Entry]:
    """The files below a student's folder, whatever it is called for people."""
    return list(islice(files_below(tree, place, leave_out, (student,)), MOST_FILES))


def in_archive(path: Path, entries: Contents, kata: Kata) -> Iterator[Submission]:
    """The same for an archive; a folder around everything is taken off."""
    entries = unwrapped(entries, kata)
    groups: Iterable[Group]
    if any(len(entry.parts) == 1 and stem_and_number(entry.name) == (kata.name, 0) for entry in entries):
        groups = [(path.stem, [replace(entry, parts=(path.stem, *entry.parts)) for entry in entries])]
    else:
        groups = ((folder, list(files)) for (folder, _), files in groupby(entries, key=folder_or_file))
    yield from students(groups, entries.tree, kata)


def folder_or_file(entry: Entry) -> tuple[str, str]:
    """The folder that an entry is in, or nothing and its name: entries with the same one are a group."""
    return (entry.parts[0], "") if len(entry.parts) > 1 else ("", entry.name)


def unwrapped(entries: Contents, kata: Kata) -> Contents:
    """The entries without the one folder that holds them all, unless it is a student's."""
    top = next((entry.parts[0] for entry in entries), "")
    if MOODLE.fullmatch(top) or any(len(entry.parts) == 1 or entry.parts[0] != top for entry in entries):
        return entries
    below = entries.unwrapped()
    first = next((entry.parts[0] for entry in below), "")
    students_own = any(entry.parts == (f"{kata.name}.py",) for entry in below)
    return entries if students_own or all(entry.parts[0] == first for entry in below) else below


def students(groups: Iterable[Group], tree: Tree, kata: Kata) -> Iterator[Submission]:
    """A submission for each student; what a platform numbered comes after the others, gathered by student."""
    with closing(Gathering(tree)) as gathering:
        for folder, entries in groups:
            name = folder or entries[0].name
            named = platform_name(name)
            if named is not None:
                gathering.add(named.who, name, candidates(named, folder, entries))
            elif folder:
                yield submission(plain_name(folder), folder, candidates(plain_name(folder), folder, entries), kata)
            elif is_work(name):
                yield submission(plain_name(name), name, candidates(plain_name(name), folder, entries), kata)
        for who, name, found in gathering:
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
