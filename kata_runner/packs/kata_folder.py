"""Reading of a folder with a `kata.toml` as a `Kata`; nothing in the folder is run.

rtoml parses a hundred of these files in the time in which the standard library's parser reads four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import rtoml

from kata_runner.authoring import MAX_POINTS
from kata_runner.errors import PackError
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Kata, Limits
from kata_runner.packs.author_files import read_text

REQUIRED = ("id", "title", "phase", "summary")
MAX_ID = 60  # letters
OWN_FILES = ("kata.toml", "lesson.md", "starter.py", "experiments.py")
FIELDS = (
    *REQUIRED,
    "needs",
    "hints",
    "limits",
    "packages",
    "data",
    "waived",
    "numbers",
    "unchanged_arguments",
)


class Fields:
    """The fields of a `kata.toml`, or of a table in it; `prefix` precedes their names in messages.

    Each method raises PackError, which names the file and the field, for a value of another kind.
    """

    def __init__(self, file: Path, data: Mapping[str, Any], prefix: str = "") -> None:
        """Read the fields of a parsed file."""
        self.file, self.data, self.prefix = file, data, prefix

    def error(self, name: str, problem: str) -> PackError:
        """Return an error that names the file and a field."""
        return PackError(f"{self.file}: field '{self.prefix}{name}'{problem}")

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Raise PackError for an unknown field: a misspelt one would be ignored silently."""
        for name in self.data:
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
                raise self.error(name, f" is unknown: {hint}")

    def get_text(self, name: str) -> str:
        """Return a required field that holds text."""
        if name not in self.data:
            raise self.error(name, " is missing")
        value = self.data[name]
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, f": expected text in quotes, got {value!r:.40}")
        return value

    def get_texts(self, name: str) -> tuple[str, ...]:
        """Return an optional field that holds a list of texts."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not {str}.issuperset(map(type, value)):
            raise self.error(name, f": expected a list of texts, got {value!r:.40}")
        return tuple(value)

    def get_points(self, name: str) -> float:
        """Return an optional field that holds points."""
        value = self.data.get(name, 0)
        if type(value) not in (int, float) or not 0 <= value <= MAX_POINTS:
            raise self.error(name, f": expected a number from 0 to {MAX_POINTS}, got {value!r:.40}")
        return float(value)

    def get_table(self, name: str) -> Fields:
        """Return the fields of an optional table."""
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f": expected a table [{name}], got {value!r:.40}")
        return Fields(self.file, value, f"{self.prefix}{name}.")

    def get_tables(self, name: str, known: tuple[str, ...]) -> Iterator[Fields]:
        """Yield each table of an optional list of tables with `known` fields."""
        values = self.data.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.error(name, f": expected tables [[{name}]], got {values!r:.40}")
        for value in values:
            fields = Fields(self.file, value, f"{name}.")
            fields.refuse_unknown(known)
            yield fields


def read_kata(folder: Path, solutions: Path, pack: str, asked_for: str = "") -> Kata:
    """Read the kata described by ``folder/kata.toml``.

    `asked_for` is the pack's folder as given by hand, for the commands that a learner is told to
    type. Raises PackError, which names the file and the field.
    """
    fields = read_fields(folder / "kata.toml")
    fields.refuse_unknown(FIELDS)
    if not folder.name.isidentifier():
        raise PackError(
            f"{folder}: the folder's name becomes a Python file's: use letters, digits and _"
        )
    return Kata(
        id=get_id(fields),
        name=folder.name,
        title=fields.get_text("title"),
        phase=fields.get_text("phase"),
        summary=fields.get_text("summary"),
        pack=pack,
        folder=folder,
        solutions=solutions / folder.name,
        needs=fields.get_texts("needs"),
        hints=dict(list_hints(fields.get_table("hints"))),
        limits=get_limits(fields.get_table("limits")),
        data=get_data_files(fields),
        asked_for=asked_for,
        packages=fields.get_texts("packages") if "packages" in fields.data else Kata.packages,
        waived=get_waivers(fields),
        numbers={
            table.get_text("text"): table.get_text("reason")
            for table in fields.get_tables("numbers", ("text", "reason"))
        },
        unchanged_arguments=fields.get_points("unchanged_arguments"),
    )


def read_fields(file: Path) -> Fields:
    """Parse a TOML file; raises PackError if it cannot be read or parsed."""
    try:
        return Fields(file, rtoml.loads(read_text(file)))
    except rtoml.TomlParsingError as error:
        raise PackError(f"{file}: not TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{file}: not UTF-8 text: save it as UTF-8") from error
    except OSError as error:
        raise PackError(f"{file}: {error.strerror}") from error


def get_id(fields: Fields) -> str:
    """Return the id: a short text of letters, digits and a few signs."""
    identity = fields.get_text("id")
    if len(identity) > MAX_ID:
        raise fields.error("id", f": {len(identity)} letters are too many: use {MAX_ID} at most")
    if not re.fullmatch(r"\w[\w.-]*", identity):
        allowed = "letters, digits, '.', '-' and '_'"
        raise fields.error("id", f": {identity!r:.40} may hold {allowed} only")
    return identity


def list_hints(fields: Fields, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each part of the `[hints]` table with its hints.

    In TOML, ``Value.backward`` without quotes is a table in a table.
    """
    for name, value in fields.data.items():
        if isinstance(value, dict) and value:
            yield from list_hints(fields.get_table(name), f"{prefix}{name}.")
        else:
            yield prefix + name, fields.get_texts(name)


def get_data_files(fields: Fields) -> tuple[str, ...]:
    """Return the `data` field: names of files in the kata's own folder, none of them the learner's
    file or one that the kata is made of.
    """
    folder, names = fields.file.parent.name, fields.get_texts("data")
    reserved = {name.casefold() for name in (*OWN_FILES, f"{folder}.py", f"{folder}.ipynb")}
    for name in names:
        if name.casefold() in reserved:
            raise fields.error("data", f": {name!r:.60} is the learner's file or one of the kata's "
                               f"own: give the data another name")  # fmt: skip
        if Path(name).name != name or name in ("", ".."):
            raise fields.error("data", f": {name!r:.60} is not the name of a file in this folder")
    return names


def get_waivers(fields: Fields) -> dict[str, str]:
    """Return the `[[waived]]` tables as reasons by mutant; one table may name several mutants."""
    return {
        mutant: table.get_text("reason")
        for table in fields.get_tables("waived", ("mutant", "reason"))
        for mutant in get_mutants(table)
    }


def get_mutants(table: Fields) -> tuple[str, ...]:
    """Return the mutants that one waiver names: a text, or a list of them."""
    if isinstance(table.data.get("mutant"), list):
        return table.get_texts("mutant")
    return (table.get_text("mutant"),)


def get_limits(fields: Fields) -> Limits:
    """Return the default limits, updated with the `[limits]` table."""
    fields.refuse_unknown(tuple(LIMITS))
    for name, value in fields.data.items():
        if problem := describe_wrong_limit(name, value):
            raise fields.error(name, f": {problem}, got {value!r:.40}")
    return Limits(**fields.data)
