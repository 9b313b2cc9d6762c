"""Reads a class list from a CSV file, as spreadsheets and learning platforms write it.

One of the first lines names the columns, in any order and case, in English, German, French or
Spanish (`columns` lists them); other columns are ignored. The delimiter is a comma, a semicolon, a
tab or a vertical bar; a line such as `sep=;` sets it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster import columns
from kata_runner.classroom.roster.columns import normalize_heading
from kata_runner.classroom.roster.groups import split_groups
from kata_runner.classroom.roster.handles import fold, get_stem, list_words
from kata_runner.classroom.roster.roster import Roster
from kata_runner.errors import PathError

MAX_BYTES = 16 << 20
MAX_TITLES = 20  # lines before the one that names the columns
PROBE_SIZE = 1 << 12
DELIMITERS = ",;\t|"
OTHER_FORMATS = {  # by a pattern of their first bytes
    rb"(?s)PK\x03\x04.{26,}?mimetypeapplication/vnd\.oasis": "an OpenDocument spreadsheet",
    rb"(?s)PK\x03\x04.{26,}?\.iwa": "an Apple Numbers document",
    rb"PK\x03\x04": "an Excel workbook",
    rb"\xd0\xcf\x11\xe0": "an old Excel workbook",
    rb"%PDF": "a PDF file",
    rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table)\b": "a web page",
}
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
OLD_ENCODINGS = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman"}
NO_STUDENTS = ("points possible", "student, test", "test student")  # rows that Canvas adds
Row = Mapping[str, str]
# Ids as spreadsheets write them.
QUOTED = re.compile(r'="(?P<text>[^"]*)"|=(?P<number>\d+)|\'(?P<rest>\d.*)')
FLOAT = re.compile(r"(\d+)[.,]0{1,2}")  # not 417,000, which has a thousands separator
SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?e\+(\d{1,3})", re.IGNORECASE)


def read_roster(path: Path, notes: list[str]) -> Roster:
    """Read a class list from a CSV file; raises PathError if it contains none."""
    try:
        roster = Roster(list_students(read_rows(path, notes), path, notes))
    except csv.Error as error:
        raise PathError(f"{path}: not a CSV file: {error}") from error
    if not roster.students:
        raise PathError(
            f"{path}: no student in it: its first line names columns such as name, id, email "
            f"or file"
        )
    for name in dict.fromkeys(roster.repeated):
        notes.append(
            f"{path}: {name} is in several lines without an id, which count as one student: if "
            f"they are several, give each an id"
        )
    return roster


def read_rows(
    path: Path, notes: list[str], headings: Iterable[str] = columns.HEADINGS
) -> Iterator[Row]:
    """Yield the rows of a table as mappings; raises PathError for a file that is not a table."""
    heading, lines = read_table(path, notes, headings)
    return (to_row(heading, cells) for cells in lines)


def read_table(
    path: Path, notes: list[str], headings: Iterable[str] = columns.HEADINGS
) -> tuple[list[str], Iterator[list[str]]]:
    """Return a table's heading and lines; raises PathError for a file that is not a table."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PathError(f"{path}: a class list of more than {MAX_BYTES >> 20} MB is not read")
        lines = read_lines(path, notes)
        delimiter, heading = find_heading(lines, set(headings))
    except OSError as error:
        raise PathError(f"{path}: {error.strerror}") from error
    return heading, csv.reader(lines, delimiter=delimiter, strict=False)


def to_row(heading: Sequence[str], cells: Sequence[str]) -> Row:
    """Return the cells of a line that are not empty, by normalized heading."""
    return {normalize_heading(name): cell.strip()
            for name, cell in zip(heading, cells, strict=False) if cell.strip()}  # fmt: skip


def find_heading(lines: Iterator[str], headings: set[str]) -> tuple[str, list[str]]:
    """Read up to the line that names the columns, and return its delimiter and its cells.

    Without such a line, return a comma and no cells.
    """
    delimiters = DELIMITERS
    for count, line in enumerate(lines):
        if line.lower().startswith("sep=") and len(line.strip()) == len("sep=;"):
            delimiters = line.strip()[-1]
            continue
        for delimiter in sorted(delimiters, key=line.count, reverse=True):
            heading = next(csv.reader([line], delimiter=delimiter), [])
            if headings & set(map(normalize_heading, heading)):
                return delimiter, heading
        if count >= MAX_TITLES:
            break
    return ",", []


def read_lines(path: Path, notes: list[str]) -> Iterator[str]:
    """Yield the lines of a text file with their ends; add a note if its encoding is a guess.

    Lines end with LF, CR or both, and with no other character, as the module csv expects.
    """
    data = path.read_bytes()
    encoding = find_encoding(data, path)
    if encoding in OLD_ENCODINGS:
        notes.append(
            f"{path} is not UTF-8 and was read as {OLD_ENCODINGS[encoding]}: if names look "
            f"wrong, save it as CSV UTF-8"
        )
    yield from StringIO(data.decode(encoding, "replace"), newline="")


def find_encoding(data: bytes, path: Path) -> str:
    """Detect a text's encoding: UTF-32, UTF-16, UTF-8, else what a spreadsheet saves by default.

    Raises PathError for a file of another format.
    """
    for pattern, kind in OTHER_FORMATS.items():
        if re.match(pattern, data[:PROBE_SIZE]):
            raise PathError(f"{path}: {kind}, not a CSV file: open it and save it as CSV UTF-8")
    if data.startswith(UTF32):  # before UTF-16, whose mark is a prefix of this one
        return "utf-32"
    if data.startswith(UTF16):
        return "utf-16"
    if b"\0" in data[:PROBE_SIZE]:
        return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        has_mac_ends = data.count(b"\r") > data.count(b"\n")
        return "mac_roman" if has_mac_ends else "cp1252"
    return "utf-8-sig"


def list_students(rows: Iterable[Row], path: Path, notes: list[str]) -> Iterator[Student]:
    """Yield a student for each row that identifies one; add a note for an id that lost digits."""
    for row in rows:
        if student := to_student(row):
            for id_ in filter(SCIENTIFIC.fullmatch, student.ids):
                notes.append(
                    f"{path}: the id {id_} of {student.name} has lost digits: nothing is "
                    f"matched with it"
                )
            yield student


def to_student(row: Row) -> Student | None:
    """Return the student of a row, or None if the row has none."""
    files, email = get_all(row, columns.FILES), get_first(row, columns.EMAILS)
    ids = tuple(filter(None, map(restore_id, get_all(row, columns.IDS))))
    names = (get_name(row), email, *ids, *map(get_stem, files))
    name = next(filter(None, names), "")
    if not name or fold(name) in NO_STUDENTS:
        return None
    return Student(name, ids, email, files, True, get_groups(row))


def get_groups(row: Row) -> tuple[str, ...]:
    """Return the groups that a student is in."""
    listed = chain(*(split_groups(row[name]) for name in columns.GROUPS if name in row))
    return tuple(dict.fromkeys((*get_all(row, columns.GROUP), *listed)))


def get_name(row: Row) -> str:
    """Return a student's whole name."""
    first, last = get_first(row, columns.FIRST), get_first(row, columns.LAST)
    if name := get_first(row, columns.NAMES):
        is_half = columns.HALF in row and not (first and last)
        return complete_name(name, first, last) if is_half else name
    is_alone = len({*columns.FIRST, *columns.LAST} & row.keys()) == 1
    alone = get_first(row, sorted(columns.ALONE)) if is_alone else ""
    return alone or " ".join(filter(None, (first, last)))


def complete_name(name: str, first: str, last: str) -> str:
    """Return a name with the first or the last name from another column, unless it has that.

    >>> complete_name("Müller", "Anna", ""), complete_name("Anna Müller", "Anna", "")
    ('Anna Müller', 'Anna Müller')
    """
    has_other = set(list_words(first or last)) <= set(list_words(name))
    return name if has_other else " ".join(filter(None, (first, name, last)))


def get_first(row: Row, names: Iterable[str]) -> str:
    """Return the cell of the first of these columns that the row has, or an empty string."""
    return next(iter(get_all(row, names)), "")


def get_all(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    """Return the cells of all of these columns that the row has, each on one line."""
    return tuple(" ".join(row[name].splitlines()) for name in names if name in row)


def restore_id(cell: str) -> str:
    """Undo what a spreadsheet did to an id; an id that lost digits is returned unchanged.

    >>> [restore_id(cell) for cell in ('="00417"', "417.0", "1.23456E+05", "1.2E+09")]
    ['00417', '417', '123456', '1.2E+09']
    >>> restore_id("#417")  # as Brightspace writes it, so that a spreadsheet keeps leading zeros
    '417'
    """
    cell = cell.removeprefix("#")
    if match := QUOTED.fullmatch(cell):
        cell = next(filter(None, match.groups()), "")
    if match := FLOAT.fullmatch(cell):
        return match[1]
    match = SCIENTIFIC.fullmatch(cell)
    if match and len(match[2] or "") == int(match[3]):
        return match[1] + (match[2] or "")
    return cell
