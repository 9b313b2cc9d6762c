"""Marks that browsers, file managers and Canvas add to a file's name if that name exists."""

from __future__ import annotations

import re

from kata_runner.engine.attempt_file import is_notebook

MAX_LETTERS = 255  # of a copy's name: removing thousands of marks one by one takes minutes
WORD = r"(?:copy|kopie|copie|copia|cópia|kopia|kopi)"
SUFFIX = re.compile(
    r"(?P<stem>.+?)(?:"
    r" ?\(\d{1,4}\)"  # a browser, Windows
    rf"| ?[-–] ?{WORD}(?: ?\(\d{{1,4}}\))?"  # Windows writes either dash
    rf"| {WORD}(?: \d{{1,4}})?| \d{{1,4}}"  # macOS
    rf"| \((?:another |\d{{1,4}}\w{{2}} )?{WORD}(?: \d{{1,4}})?\)"  # GNOME
    r")",
    re.DOTALL | re.IGNORECASE,
)
PREFIX = re.compile(rf"{WORD} (?:of|von|de|di) (?P<stem>.+)", re.DOTALL | re.IGNORECASE)
RESUBMISSION = re.compile(r"(?P<stem>.+)-(?P<version>\d{1,4})", re.DOTALL)  # Canvas


def split_source(file: str) -> tuple[str, str]:
    """Split the name of a source into stem and suffix; other names have no suffix."""
    for suffix in (".py", ".ipynb"):
        if file.lower().endswith(suffix) and len(file) > len(suffix):
            return file[: -len(suffix)], suffix
    return file, ""


def strip_copy(stem: str) -> str:
    """Remove all marks of a copy from a stem of at most `MAX_LETTERS`.

    >>> names = ("softmax (1)", "softmax - Copy (2)", "Copy of softmax", "softmax", "(1)")
    >>> [strip_copy(name) for name in names]
    ['softmax', 'softmax', 'softmax', 'softmax', '(1)']
    """
    if len(stem) > MAX_LETTERS:
        return stem
    while match := SUFFIX.fullmatch(stem) or PREFIX.fullmatch(stem):
        stem = match["stem"]
    return stem


def split_version(file: str) -> tuple[str, int]:
    """Return a file's stem without marks of a copy, and the number of a later upload to Canvas.

    >>> split_version("softmax.py"), split_version("softmax-2.py"), split_version("softmax (1).py")
    (('softmax', 0), ('softmax', 2), ('softmax', 0))
    """
    stem = strip_copy(split_source(file)[0])
    match = RESUBMISSION.fullmatch(stem)
    return (strip_copy(match["stem"]), int(match["version"])) if match else (stem, 0)


def has_kata_name(file: str, kata_name: str) -> bool:
    """Whether a source is named after the kata, also as a copy or a later upload."""
    is_same = split_version(file)[0].casefold() == kata_name.casefold()
    return is_same and bool(split_source(file)[1])


def rate_name(file: str, kata_name: str, *, is_numbered: bool) -> tuple[int, bool]:
    """Rate how exactly a source's name is the kata's: the larger, the more exact.

    A Python file is rated above a notebook. `is_numbered` says that a number such as `-1` at the
    end was added by the platform.

    >>> files = ("softmax.py", "Softmax.PY", "softmax (1).py")
    >>> [rate_name(file, "softmax", is_numbered=False)[0] for file in files]
    [3, 2, 1]
    """
    stem = split_source(file)[0]
    suffix = file[len(stem) :]
    if is_numbered and (match := RESUBMISSION.fullmatch(stem)):
        stem = match["stem"]
    if stem == kata_name and suffix == suffix.lower():
        return 3, not is_notebook(file)
    return 2 if stem.casefold() == kata_name.casefold() else 1, not is_notebook(file)
