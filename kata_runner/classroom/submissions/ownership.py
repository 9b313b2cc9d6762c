"""Decides whether a folder is one student's or holds several students' submissions.

Algorithm:

1. A file at the top must be called after the kata, else it is a folder of students.
2. If that file is the starter as it was given out, any work beside it is another student's.
3. Otherwise these beside it are another student's: a name that the class list knows, a folder with
   a file called after the kata, a source that defines what the kata asks for, a zip archive.
4. If the folder itself is known to be one student's (`is_named`), only folders are looked at: the
   files beside the work may be drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.downloads import Download, Item
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import is_archive, is_source, split_suffix


class ClassList(Protocol):
    """What a class list is asked before submissions are matched with it."""

    def rate_sender(self, sender: Student) -> str:
        """Say how the list knows a platform's sender."""

    def knows(self, label: str) -> bool:
        """Whether exactly one student or one group of the list goes by this label."""


def is_one_students(
    download: Download, files: KataFiles, class_list: ClassList | None, *, is_named: bool = False
) -> bool:
    """Whether everything in a folder is one student's."""
    names = download.list_names()
    if not any(files.has_kata_name(name) for name, is_folder in names if not is_folder):
        return False
    named = [item for item in list_sources(download) if files.has_kata_name(item.name)]
    has_work = not all(files.is_starter(item.files[0]) for item in named)
    items = download.list_items()
    rivals = (item for item in items if item.is_folder or not (is_named and has_work))
    return not any(is_rival(item, files, class_list, has_work=has_work) for item in rivals)


def list_sources(download: Download) -> Iterator[Item]:
    """Yield the sources at the top."""
    items = download.list_items()
    return (item for item in items if not item.is_folder and is_source(item.name))


def is_rival(item: Item, files: KataFiles, class_list: ClassList | None, *, has_work: bool) -> bool:
    """Whether an item beside a file called after the kata may be another student's work."""
    if not item.is_folder and files.has_kata_name(item.name):
        return False
    if class_list and class_list.knows(get_stem(item)):
        return True
    if item.is_folder:
        return any(files.has_kata_name(file.name) or (not has_work and is_source(file.name))
                   for file in item.files)  # fmt: skip
    if is_source(item.name):
        return not has_work or files.is_work(item.files[0])
    return is_archive(item.name)


def has_helpers(download: Download, files: KataFiles) -> bool:
    """Whether there are sources at the top that are not called after the kata."""
    return any(not files.has_kata_name(item.name) for item in list_sources(download))


def get_stem(item: Item) -> str:
    """Return an item's name without its suffix; a folder has none."""
    return item.name if item.is_folder else split_suffix(item.name)[0]
