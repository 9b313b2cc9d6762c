"""What browsers, file managers and Canvas make of a file's name when there is one already."""

from __future__ import annotations

import re

from kata_runner.engine.source import is_notebook

WORD = r"(?:copy|kopie|copie|copia|cópia|kopia|kopi)"
BEHIND = re.compile(
    r"(?P<stem>.+?)(?:"
    r" ?\(\d{1,4}\)"  # a browser, Windows
    rf"| ?[-–] ?{WORD}(?: ?\(\d{{1,4}}\))?"  # Windows writes either dash
    rf"| {WORD}(?: \d{{1,4}})?| \d{{1,4}}"  # macOS
    rf"| \((?:another |\d{{1,4}}\w{{2}} )?{WORD}(?: \d{{1,4}})?\)"  # GNOME
    r")",
    re.DOTALL | re.IGNORECASE,
)
IN_FRONT = re.compile(rf"{WORD} (?:of|von|de|di) (?P<stem>.+)", re.DOTALL | re.IGNORECASE)
REUPLOAD = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,4})", re.DOTALL)


def split_source(file: str) -> tuple[str, str]:
    """Split the name of a source into stem and suffix; other names have no suffix."""
    for suffix in (".py", ".ipynb"):
        if file.lower().endswith(suffix) and len(file) > len(suffix):
            return file[: -len(suffix)], suffix
    return file, ""


def strip_copy(stem: str) -> str:
    """Return a stem without what says that the file is a copy, however often that is there.

    >>> [strip_copy(stem) for stem in ("softmax (1)", "softmax - Copy (2)", "Copy of softmax", "softmax", "(1)")]
    ['softmax', 'softmax', 'softmax', 'softmax', '(1)']
    """
    while match := BEHIND.fullmatch(stem) or IN_FRONT.fullmatch(stem):
        stem = match["stem"]
    return stem


def split_version(file: str) -> tuple[str, int]:
    """Return a file's stem, without the marks of a copy, and the number that Canvas gave to a later upload of it.

    >>> split_version("softmax.py"), split_version("softmax-2.py"), split_version("softmax (1).py")
    (('softmax', 0), ('softmax', 2), ('softmax', 0))
    """
    stem = strip_copy(split_source(file)[0])
    match = REUPLOAD.fullmatch(stem)
    return (strip_copy(match["stem"]), int(match["number"])) if match else (stem, 0)


def is_called(file: str, kata_name: str) -> bool:
    """Whether a source is called after the kata, as a copy or a later upload too."""
    return bool(split_source(file)[1]) and split_version(file)[0].casefold() == kata_name.casefold()


def rate_name(file: str, kata_name: str, *, numbered: bool) -> tuple[int, bool]:
    """Rate how exactly a source is called after the kata, the largest best.

    `numbered` says that `-1` is the platform's.

    >>> [rate_name(file, "softmax", numbered=False)[0] for file in ("softmax.py", "Softmax.PY", "softmax (1).py")]
    [3, 2, 1]
    """
    stem = split_source(file)[0]
    suffix = file[len(stem) :]
    if numbered and (match := REUPLOAD.fullmatch(stem)):
        stem = match["stem"]
    if stem == kata_name and suffix == suffix.lower():
        return 3, not is_notebook(file)
    return 2 if stem.casefold() == kata_name.casefold() else 1, not is_notebook(file)
