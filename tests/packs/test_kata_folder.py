"""A folder becomes a kata, or a sentence that names the file and the field."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.errors import PackError
from kata_runner.model import Kata, Limits
from kata_runner.packs.kata_folder import read_kata

FIELDS = {
    "id": '"0.1"',
    "title": '"Softmax"',
    "phase": '"Foundations"',
    "summary": '"Scores become probabilities."',
}


def toml(**changed: str) -> str:
    """The smallest `kata.toml`, with fields changed, added, or left out where they are empty."""
    return "\n".join(f"{name} = {value}" for name, value in (FIELDS | changed).items() if value)


def read(tmp_path: Path, text: str | bytes, folder: str = "softmax") -> Kata:
    home = tmp_path / "katas" / folder
    home.mkdir(parents=True)
    (home / "kata.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_kata(home, tmp_path / "solutions", "some-pack")


def problem(tmp_path: Path, text: str | bytes, folder: str = "softmax") -> str:
    """What is said of a folder that is no kata, without the path of its file, which it always
    begins with.
    """
    with pytest.raises(PackError) as raised:
        read(tmp_path, text, folder)
    said = str(raised.value)
    home = str(tmp_path / "katas" / folder)
    assert said.startswith(home)
    return said.removeprefix(home).removeprefix("/kata.toml").removeprefix(": ")


def test_four_fields_make_a_kata(tmp_path: Path) -> None:
    kata = read(tmp_path, toml())
    assert (kata.id, kata.name, kata.title, kata.phase) == (
        "0.1",
        "softmax",
        "Softmax",
        "Foundations",
    )
    assert (kata.summary, kata.pack) == ("Scores become probabilities.", "some-pack")
    assert (kata.needs, kata.hints) == ((), {})
    assert vars(kata.limits) == vars(Limits())
    assert str(kata) == "0.1 Softmax"


def test_its_files_are_where_the_design_has_them(tmp_path: Path) -> None:
    kata = read(tmp_path, toml())
    here, there = tmp_path / "katas" / "softmax", tmp_path / "solutions" / "softmax"
    assert (kata.folder, kata.solutions) == (here, there)
    assert (kata.lesson, kata.starter, kata.experiments) == (
        here / "lesson.md",
        here / "starter.py",
        here / "experiments.py",
    )
    assert (kata.reference, kata.expected) == (there / "solution.py", there / "expected.json")


def test_needs_hints_and_limits_are_read(tmp_path: Path) -> None:
    more = (
        '\nneeds = ["0.0"]\n[hints]\nsoftmax = ["one", "two"]\n[limits]\ncpu = 1\nwall = '
        "2.5\nmemory_mb = 512\n"
    )
    kata = read(tmp_path, toml() + more)
    assert kata.needs == ("0.0",)
    assert kata.hints == {"softmax": ("one", "two")}
    assert (kata.limits.cpu, kata.limits.wall, kata.limits.memory_mb) == (1, 2.5, 512)
    assert kata.limits.total == Limits().total


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    assert problem(tmp_path, toml(**{field: ""})) == f"field '{field}' is missing"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", ["6.3", "true", '["a"]', '""', '"  "', "1979-05-27"])
def test_a_field_that_holds_no_text_is_named(tmp_path: Path, field: str, value: str) -> None:
    assert problem(tmp_path, toml(**{field: value})).startswith(
        f"field '{field}': expected text in quotes, "
    )


def test_what_is_there_instead_is_shown(tmp_path: Path) -> None:
    assert problem(tmp_path, toml(id="6.3")) == "field 'id': expected text in quotes, got 6.3"


@pytest.mark.parametrize("field", ["needs", "data", "packages"])
@pytest.mark.parametrize("value", ['"6.1"', "[6.1]", '["6.1", 6]', "1"])
def test_needs_data_and_packages_are_lists_of_texts(tmp_path: Path, field: str, value: str) -> None:
    assert problem(tmp_path, toml(**{field: value})).startswith(
        f"field '{field}': expected a list of texts, "
    )


@pytest.mark.parametrize(
    ("given", "packages"), [("", ("numpy",)), ("[]", ()), ('["scipy"]', ("scipy",))]
)
def test_an_attempt_may_import_numpy_unless_packages_says_otherwise(
    tmp_path: Path, given: str, packages: tuple[str, ...]
) -> None:
    assert read(tmp_path, toml(packages=given)).packages == packages


def test_data_are_files_beside_the_experiments(tmp_path: Path) -> None:
    assert read(tmp_path, toml(data='["words.txt"]')).data == ("words.txt",)


@pytest.mark.parametrize("name", ["", ".", "..", "../words.txt", "/etc/hostname", "sub/words.txt"])
def test_data_from_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    said = problem(tmp_path, toml(data=f'["{name}"]'))
    assert said == f"field 'data': '{name}' is not the name of a file in this folder"


@pytest.mark.parametrize(
    "name", ["softmax.py", "softmax.ipynb", "Softmax.py", "experiments.py", "kata.toml"]
)
def test_data_are_neither_the_learners_file_nor_the_katas_own(tmp_path: Path, name: str) -> None:
    said = problem(tmp_path, toml(data=f'["{name}"]'))
    assert said == (
        f"field 'data': '{name}' is the learner's file or one of the kata's own: give the data "
        f"another name"
    )


def test_an_id_is_short(tmp_path: Path) -> None:
    said = problem(tmp_path, toml(id=f'"{"1" * 5000}"'))
    assert said == "field 'id': 5000 letters are too many: use 60 at most"


@pytest.mark.parametrize("value", ['"a hint"', "[1]", "{}"])
def test_the_hints_of_a_function_are_a_list_of_texts(tmp_path: Path, value: str) -> None:
    text = f"{toml()}\n[hints]\nsoftmax = {value}\n"
    assert problem(tmp_path, text).startswith("field 'hints.softmax': expected a list of texts, ")


def test_waived_mutants_have_reasons(tmp_path: Path) -> None:
    kata = read(tmp_path, toml() + "\n[[waived]]\nmutant = 'f: a -> b'\nreason = 'Equal.'\n")
    assert kata.waived == {"f: a -> b": "Equal."}


@pytest.mark.parametrize(
    ("waived", "said"),
    [("waived = ['f: a -> b']", "'waived': expected tables [[waived]], "),
     ("[[waived]]\nreason = 'Equal.'", "'waived.mutant' is missing"),
     ("[[waived]]\nmutant = 'f: a -> b'", "'waived.reason' is missing"),
     ("[[waived]]\nmutant = 'f: a -> "
      "b'\nreason = ' '", "'waived.reason': expected text in quotes, "),
     ("[[waived]]\nmutants = 'f: a -> b'", "'waived.mutants' is unknown: did you mean 'mutant'?")],
)  # fmt: skip
def test_a_waiver_without_a_mutant_or_a_reason(waived: str, said: str, tmp_path: Path) -> None:
    assert problem(tmp_path, f"{toml()}\n{waived}\n").startswith(f"field {said}")


@pytest.mark.parametrize("field", ["hints", "limits"])
def test_hints_and_limits_are_tables(tmp_path: Path, field: str) -> None:
    said = problem(tmp_path, toml(**{field: "3"}))
    assert said == f"field '{field}': expected a table [{field}], got 3"


@pytest.mark.parametrize("value", ["0", "-1", "true", '"2"', "nan", "inf", "1e9", "[1]"])
def test_a_limit_is_a_positive_number(tmp_path: Path, value: str) -> None:
    said = problem(tmp_path, f"{toml()}\n[limits]\nwall = {value}\n")
    assert said.startswith("field 'limits.wall': expected a positive number up to 1000000, ")


@pytest.mark.parametrize("value", ["0.5", "512.0", "0", "1000001"])
def test_megabytes_files_and_kilobytes_are_counted_in_whole_numbers(
    tmp_path: Path, value: str
) -> None:
    said = problem(tmp_path, f"{toml()}\n[limits]\nmemory_mb = {value}\n")
    assert said.startswith(
        "field 'limits.memory_mb': expected a whole number from 256 to 1000000, "
    )


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("titel = 'x'", "'titel' is unknown: did you mean 'title'?"),
     ("need = []", "'need' is unknown: did you mean 'needs'?"),
     ("[hint]", "'hint' is unknown: did you mean 'hints'?"),
     ("[limits]\nmemory = 3", "'limits.memory' is unknown: did you mean 'memory_mb'?"),
     ("xyz = 1", "'xyz' is unknown: known are id, title, phase, summary, needs, hints, limits, ")],
)  # fmt: skip
def test_an_unknown_field_is_named_with_the_nearest_known_one(
    tmp_path: Path, misspelt: str, meant: str
) -> None:
    assert problem(tmp_path, f"{toml()}\n{misspelt}\n").startswith(f"field {meant}")


@pytest.mark.parametrize(
    "text", ["id = ", "id", "id = 'a'\nid = 'b'", "[hints", f"needs = {'[' * 5000}"]
)
def test_what_is_not_toml_is_said_with_its_line(tmp_path: Path, text: str) -> None:
    said = problem(tmp_path, text)
    assert said.startswith("not TOML: ")
    assert "line " in said


def test_what_is_not_utf8_is_said(tmp_path: Path) -> None:
    assert problem(tmp_path, toml().encode("utf-16")) == "not UTF-8 text: save it as UTF-8"


def test_a_folder_without_a_kata_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"kata\.toml: No such file"):
        read_kata(tmp_path, tmp_path, "some-pack")


@pytest.mark.parametrize("folder", ["soft-max", "2softmax", "soft max", "softmax.old"])
def test_a_folder_whose_name_is_no_python_name_is_refused(tmp_path: Path, folder: str) -> None:
    assert "the folder's name becomes a Python file's: use letters, digits and _" in problem(
        tmp_path, toml(), folder
    )


@pytest.mark.parametrize("identity", ["6.3", "A-1", "6.3b", "übung_1"])
def test_an_id_is_letters_digits_dots_and_dashes(tmp_path: Path, identity: str) -> None:
    assert read(tmp_path, toml(id=f'"{identity}"')).id == identity


@pytest.mark.parametrize("identity", ["6 3", "-6", ".6", "6/3", "6.3\\n", "$(id)"])
def test_an_id_of_other_characters_is_refused(tmp_path: Path, identity: str) -> None:
    said = problem(tmp_path, toml(id=f'"{identity}"'))
    assert said.startswith("field 'id': ")
    assert said.endswith("may hold letters, digits, '.', '-' and '_' only")
