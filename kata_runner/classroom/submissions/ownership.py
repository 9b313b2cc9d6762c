"""Decides whether a folder is one student's or contains several students' submissions.

Algorithm:

1. If no top-level file is named after the kata, the folder contains several students' submissions.
2. If that file is the unmodified starter, any source next to it is another student's; the kata's
   data is nobody's.
3. In any case, these entries next to it are another student's: a name on the class list, a folder
   with a file named after the kata, a source that defines a part of the kata, a zip archive.
4. If the folder is known to be one student's (`is_named`) and contains work, only its folders are
   checked: the files next to the work may be drafts.
"""

from __future__ import annotations

from typing import Protocol

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.downloads import Download, Item
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import (
    is_archive,
    is_source,
    is_submission,
    split_suffix,
)


class ClassList(Protocol):
    """The methods of a class list that are used before submissions are matched with it."""

    def rate_sender(self, sender: Student) -> str:
        """Rate how a platform's sender matches the list."""

    def is_known(self, label: str) -> bool:
        """Whether any students or groups of the list go by a label."""

    def identifies(self, label: str) -> bool:
        """Whether a label identifies exactly one student or one group of the list."""


def is_one_students(
    download: Download, files: KataFiles, class_list: ClassList | None, *, is_named: bool = False
) -> bool:
    """Whether everything in a folder or an archive is one student's."""
    names = [name for name, is_folder in download.list_names() if not is_folder]
    if not any(map(files.has_kata_name, names)):
        return False
    named = [item for item in download.list_items()
             if not item.is_folder and is_source(item.name)
             and files.has_kata_name(item.name)]  # fmt: skip
    has_work = not all(files.is_starter(item.files[0]) for item in named)
    items = download.list_items()
    rivals = (item for item in items if item.is_folder or not (is_named and has_work))
    return not any(is_other_work(item, files, class_list, has_work=has_work) for item in rivals)


def is_other_work(
    item: Item, files: KataFiles, class_list: ClassList | None, *, has_work: bool
) -> bool:
    """Whether an item next to a file named after the kata may be another student's work."""
    if not item.is_folder and files.has_kata_name(item.name):
        return False
    if class_list and class_list.identifies(get_stem(item)):
        return True
    if item.is_folder:
        return any(files.has_kata_name(file.name)
                   or (not has_work and is_source(file.name)
                       and not files.is_data(file.name, file)) for file in item.files)  # fmt: skip
    if files.is_data(item.name, item.files[0]):
        return False
    if is_source(item.name):
        return not has_work or files.is_work(item.files[0])
    return is_archive(item.name)


def list_beside(download: Download, files: KataFiles) -> list[str]:
    """Return the names of top-level files that people hand in and that are not the kata's."""
    return [item.name for item in download.list_items()
            if not item.is_folder and is_submission(item.name)
            and not files.has_kata_name(item.name)
            and not files.is_data(item.name, item.files[0])]  # fmt: skip


def get_stem(item: Item) -> str:
    """Return an item's name without its suffix; a folder has none."""
    return item.name if item.is_folder else split_suffix(item.name)[0]
