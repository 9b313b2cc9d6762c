"""What the names of files and folders say about who handed them in, and names that are safe to write to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kata_runner.engine.text import harmless

CANVAS = re.compile(r"(?P<name>.+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL)
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)", re.DOTALL)
RESUBMISSION = re.compile(r"(?P<stem>.+?)(?:-(?P<dash>\d{1,4})| ?\((?P<bracket>\d{1,4})\))?\.py", re.DOTALL | re.I)
WORK = {
    ".py",
    ".ipynb",
    ".zip",
    ".txt",
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".html",
    ".tar",
    ".gz",
    ".tgz",
    ".7z",
    ".rar",
    ".pyc",
}  # what people hand in, rightly or not; other files beside theirs are nobody's
RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)}
MOST_BYTES = 120


@dataclass(frozen=True, slots=True)
class Who:
    """A student as a name of a file or folder tells of them; `id` is the learning platform's number, or nothing."""

    name: str
    id: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The number, where there is one."""
        return (self.id,) if self.id else ()

    @property
    def email(self) -> str:
        """Only a roster knows addresses."""
        return ""


@dataclass(frozen=True, slots=True)
class Named:
    """What one name says: who, the file's own name (nothing for a folder), and what the platform added."""

    who: Who
    file: str
    late: bool = False
    upload: int = 0


def platform_name(name: str) -> Named | None:
    """The parts of a name that Canvas or Moodle made up, or nothing for any other name."""
    if match := MOODLE.fullmatch(name):
        return Named(Who(harmless(match["name"]), match["id"]), match["file"])
    if match := CANVAS.fullmatch(name):
        who = Who(harmless(match["name"]), match["id"])
        return Named(who, match["file"], bool(match["late"]), int(match["upload"][:18]))
    return None


def plain_name(name: str) -> Named:
    """A file or folder that a person named after a student."""
    stem = name.rpartition(".")[0] if is_work(name) else name
    return Named(Who(harmless(stem) or "nameless"), name)


def is_work(name: str) -> bool:
    """Whether a file is of a kind that people hand in."""
    _, dot, suffix = name.rpartition(".")
    return bool(dot) and f".{suffix.lower()}" in WORK


def stem_and_number(file: str) -> tuple[str, int]:
    """A Python file's stem, and the number that Canvas or a browser gave to a later version of it.

    >>> stem_and_number("softmax.py"), stem_and_number("softmax-2.py"), stem_and_number("softmax (1).py")
    (('softmax', 0), ('softmax', 2), ('softmax', 1))
    """
    match = RESUBMISSION.fullmatch(file)
    if match is None:
        return file, 0
    return match["stem"], int(match["dash"] or match["bracket"] or 0)


def safe_file_name(student: str) -> str:
    """Letters, digits and a few marks, not hidden, not a device, not too long; anything else becomes ``_``."""
    text = unicodedata.normalize("NFC", student)
    text = "".join(letter if letter.isalnum() or letter in " -_,()'." else "_" for letter in text)
    text = text.encode()[:MOST_BYTES].decode(errors="ignore").strip(" .")
    return f"{text}_" if not text or text.partition(".")[0].strip().casefold() in RESERVED else text
