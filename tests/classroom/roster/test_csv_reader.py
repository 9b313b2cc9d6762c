"""Class lists as spreadsheets and learning platforms write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.errors import PathError
from tests.helpers.classrooms import write
from tests.helpers.enrollments import Gather

ZOE, ADA = "Zoë Müller", "Ada Lovelace"


def read(path: Path, notes: list[str] | None = None) -> list[tuple[str, tuple[str, ...], str]]:
    roster = read_roster(path, [] if notes is None else notes)
    return [(student.name, student.ids, student.email) for student in roster]


@pytest.mark.parametrize(
    ("text", "encoding", "ids"),
    [
        (f"name\tid\r\n{ZOE}\t00417\r\n{ADA}\t123456\r\n", "utf-16", ("00417", "123456")),
        (f"name\tid\r\n{ZOE}\t00417\r\n{ADA}\t123456\r\n", "utf-16-le", ("00417", "123456")),
        (f"sep=;\r\nname;id\r\n{ZOE};00417\r\n{ADA};123456\r\n", "utf-8-sig", ("00417", "123456")),
        (f"name,id\n{ZOE},417.0\n{ADA},123456.0\n", "utf-8", ("417", "123456")),
        (f"name,id\n{ZOE},417\n{ADA},1.23456E+05\n", "utf-8", ("417", "123456")),
        (f'name,id\n{ZOE},"=""00417"""\n{ADA},"=""123456"""\n', "utf-8", ("00417", "123456")),
        (f"name,id\n{ZOE},'00417\n{ADA},'123456\n", "utf-8", ("00417", "123456")),
        (
            f"Course CS101, autumn\n\nname,id\n{ZOE},00417\n{ADA},123456\n",
            "utf-8",
            ("00417", "123456"),
        ),
        (f"name|id\n{ZOE}|00417\n{ADA}|123456\n", "utf-8", ("00417", "123456")),
        (f"name,id\n{ZOE},00417\n{ADA},123456\n", "cp1252", ("00417", "123456")),
        (f"name\tid\r\n{ZOE}\t00417\r\n{ADA}\t123456\r\n", "utf-32", ("00417", "123456")),
        (f"OrgDefinedId,Name\n#00417,{ZOE}\n#123456,{ADA}\n", "utf-8", ("00417", "123456")),
        (f"name;id\r{ZOE};00417\r{ADA};123456\r", "mac_roman", ("00417", "123456")),
    ],
)
def test_whatever_a_spreadsheet_does_to_a_list(
    gather: Gather, work: Path, text: str, encoding: str, ids: tuple[str, str]
) -> None:
    path = write(work / "class.csv", text.encode(encoding))
    assert [(name, own) for name, own, _ in read(path)] == [(ZOE, (ids[0],)), (ADA, (ids[1],))]
    for name in ("00417.py", "123456.py"):
        write(work / "subs" / name)
    assert {
        student for student, line in gather(work / "subs", roster=path).items() if line.attempt
    } == {ZOE, ADA}


@pytest.mark.parametrize(
    "heading",
    [
        "Vorname;Nachname;ID-Nummer;E-Mail-Adresse",
        "Prénom;Nom;Numéro d'identification;Adresse de courriel",
        "Nombre;Apellido(s);Número de ID;Dirección de correo",
        "First name;Last name;ID number;Email address",
    ],
)
def test_headings_in_the_languages_of_moodle(work: Path, heading: str) -> None:
    path = write(work / "class.csv", f"{heading}\nZoë;Müller;00417;zoe@example.org\n")
    assert read(path) == [(ZOE, ("00417",), "zoe@example.org")]


@pytest.mark.parametrize(
    "heading",
    ["Nom;Identifiant", "Nombre;Usuario", "Vollständiger Name;Kennung", "Name;Matrikel-Nr."],
)
def test_a_column_that_may_be_half_a_name_is_all_of_it_where_there_is_no_other(
    work: Path, heading: str
) -> None:
    assert read(write(work / "class.csv", f"{heading}\n{ZOE};zm\n")) == [(ZOE, ("zm",), "")]


def test_canvass_own_lines_are_no_students(work: Path) -> None:
    text = "Student,ID,SIS User ID,SIS Login ID,Section,HW6 (99)\n,,,,,Manual Posting\n"
    text += '"    Points Possible",,,,,100\n'
    path = write(
        work / "class.csv", text + '"Lovelace, Ada",123456,s1,ada,A,\n"Student, Test",5,,x,A,\n'
    )
    assert read(path) == [("Lovelace, Ada", ("123456", "s1", "ada"), "")]


def test_what_is_no_utf_8_is_read_with_a_note(work: Path) -> None:
    notes: list[str] = []
    read(write(work / "class.csv", f"name,id\n{ZOE},1\n".encode("cp1252")), notes)
    [note] = notes
    assert note == (
        f"{work / 'class.csv'} is not UTF-8 and was read as Windows-1252: if names look wrong, "
        f"save it as CSV UTF-8"
    )


def test_an_id_that_only_looks_like_a_mangled_number_stays(work: Path) -> None:
    notes: list[str] = []
    path = write(work / "class.csv", f'name,id\n{ZOE},3e42\n{ADA},"417,000"\n')
    assert read(path, notes) == [(ZOE, ("3e42",), ""), (ADA, ("417,000",), "")]
    assert notes == []


def test_an_id_that_lost_its_digits_is_named(work: Path) -> None:
    notes: list[str] = []
    path = write(work / "class.csv", f"name,id\n{ZOE},1.2E+09\n")
    assert read(path, notes) == [(ZOE, ("1.2E+09",), "")]
    assert notes == [f"{path}: the id 1.2E+09 of {ZOE} has lost digits: nothing is matched with it"]


def test_an_id_without_its_zeros_that_could_be_two_students_is_nobodys(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", f"name,id\n{ZOE},00417\n{ADA},0417\n")
    write(work / "subs" / "417.py")
    notes: list[str] = []
    rows = gather(work / "subs", roster=roster, notes=notes)
    assert not [student for student, line in rows.items() if line.attempt]
    assert any(
        "could be handed in by Zoë Müller (00417), Ada Lovelace (0417)" in note for note in notes
    )


@pytest.mark.parametrize(
    ("magic", "kind"), [(b"PK\x03\x04", "an Excel workbook"), (b"\xd0\xcf\x11\xe0", "an old Excel")]
)
def test_a_workbook_is_called_one(work: Path, magic: bytes, kind: str) -> None:
    with pytest.raises(
        PathError, match=f"{kind}.*, not a CSV file: open it and save it as CSV UTF-8"
    ):
        read(write(work / "class.csv", magic + b"\0" * 100))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument",
      "an OpenDocument spreadsheet"),
     (b"PK\3\4" + bytes(26) + b"Index/Document.iwa", "an Apple Numbers document"), (b"%PDF-1.7",
                                                                                    "a PDF file"),
     (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "a web page"), (b"<table><tr>", "a web page")],
    ids=["ods", "numbers", "pdf", "html", "table"],
)  # fmt: skip
def test_what_is_no_table_of_text_is_called_what_it_is(
    work: Path, content: bytes, kind: str
) -> None:
    with pytest.raises(
        PathError, match=f"{kind}, not a CSV file: open it and save it as CSV UTF-8"
    ):
        read(write(work / "class.csv", content))


def test_the_id_of_the_class_list_stands_in_the_grades_not_the_platform_s(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", f"name,student id\n{ADA},00417\n{ZOE},\n")
    for number, name in enumerate((ADA, ZOE)):
        write(work / "subs" / f"{name}_{500 + number}_assignsubmission_file_" / "softmax.py")
    assert {name: line.id for name, line in gather(work / "subs", roster=roster).items()} == {
        ADA: "00417",
        ZOE: "501",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_lines_of_a_cell_are_groups(work: Path, end: str) -> None:
    lines = ("name,groups", f'Ada,"Group 1{end}Lab B"', "Bo,Lab B")
    roster = read_roster(write(work / "class.csv", end.join(lines)), [])
    assert [student.groups for student in roster] == [("Group 1", "Lab B"), ("Lab B",)]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Name;Vorname", "Müller;Anna", "Müller;Ben", "Weber;Zoe"),
         ["Anna Müller", "Ben Müller", "Zoe Weber"]),
        (("Name,Surname", "Ada,Lovelace", "Ada,Byron"), ["Ada Lovelace", "Ada Byron"]),
        (("Name,First name", "Ada Lovelace,Ada", '"Byron, Ada",Ada'),
         ["Ada Lovelace", "Byron, Ada"]),
        (("Name,First name,Last name", "Lovelace A.,Ada,Lovelace"), ["Lovelace A."]),
        (("Full name,First name", "A. Lovelace,Ada"), ["A. Lovelace"]),
        (('"Nachname, Vorname";Nummer', '"Müller, Anna";1', '"Weber, Zoe";2'),
         ["Müller, Anna", "Weber, Zoe"]),
        (("Nom et prénom;Numéro", "Petit Jean;1"), ["Petit Jean"]),
    ],
)  # fmt: skip
def test_a_name_in_two_columns_or_in_one_of_both_is_whole(
    work: Path, lines: tuple[str, ...], names: list[str]
) -> None:
    path = write(work / "class.csv", "\n".join(lines))
    assert [name for name, _, _ in read(path)] == names


def test_a_line_that_repeats_a_name_without_an_id_is_named(work: Path) -> None:
    notes: list[str] = []
    path = write(work / "class.csv", "name,id\nWei Zhang,\nWei Zhang,\nwei zhang,\nBob,1\nBob,1\n")
    assert [name for name, _, _ in read(path, notes)] == ["Wei Zhang", "Bob"]
    assert notes[0] == (
        f"{path}: Wei Zhang is in several lines without an id, which count as one student: if "
        f"they are several, give each an id"
    )
    assert not any("Bob" in note for note in notes)
