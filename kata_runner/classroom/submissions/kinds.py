"""Kinds of files, by their names and by their first bytes."""

from __future__ import annotations

from collections.abc import Iterable

from kata_runner.engine.attempt_file import is_notebook

SUBMISSION_SUFFIXES = {".py", ".ipynb", ".txt", ".pdf", ".doc", ".docx", ".odt", ".rtf",
                       ".html", ".pyc", ".pyw"}  # fmt: skip
"""What people hand in, rightly or not; other files beside theirs are nobody's."""

ARCHIVES = (".zip",)  # the formats that are read
UNREADABLE_ARCHIVES = {
    ".tar.gz": "tar archive", ".tar.bz2": "tar archive", ".tar.xz": "tar archive",
    ".tgz": "tar archive", ".tbz2": "tar archive", ".txz": "tar archive", ".tar": "tar archive",
    ".7z": "7z archive", ".rar": "RAR archive", ".gz": "gzip file",
}  # fmt: skip
ARCHIVE_SUFFIXES = (*ARCHIVES, *UNREADABLE_ARCHIVES)
MAGIC = {b"Rar!\x1a\x07": "RAR archive", b"7z\xbc\xaf\x27\x1c": "7z archive",
         b"\x1f\x8b": "gzip file or tar archive", b"BZh": "bzip2 file or tar archive",
         b"\xfd7zXZ": "xz file or tar archive"}  # fmt: skip
TAR_MAGIC, TAR_OFFSET = b"ustar", 257
# What `kata grade` writes; the last two only if asked for.
DATABASE, GRADES, FEEDBACK = "results.sqlite", "grades.csv", "feedback"
GRADEBOOK, PAGES = "gradebook.csv", "html"


def split_suffix(name: str) -> tuple[str, str]:
    """Split a submission's name into stem and lower-case suffix; any other name has no suffix.

    >>> split_suffix("ada.PY"), split_suffix("bob.tar.gz"), split_suffix("week.3")
    (('ada', '.py'), ('bob', '.tar.gz'), ('week.3', ''))
    """
    lower = name.lower()
    if lower.endswith(ARCHIVE_SUFFIXES):
        suffix = next(ending for ending in ARCHIVE_SUFFIXES if lower.endswith(ending))
    else:
        _, dot, last = lower.rpartition(".")
        suffix = f".{last}" if dot and f".{last}" in SUBMISSION_SUFFIXES else ""
    return (name[: len(name) - len(suffix)], suffix) if suffix else (name, "")


def is_submission(name: str) -> bool:
    """Whether a file is of a kind that people hand in."""
    return bool(split_suffix(name)[1])


def is_source(name: str) -> bool:
    """Whether a file may be an attempt: Python or a notebook."""
    return name.lower().endswith(".py") or is_notebook(name)


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive in a supported format."""
    return name.lower().endswith(ARCHIVES)


def get_unsupported_kind(name: str) -> str:
    """Return the kind of an unsupported archive by its name, or an empty string."""
    return UNREADABLE_ARCHIVES.get(split_suffix(name)[1], "")


def detect_unsupported_kind(head: bytes) -> str:
    """Return the kind of an unsupported archive by its first bytes, or an empty string."""
    if head[TAR_OFFSET:].startswith(TAR_MAGIC):
        return "tar archive"
    return next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), "")


def find_result_files(names: Iterable[str]) -> set[str]:
    """Return the names in a folder that an earlier `kata grade` wrote; empty if it wrote none."""
    names = set(names)
    if DATABASE not in names and not {GRADES, FEEDBACK} <= names:
        return set()
    written = {GRADES, FEEDBACK, GRADEBOOK, PAGES}
    return {name for name in names if name in written or name.startswith(DATABASE)}
