"""The class list: a CSV file, taken as it comes out of whatever keeps it.

The first line names the columns, in any order and case. Understood are ``name`` (also student, full name, or first name
and last name), ``file`` (also folder, path), any of ``id``, ``student id``, ``sis user id``, ``sis login id``,
``login``, ``username``, ``github_username``, ``identifier``, and ``email``; other columns are left alone. Commas,
semicolons and tabs separate. A student is found by file or folder, then id, then e-mail address, then name, in whatever
order its words come ("Lovelace, Ada" is Canvas's ``lovelaceada``), then by the address's part before the @.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kata_runner.classroom.collect import Submission
from kata_runner.engine.text import harmless
from kata_runner.errors import UnusablePath

MOST_BYTES = 16 << 20
NAMES = ("name", "student", "full name", "fullname", "student name", "display name", "roster identifier")
FIRST, LAST = ("first name", "firstname", "given name", "first"), ("last name", "lastname", "surname", "family name")
FILES = ("file", "filename", "file name", "folder", "path", "attempt", "repository")
IDS = ("id", "student id", "id number", "sis user id", "sis login id", "login", "login id", "username", "user name",
       "github username", "identifier", "participant", "number")  # fmt: skip
EMAILS = ("email", "e-mail", "mail", "email address", "e-mail address")


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the roster."""

    name: str
    files: tuple[str, ...]
    ids: tuple[str, ...]
    email: str


class Roster:
    """Who is in the class, and whose a submission is."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Know each student by everything that is theirs alone."""
        self.students = list(students)
        self.known: list[dict[str, Student | None]] = [{} for _ in range(5)]
        for student in self.students:
            for handles, own in zip(self.known, handles_of(student), strict=True):
                for handle in filter(None, own):
                    handles[handle] = None if handles.get(handle, student) is not student else student

    def find(self, submission: Submission) -> Student | None:
        """The student who handed it in, where one and only one can be meant."""
        keys = [plain(key) for key in (submission.name, stem(submission.name), submission.who.name)]
        behind_dash = [key[place + 1 :] for key in keys for place in range(len(key)) if key[place] == "-"]
        wanted = (
            keys,
            [submission.who.id, *keys, *behind_dash],
            keys,
            [letters(submission.who.name)],
            [*keys, letters(submission.who.name), *behind_dash],
        )
        for handles, own in zip(self.known, wanted, strict=True):
            found = {id(student): student for key in own if (student := handles.get(key))}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


def handles_of(student: Student) -> tuple[list[str], ...]:
    """What a student is known by, the surest first: files, ids, address, name, and the address's first part."""
    files = [plain(key) for file in student.files for key in (file, stem(file))]
    words = plain(student.name).replace(",", " ").split()
    turned = [letters("".join(words[start:] + words[:start])) for start in range(len(words))]
    local = plain(student.email).partition("@")[0]
    return files, [plain(key) for key in student.ids], [plain(student.email)], turned, [local, letters(local)]


def stem(file: str) -> str:
    """A file's name without folders and suffix."""
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".py")


def plain(text: str) -> str:
    """Text as it is compared."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def letters(text: str) -> str:
    """Only its letters and digits, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file; raises UnusablePath when there is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnusablePath(f"{path}: more than {MOST_BYTES >> 20} MB: no class list is so long")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnusablePath(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252", errors="replace")  # what a spreadsheet saves where it asks nobody
    lines = text.splitlines()
    head = lines[0] if lines else ""
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.DictReader(lines, delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise UnusablePath(f"{path}: not a CSV file: {error}") from error
    students = list(students_in(rows))
    if not students:
        raise UnusablePath(f"{path}: no student in it: its first line names columns such as name, id, email or file")
    return Roster(students)


def students_in(rows: Iterable[Mapping[str | None, object]]) -> Iterator[Student]:
    """A student for each row that has something to know one by."""
    for row in rows:
        cells = {plain(column).replace("_", " "): harmless(cell.strip()) for column, cell in row.items()
                 if isinstance(column, str) and isinstance(cell, str) and cell.strip()}  # fmt: skip
        files, ids = all_of(cells, FILES), all_of(cells, IDS)
        email = first_of(cells, EMAILS)
        name = first_of(cells, NAMES) or " ".join(filter(None, (first_of(cells, FIRST), first_of(cells, LAST))))
        shown = name or email or "".join(ids[:1]) or "".join(stem(file) for file in files[:1])
        if shown and plain(shown) not in ("points possible", "student, test"):  # lines of Canvas's own
            yield Student(shown, files, ids, email)


def first_of(cells: Mapping[str, str], columns: Iterable[str]) -> str:
    """What stands in the first of these columns that is there."""
    return next((cells[column] for column in columns if column in cells), "")


def all_of(cells: Mapping[str, str], columns: Iterable[str]) -> tuple[str, ...]:
    """What stands in any of these columns."""
    return tuple(cells[column] for column in columns if column in cells)
