"""The paths of a command line, sorted: those that hold a class, and those that are one student's.

Files, folders and archives of one student that lie in the same folder are taken together, as if that folder with
nothing else in it had been named: whose they are is decided from all their names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from kata_runner.classroom.few import Few
from kata_runner.classroom.submissions.archive import MAX_NESTED, Archives
from kata_runner.classroom.submissions.downloads import ArchiveDownload, Download, FolderDownload, list_work
from kata_runner.classroom.submissions.entry import SYMLINK
from kata_runner.classroom.submissions.formats import decide_format
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import is_source, is_work, is_zip, name_unreadable
from kata_runner.classroom.submissions.lms_names import BRIGHTSPACE, MOODLE, name_plainly
from kata_runner.classroom.submissions.ownership import ClassList, has_helpers, is_one_students
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import UnusablePath
from kata_runner.sanitize import harmless

Group = dict[str, None]  # names, each once, in the order of coming


class PathSorter:
    """Sorts paths, and opens what they hold."""

    def __init__(
        self, files: KataFiles, archives: Archives, leave_out: Path, notes: Few[str], class_list: ClassList | None
    ) -> None:
        """Nothing is sorted yet."""
        self.files, self.archives, self.leave_out = files, archives, leave_out
        self.notes, self.class_list = notes, class_list
        self.groups: dict[tuple[str, str], tuple[Path, Group]] = {}
        self.several_zips = self.several_folders = False

    def sort(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Sort the paths, and yield those that are links; raises UnusablePath for one that is not there."""
        paths = list(paths)
        self.several_zips = sum(is_zip(path.name) for path in paths) > 1
        self.several_folders = sum(path.is_dir() for path in paths) > 1
        for path in paths:
            if not os.path.lexists(path):
                raise UnusablePath(f"{path}: no such file or folder")
            if path.is_symlink():
                yield path
            elif self.is_class(path):
                self.groups.setdefault(("class", str(path.resolve())), (path, {}))
            else:
                self.add_to_group(path)

    def add_to_group(self, path: Path) -> None:
        """Put a path of one student to the others in its folder."""
        if path.is_file() and not is_work(path.name):
            self.notes.append(f"{path} is left out: its name is not that of a Python file, a notebook or a zip archive")
            return
        if kind := name_unreadable(path.name):
            raise UnusablePath(f"{path}: a {kind}, which is not opened: unpack it and name the folder")
        parent = path.parent if path.name not in ("", ".", "..") else path.resolve().parent
        name = path.name if path.name not in ("", ".", "..") else path.resolve().name
        _, names = self.groups.setdefault(("group", str(parent.resolve())), (parent, {}))
        names[name] = None

    def is_class(self, path: Path) -> bool:
        """Whether a path holds the work of several students; raises UnusablePath for an archive that cannot be used."""
        if path.is_dir():
            with closing(FolderDownload(path, self.leave_out)) as folder:
                return not self.is_own_folder(folder)
        if is_zip(path.name) and path.stat().st_size > MAX_NESTED:
            return True  # one that is too large to be opened in memory is read from the disk
        if is_zip(path.name):
            with closing(self.open_archive(path)) as archive:
                return not self.is_own_archive(archive)
        return False

    def is_own_folder(self, folder: FolderDownload) -> bool:
        """Whether a folder is one student's, with a note where other files make that doubtful."""
        is_named = self.several_folders or (self.class_list is not None and self.class_list.knows(folder.title))
        if not is_one_students(folder, self.files, self.class_list, is_named=is_named):
            return False
        if has_helpers(folder, self.files):
            name = f"{self.files.kata.name}.py"
            self.notes.append(f"{folder.path} is taken for the folder of one student, for {name} is in it")
        return True

    def is_own_archive(self, archive: ArchiveDownload) -> bool:
        """Whether an archive is one student's: it holds what a student's folder holds, or one file beside others'."""
        wrapper = unwrap(archive)
        if decide_format(list_work(archive), self.class_list.fit if self.class_list else None).platform:
            return False
        if not is_one_students(archive, self.files, self.class_list):
            sources = sum(is_source(entry.name) for entry in archive.contents)
            if sources != 1 or not self.several_zips:
                return False
        return not (wrapper and self.is_wrapper_listed(wrapper, archive.title))

    def is_wrapper_listed(self, wrapper: str, title: str) -> bool:
        """Whether the class list knows the folder in an archive and not the archive."""
        return self.class_list is not None and self.class_list.knows(wrapper) and not self.class_list.knows(title)

    def open_archive(self, path: Path) -> ArchiveDownload:
        """Open an archive; raises UnusablePath."""
        return ArchiveDownload(str(path), path.name[: -len(".zip")], self.archives.list_entries(path))

    def open_downloads(self) -> Iterator[Download]:
        """Yield what was sorted, each to be closed."""
        for (kind, _), (path, names) in self.groups.items():
            if kind == "group":
                yield FolderDownload(path, self.leave_out, names)
            elif path.is_dir():
                yield FolderDownload(path, self.leave_out)
            else:
                yield self.open_class_archive(path)

    def open_class_archive(self, path: Path) -> ArchiveDownload:
        """Open an archive of several students, without the folders around all of them."""
        archive = self.open_archive(path)
        unwrap_class(archive, self.class_list)
        return archive


def unwrap(archive: ArchiveDownload) -> str:
    """Take off the folders around everything but a platform's for one sender, and return the last one's name."""
    wrapper = ""
    while (name := get_only_folder(archive)) and not is_platforms(name):
        wrapper = archive.unwrap()
    return wrapper


def unwrap_class(archive: ArchiveDownload, class_list: ClassList | None) -> None:
    """Take off the folders around everything, but not a student's own: one that is listed, or holds a single file."""
    while (name := get_only_folder(archive)) and not is_platforms(name):
        if (class_list and class_list.knows(name)) or sum(1 for _ in archive.contents) == 1:
            break
        archive.unwrap()


def is_platforms(name: str) -> bool:
    """Whether a platform made a folder's name for one sender."""
    return bool(MOODLE.fullmatch(name) or BRIGHTSPACE.fullmatch(name))


def get_only_folder(archive: ArchiveDownload) -> str:
    """Return the name of the one folder that holds everything, or nothing."""
    tops = list(islice(archive.list_names(), 2))
    return tops[0][0] if len(tops) == 1 and tops[0][1] else ""


def refuse_link(path: Path) -> Submission:
    """Return the submission for a path that is a link: another's work could be linked."""
    where = harmless(path.name)
    return Submission(name_plainly(path.name), harmless(str(path)), path.name, where, None, f"{where} {SYMLINK}")
