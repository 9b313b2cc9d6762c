"""Read a table of students: a CSV file, taken as it comes out of whatever keeps it.

A line among the first names the columns, in any order and case, in English, German, French or Spanish (`columns`
lists them); other columns are left alone. Commas, semicolons, tabs and bars separate, and a line `sep=;` is understood.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from kata_runner.classroom.few import Few
from kata_runner.classroom.roster.cells import has_lost_digits, restore_id
from kata_runner.classroom.roster.columns import (
    ALONE,
    EMAILS,
    FILES,
    FIRST,
    GROUP,
    GROUPS,
    IDS,
    KNOWN,
    LAST,
    NAMES,
    normalize_heading,
)
from kata_runner.classroom.roster.groups import split_groups
from kata_runner.classroom.roster.handles import fold, get_stem
from kata_runner.classroom.roster.roster import Roster
from kata_runner.classroom.student import Student
from kata_runner.errors import UnusablePath

MAX_BYTES = 16 << 20
MAX_TITLES = 20  # lines above the one that names the columns
DELIMITERS = ",;\t|"
PROBED = 1 << 12
WORKBOOKS = {
    re.compile(rb"PK\x03\x04.{26,}?mimetypeapplication/vnd\.oasis", re.DOTALL): "an OpenDocument spreadsheet",
    re.compile(rb"PK\x03\x04.{26,}?\.iwa", re.DOTALL): "an Apple Numbers document",
    re.compile(rb"PK\x03\x04"): "an Excel workbook",
    re.compile(rb"\xd0\xcf\x11\xe0"): "an old Excel workbook",
    re.compile(rb"%PDF"): "a PDF file",
    re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table)\b", re.IGNORECASE): "a web page",
}
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOBODY = ("points possible", "student, test", "test student")  # lines of Canvas's own
Row = Mapping[str, str]


def read_roster(path: Path, notes: Few[str] | None = None) -> Roster:
    """Return the roster in a CSV file, to be closed; raises UnusablePath when there is none."""
    notes = notes if notes is not None else Few()
    try:
        roster = Roster(list_students(read_rows(path, notes), path, notes))
    except csv.Error as error:
        raise UnusablePath(f"{path}: not a CSV file: {error}") from error
    if len(roster) == 0:
        roster.close()
        raise UnusablePath(f"{path}: no student in it: its first line names columns such as name, id, email or file")
    return roster


def read_rows(path: Path, notes: Few[str], known: Iterable[str] = KNOWN) -> Iterator[Row]:
    """Yield the lines of a table, by the names of its columns; raises UnusablePath for a file that is none."""
    heading, lines = read_table(path, notes, known)
    return (to_row(heading, cells) for cells in lines)


def read_table(path: Path, notes: Few[str], known: Iterable[str] = KNOWN) -> tuple[list[str], Iterator[list[str]]]:
    """Return the names of a table's columns, and its lines; raises UnusablePath for a file that is none."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnusablePath(f"{path}: more than {MAX_BYTES >> 20} MB: no class list is so long")
        lines = read_lines(path, notes)
        delimiter, heading = find_heading(lines, set(known))
    except OSError as error:
        raise UnusablePath(f"{path}: {error.strerror}") from error
    return heading, csv.reader(lines, delimiter=delimiter, strict=False)


def to_row(heading: Sequence[str], cells: Sequence[str]) -> Row:
    """Return a line of a table by the names of its columns, as they are compared."""
    return {normalize_heading(column): cell.strip()
            for column, cell in zip(heading, cells, strict=False) if cell.strip()}  # fmt: skip


def find_heading(lines: Iterator[str], known: set[str]) -> tuple[str, list[str]]:
    """Read up to the line that names the columns, and return what separates them and their names."""
    delimiters = DELIMITERS
    for count, line in enumerate(lines):
        if line.lower().startswith("sep=") and len(line.strip()) == len("sep=;"):
            delimiters = line.strip()[-1]
            continue
        for delimiter in sorted(delimiters, key=line.count, reverse=True):
            heading = next(csv.reader([line], delimiter=delimiter), [])
            if known & set(map(normalize_heading, heading)):
                return delimiter, heading
        if count >= MAX_TITLES:
            break
    return ",", []


def read_lines(path: Path, notes: Few[str]) -> Iterator[str]:
    """Yield the lines of a text, without their ends."""
    encoding = find_encoding(path)
    if encoding in ("cp1252", "mac_roman"):
        kind = "Windows-1252" if encoding == "cp1252" else "Mac OS Roman"
        notes.append(f"{path} is not UTF-8 and was read as {kind}: if names look wrong, save it as CSV UTF-8")
    with path.open(encoding=encoding, errors="replace") as file:
        for line in file:
            yield from line.splitlines()  # a file knows fewer ends of lines


def find_encoding(path: Path) -> str:
    """Return how a text is written: UTF-16, UTF-8, else what a spreadsheet saves where it asks nobody."""
    with path.open("rb") as file:
        head = file.read(PROBED)
    for beginning, kind in WORKBOOKS.items():
        if beginning.match(head):
            raise UnusablePath(f"{path}: {kind}, not a CSV file: open it and save it as CSV UTF-8")
    if head.startswith(UTF32):  # the mark of UTF-16 begins it
        return "utf-32"
    if head.startswith(UTF16):
        return "utf-16"
    if b"\0" in head:
        return "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    return "utf-8-sig" if is_utf8(path) else guess_old_encoding(path.read_bytes())


def is_utf8(path: Path) -> bool:
    """Whether a file is UTF-8 to its end."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return False
    return True


def guess_old_encoding(data: bytes) -> str:
    """Return Mac OS's encoding where lines end as they did there, else Windows's."""
    has_mac_ends = data.count(b"\r") > data.count(b"\n")
    return "mac_roman" if has_mac_ends else "cp1252"


def list_students(rows: Iterable[Row], path: Path, notes: Few[str]) -> Iterator[Student]:
    """Yield a student for each row that has something to know one by."""
    for row in rows:
        if student := to_student(row):
            for id_ in filter(has_lost_digits, student.ids):
                notes.append(f"{path}: the id {id_} of {student.name} has lost digits: nothing is matched with it")
            yield student


def to_student(row: Row) -> Student | None:
    """Return the student on a row, where there is one."""
    files, email = get_all(row, FILES), get_first(row, EMAILS)
    ids = tuple(filter(None, map(restore_id, get_all(row, IDS))))
    shown = get_name(row) or email or "".join(ids[:1]) or "".join(get_stem(file) for file in files[:1])
    return Student(shown, ids, email, files, True, get_groups(row)) if shown and fold(shown) not in NOBODY else None


def get_groups(row: Row) -> tuple[str, ...]:
    """Return the groups that a student is in."""
    return tuple(dict.fromkeys((*get_all(row, GROUP), *chain(*map(split_groups, get_all(row, GROUPS))))))


def get_name(row: Row) -> str:
    """Return a student's whole name."""
    alone = "" if len({*FIRST, *LAST} & row.keys()) != 1 else get_first(row, sorted(ALONE))
    first, last = get_first(row, FIRST), get_first(row, LAST)
    return get_first(row, NAMES) or alone or " ".join(filter(None, (first, last)))


def get_first(row: Row, columns: Iterable[str]) -> str:
    """Return what stands in the first of these columns that is there."""
    return next((row[column] for column in columns if column in row), "")


def get_all(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in any of these columns."""
    return tuple(row[column] for column in columns if column in row)
