"""Sorts the paths of a command line: those of a whole class, and those of one student each.

Paths of one student each that are in the same folder are treated as one download, as if that folder
had been named and contained nothing else: their senders are determined from all names together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kata_runner.classroom.submissions import kinds, lms_names
from kata_runner.classroom.submissions.archive_reader import MAX_NESTED
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.downloads import (
    ArchiveDownload,
    Download,
    FolderDownload,
    list_submission_names,
)
from kata_runner.classroom.submissions.formats import decide_format
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.ownership import (
    ClassList,
    is_one_students,
    list_beside,
)
from kata_runner.classroom.submissions.select import join_some
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.classroom.submissions.submitted_file import EMPTY, SYMLINK
from kata_runner.errors import PathError
from kata_runner.sanitize import harmless


@dataclass
class PathSorter:
    """Sorts paths, and opens them as downloads.

    The key in `sources` is whether a path contains a class, and the resolved path; the value is the
    path and, for a folder of which only some entries were named, their names.
    """

    files: KataFiles
    archives: Archives
    leave_out: Path
    notes: list[str]
    class_list: ClassList | None
    sources: dict[tuple[bool, Path], tuple[Path, dict[str, None]]] = field(default_factory=dict)
    several_archives: bool = False
    several_folders: bool = False

    def sort(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Sort the paths, and yield those that are links; raises PathError for a missing one."""
        paths = list(paths)
        self.several_archives = sum(kinds.is_archive(path.name) for path in paths) > 1
        self.several_folders = sum(path.is_dir() for path in paths) > 1
        for path in paths:
            if not os.path.lexists(path):
                raise PathError(f"{path}: no such file or folder")
            if path.is_symlink():
                yield path
            elif self.is_class(path):
                self.sources.setdefault((True, path.resolve()), (path, {}))
            else:
                self.add_to_group(path)

    def add_to_group(self, path: Path) -> None:
        """Group a path of one student with the others in its folder."""
        if path.is_file() and not kinds.is_submission(path.name):
            self.notes.append(
                f"{path} is left out: its name is not that of a Python file, a notebook or an "
                f"archive"
            )
            return
        if kind := kinds.get_unsupported_kind(path.name):
            raise PathError(f"{path}: a {kind}, which is not opened: unpack it and name the folder")
        whole = path.resolve() if path.name in ("", ".", "..") else path
        key = (False, whole.parent.resolve())
        _, names = self.sources.setdefault(key, (whole.parent, {}))
        names[whole.name] = None

    def is_class(self, path: Path) -> bool:
        """Whether a path contains several students' work; raises PathError."""
        if path.is_dir():
            return not self.is_single_student_folder(FolderDownload(path, self.leave_out))
        if not kinds.is_archive(path.name):
            return False
        # One student's archive is opened in memory; a larger one is read from disk, as a class.
        return path.stat().st_size > MAX_NESTED or not self.is_single_student_archive(
            self.open_archive(path)
        )

    def is_single_student_folder(self, folder: FolderDownload) -> bool:
        """Whether a folder is one student's; add a note if other files make that doubtful."""
        is_named = self.several_folders or self.is_listed(folder.title)
        if not is_one_students(folder, self.files, self.class_list, is_named=is_named):
            return False
        self.note_single_student(folder, "folder", is_named=is_named)
        return True

    def note_single_student(self, download: Download, kind: str, *, is_named: bool) -> None:
        """Add a note that a download is taken for one student's, if other files make that doubtful.

        Those that are no sources are left out; if the student is named, they prove nothing.
        """
        beside = list_beside(download, self.files)
        others = [] if is_named else [name for name in beside if not kinds.is_source(name)]
        has_helpers = kind == "folder" and any(map(kinds.is_source, beside))
        if not (others or has_helpers):
            return
        left_out = f", and {join_some(list(map(harmless, others)))} left out" if others else ""
        note = (
            f"{download.path} is taken for the {kind} of one student, for "
            f"{self.files.kata.name}.py is in it{left_out}"
        )
        if note not in self.notes:
            self.notes.append(note)

    def is_single_student_archive(self, archive: ArchiveDownload) -> bool:
        """Whether an archive is one student's.

        It is a student's folder, or has a single source and several archives were named.
        """
        outer = ""
        while (name := archive.get_only_folder()) and not has_platform_form(name):
            outer = name
            archive.open_folder(name)
        rate_sender = self.class_list.rate_sender if self.class_list else None
        if decide_format(list_submission_names(archive), rate_sender).platform:
            return False
        is_listed = self.is_listed(archive.title)
        if not is_one_students(archive, self.files, self.class_list):
            if not self.several_archives or self.count_sources(archive) != 1:
                return False
        else:
            is_named = self.several_archives or is_listed
            self.note_single_student(archive, "archive", is_named=is_named)
        return is_listed or not self.is_listed(outer)

    def count_sources(self, archive: ArchiveDownload) -> int:
        """Count the sources in an archive, without the kata's data."""
        return sum(kinds.is_source(file.name) and not self.files.is_data(file.name, file)
                   for file in archive.files)  # fmt: skip

    def is_listed(self, label: str) -> bool:
        """Whether a label identifies a student or group on the class list."""
        return self.class_list is not None and bool(label) and self.class_list.identifies(label)

    def open_archive(self, path: Path) -> ArchiveDownload:
        """Open an archive; raises PathError."""
        files = self.archives.list_files(path)
        if page := self.archives.code_pages.get(path):
            note = (
                f"{path}: names in it are not marked as UTF-8 and were read as {page}: if they "
                f"look wrong, unpack it and name the folder"
            )
            if note not in self.notes:
                self.notes.append(note)
        return ArchiveDownload(str(path), kinds.split_suffix(path.name)[0], files)

    def open_downloads(self) -> Iterator[Download]:
        """Yield the sorted paths as downloads."""
        for (is_class, _), (path, names) in self.sources.items():
            if not is_class:
                yield FolderDownload(path, self.leave_out, names)
            elif path.is_dir():
                yield FolderDownload(path, self.leave_out)
            else:
                yield self.open_class_archive(path)

    def open_class_archive(self, path: Path) -> ArchiveDownload:
        """Open an archive of several students, without the folders that contain all of them.

        A folder that is on the class list, or contains a single file, is kept as one student's.
        """
        archive = self.open_archive(path)
        while (name := archive.get_only_folder()) and not has_platform_form(name):
            if self.is_listed(name) or count_files(archive) == 1:
                break
            archive.open_folder(name)
        return archive


def count_files(archive: ArchiveDownload) -> int:
    """Count the files in an archive, without those that stand for empty folders."""
    return sum(file.name != EMPTY for file in archive.files)


def has_platform_form(name: str) -> bool:
    """Whether a folder's name has the form that a platform writes for one sender."""
    return bool(lms_names.MOODLE.fullmatch(name) or lms_names.BRIGHTSPACE.fullmatch(name))


def refuse_link(path: Path) -> Submission:
    """Return a refused submission for a link, which could lead to another student's work."""
    name = harmless(path.name)
    sender = lms_names.parse_own_name(path.name)
    return Submission(sender, harmless(str(path)), path.name, name, None, f"{name} {SYMLINK}")
