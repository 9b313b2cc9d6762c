"""Is this one student's folder, or a folder of students? Files called after the kata, and what is beside them, say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.downloads import Download, Item
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import is_source, is_zip, split_suffix


class ClassList(Protocol):
    """What a class list may be asked before anything is matched with it."""

    def fit(self, sender: Student) -> str:
        """Say how the list knows a platform's sender."""

    def knows(self, label: str) -> bool:
        """Whether exactly one student or one group of the list goes by this label."""


def is_one_students(
    download: Download, files: KataFiles, class_list: ClassList | None, *, is_named: bool = False
) -> bool:
    """Whether a folder is one student's: a file in it is called after the kata, and no work beside it is another's.

    Where that file is the starter as it was given out, any work beside it is another's. A folder that `is_named`, one
    of several on the command line or one that the class list knows, may hold drafts beside the work.
    """
    if not has_called(download, files):
        return False
    called = [item for item in list_sources(download) if files.is_called(item.name)]
    has_work = not all(files.is_starter(item.entries[0]) for item in called)
    items = (item for item in download.list_items() if item.is_folder or not (is_named and has_work))
    return not any(is_rival(item, files, class_list, has_work=has_work) for item in items)


def has_called(download: Download, files: KataFiles) -> bool:
    """Whether a file at the top is called after the kata."""
    return any(files.is_called(name) for name, is_folder in download.list_names() if not is_folder)


def list_sources(download: Download) -> Iterator[Item]:
    """Yield the sources at the top."""
    return (item for item in download.list_items() if not item.is_folder and is_source(item.name))


def is_rival(item: Item, files: KataFiles, class_list: ClassList | None, *, has_work: bool) -> bool:
    """Whether something beside a file that is called after the kata may be another's work."""
    if not item.is_folder and files.is_called(item.name):
        return False
    if class_list and class_list.knows(item.name if item.is_folder else split_suffix(item.name)[0]):
        return True
    if item.is_folder:
        return any(files.is_called(entry.name) or (not has_work and is_source(entry.name)) for entry in item.entries)
    if is_source(item.name):
        return not has_work or files.is_work(item.entries[0])
    return is_zip(item.name)


def has_helpers(download: Download, files: KataFiles) -> bool:
    """Whether other sources lie beside those that are called after the kata."""
    return any(not files.is_called(item.name) for item in list_sources(download))
