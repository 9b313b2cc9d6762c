"""The class list: a CSV file, taken as it comes out of whatever keeps it.

The first line names the columns, in any order and case. Understood are ``name`` (also student, full name, or first name
and last name), ``file`` (also folder, path), any of ``id``, ``student id``, ``sis user id``, ``sis login id``,
``login``, ``username``, ``github_username``, ``identifier``, and ``email``; other columns are left alone. Commas,
semicolons and tabs separate. A student is found by file or folder, then id, then e-mail address, then name, in whatever
order its words come ("Lovelace, Ada" is Canvas's ``lovelaceada``), then by the address's part before the @.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from kata_runner.classroom.roster import Roster, Student, plain, stem
from kata_runner.engine.text import harmless
from kata_runner.errors import UnusablePath

MOST_BYTES = 16 << 20
NAMES = ("name", "student", "full name", "fullname", "student name", "display name", "roster identifier")
FIRST, LAST = ("first name", "firstname", "given name", "first"), ("last name", "lastname", "surname", "family name")
FILES = ("file", "filename", "file name", "folder", "path", "attempt", "repository")
IDS = ("id", "student id", "id number", "sis user id", "sis login id", "login", "login id", "username", "user name",
       "github username", "identifier", "participant", "number")  # fmt: skip
EMAILS = ("email", "e-mail", "mail", "email address", "e-mail address")


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file, to be closed; raises UnusablePath when there is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnusablePath(f"{path}: more than {MOST_BYTES >> 20} MB: no class list is so long")
        roster = Roster(students_in(rows_of(path)))
    except OSError as error:
        raise UnusablePath(f"{path}: {error.strerror}") from error
    except csv.Error as error:
        raise UnusablePath(f"{path}: not a CSV file: {error}") from error
    if len(roster) == 0:
        roster.close()
        raise UnusablePath(f"{path}: no student in it: its first line names columns such as name, id, email or file")
    return roster


def rows_of(path: Path) -> Iterator[Mapping[str | None, object]]:
    """The lines of the table, one at a time, by the names of its columns."""
    lines = lines_of(path)
    head = next(lines, "")
    delimiter = max(",;\t", key=head.count)
    yield from csv.DictReader(chain([head], lines), delimiter=delimiter, strict=False)


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text, without their ends."""
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        for line in file:
            yield from line.splitlines()  # a file knows fewer ends of lines


def encoding_of(path: Path) -> str:
    """How a text is written: UTF-8, or else what a spreadsheet saves where it asks nobody."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


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
