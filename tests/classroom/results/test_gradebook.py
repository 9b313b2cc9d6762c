"""Grades as a learning platform imports them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kata_runner.classroom.records import MISSING, StudentRow, Verdict
from kata_runner.classroom.results.gradebook import Gradebook
from kata_runner.errors import PathError
from kata_runner.model import Kata

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
VERDICT = Verdict("failed", 2.5, 3.0, 0.1, "{}", ())
ROWS = [
    StudentRow("Ada Example", "u1", "ada@example.org", is_listed=True, verdict=VERDICT),
    StudentRow("=cmd()", "12", verdict=VERDICT._replace(score=0.0)),
    StudentRow("Bo Example", "u2", is_listed=True, refusal=MISSING),
]


def written(tmp_path: Path, platform: str, roster: str | None = None) -> list[list[str]]:
    """The rows of the table that is written."""
    file, path = tmp_path / "gradebook.csv", None
    if roster is not None:
        path = tmp_path / "class.csv"
        path.write_text(roster, encoding="utf-8")
    Gradebook(KATA, ROWS).write(file, platform, path)
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def test_canvas_knows_students_by_its_own_id(tmp_path: Path) -> None:
    assert written(tmp_path, "canvas") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Softmax"],
        ["    Points Possible", "", "", "", "", "3"],
        ["Ada Example", "u1", "", "", "", "2.5"],
        ["'=cmd()", "12", "", "", "", "0"],
        ["Bo Example", "u2", "", "", "", ""],
    ]


def test_moodle_knows_those_who_are_not_listed_by_their_number(tmp_path: Path) -> None:
    assert [row[:1] + row[2:] for row in written(tmp_path, "moodle")[1:]] == [
        ["", "u1", "ada@example.org", "2.5", "3"],
        ["Participant 12", "", "", "0", "3"],
        ["", "u2", "", "", "3"],
    ]


@pytest.mark.parametrize(
    ("columns", "column"),
    [
        ("Quiz (1),SOFTMAX, week 2 (2)", "SOFTMAX"),
        ("Homework (7)", "Homework (7)"),
        ("Quiz (1),Homework (7)", "Softmax"),
        ("Notes", "Softmax"),
    ],
    ids=["by its title", "the only one", "neither", "none"],
)
def test_canvass_own_export_gets_one_column(tmp_path: Path, columns: str, column: str) -> None:
    columns = columns.replace("SOFTMAX, week 2 (2)", "SOFTMAX (2)")
    roster = f"Student,ID,{columns}\nAda Example,u1\nZoe Other,u9,,\n"
    heading, points, ada, zoe = written(tmp_path, "canvas", roster)
    assert heading[:2] == ["Student", "ID"]
    assert heading[2].startswith(column)
    assert points == ["    Points Possible", "", "3"]
    assert (ada, zoe) == (["Ada Example", "u1", "2.5"], ["Zoe Other", "u9", ""])


def test_moodles_worksheet_keeps_its_lines(tmp_path: Path) -> None:
    heading = "Identifier,Full name,ID number,Grade,Maximum Grade,Notes"
    lines = "Participant 1,Ada Example,u1,,,late\nParticipant 2,Bo Example,u2"
    assert written(tmp_path, "moodle", f"{heading}\n{lines}\n") == [
        heading.split(","),
        ["Participant 1", "Ada Example", "u1", "2.5", "3", "late"],
        ["Participant 2", "Bo Example", "u2", "", "3", ""],
    ]


def test_another_class_list_is_no_export(tmp_path: Path) -> None:
    assert written(tmp_path, "canvas", "name,email\nAda Example,a@example.org\n")[0][0] == "Student"
    assert written(tmp_path, "moodle", "name\nAda Example\n")[0][0] == "Identifier"


def test_who_shares_a_name_is_found_by_the_id_behind_it(tmp_path: Path) -> None:
    rows = [StudentRow(f"Ada ({id_})", id_, verdict=VERDICT._replace(score=score))
            for id_, score in (("u1", 1.0), ("u2", 2.0))]  # fmt: skip
    (tmp_path / "class.csv").write_text("Student,ID\nAda,u2\nAda,u1\n", encoding="utf-8")
    file = tmp_path / "gradebook.csv"
    Gradebook(KATA, rows).write(file, "canvas", tmp_path / "class.csv")
    assert file.read_text(encoding="utf-8").splitlines()[2:] == ["Ada,u2,2", "Ada,u1,1"]


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("ID,Vollständiger Name,Bewertung,Bestwertung", "Teilnehmer/in"),
        ("Identifiant,Nom complet,Note,Note maximale", "Participant "),
        ("Identificador,Nombre completo,Calificación,Calificación máxima", "Participante "),
    ],
)
def test_moodles_worksheet_is_filled_in_whatever_its_language(
    tmp_path: Path, heading: str, word: str
) -> None:
    lines = f"{word}1,Ada Example,,\n{word}2,Bo Example,,\n"
    assert written(tmp_path, "moodle", f"{heading}\n{lines}") == [
        heading.split(","),
        [f"{word}1", "Ada Example", "2.5", "3"],
        [f"{word}2", "Bo Example", "", "3"],
    ]


def test_a_worksheet_whose_grades_have_an_unknown_name_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PathError, match=r"class\.csv: Moodle's worksheet without a column of"):
        written(tmp_path, "moodle", "ID,Name,Voto\nPartecipante 1,Ada Example,\n")


def test_a_list_of_ones_own_is_no_worksheet_though_it_has_a_column_of_grades(
    tmp_path: Path,
) -> None:
    heading, *_ = written(tmp_path, "moodle", "ID,Name,Bewertung\nu1,Ada Example,\n")
    assert heading[0] == "Identifier"


def test_moodles_number_is_no_id_number(tmp_path: Path) -> None:
    row = StudentRow("Ada", "Teilnehmer/in12", is_listed=True, verdict=VERDICT)
    Gradebook(KATA, [row]).write(tmp_path / "gradebook.csv", "moodle", None)
    text = (tmp_path / "gradebook.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "Teilnehmer/in12,Ada,,,2.5,3"
