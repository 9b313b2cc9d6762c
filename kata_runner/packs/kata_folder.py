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


def read_kata(folder: Path, solutions: Path, pack: str, asked_for: str = "") -> Kata:
    """Read the kata described by ``folder/kata.toml``.

    `asked_for` is the pack's folder as given by hand, for the commands that a learner is told to
    type. Raises PackError, which names the file and the field.
    """
    file = folder / "kata.toml"
    data = read_toml(file)
    refuse_unknown_fields(file, data, FIELDS)
    if not folder.name.isidentifier():
        raise PackError(
            f"{folder}: the folder's name becomes a Python file's: use letters, digits and _"
        )
    identity = get_text(file, data, "id")
    if len(identity) > MAX_ID:
        raise PackError(
            f"{file}: field 'id': {len(identity)} letters are too many: use {MAX_ID} at most"
        )
    if not re.fullmatch(r"\w[\w.-]*", identity):
        raise PackError(
            f"{file}: field 'id': {identity!r:.40} may hold letters, digits, '.', '-' and '_' only"
        )
    return Kata(
        id=identity,
        name=folder.name,
        title=get_text(file, data, "title"),
        phase=get_text(file, data, "phase"),
        summary=get_text(file, data, "summary"),
        pack=pack,
        folder=folder,
        solutions=solutions / folder.name,
        needs=get_texts(file, data, "needs"),
        hints=dict(get_hints(file, get_table(file, data, "hints"))),
        limits=get_limits(file, get_table(file, data, "limits")),
        data=get_data_files(file, get_texts(file, data, "data")),
        asked_for=asked_for,
        packages=get_texts(file, data, "packages") if "packages" in data else Kata.packages,
        waived=get_waivers(file, data.get("waived", [])),
        numbers=get_reasons(file, data.get("numbers", [])),
        unchanged_arguments=get_points(file, data, "unchanged_arguments"),
    )


def read_toml(file: Path) -> dict[str, Any]:
    """Parse a TOML file; raises PackError if it cannot be read or parsed."""
    try:
        return rtoml.loads(read_text(file))
    except rtoml.TomlParsingError as error:
        raise PackError(f"{file}: not TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{file}: not UTF-8 text: save it as UTF-8") from error
    except OSError as error:
        raise PackError(f"{file}: {error.strerror}") from error


def refuse_unknown_fields(
    file: Path, data: Mapping[str, Any], fields: tuple[str, ...], prefix: str = ""
) -> None:
    """Raise PackError for an unknown field: a misspelt one would be ignored silently."""
    for name in data:
        if name not in fields:
            from difflib import get_close_matches

            near = get_close_matches(name, fields, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(fields)}"
            raise PackError(f"{file}: field '{prefix}{name}' is unknown: {hint}")


def get_text(file: Path, data: Mapping[str, Any], name: str, prefix: str = "") -> str:
    """Return a required field that holds text."""
    if name not in data:
        raise PackError(f"{file}: field '{prefix}{name}' is missing")
    value = data[name]
    if not isinstance(value, str) or not value.strip():
        raise PackError(
            f"{file}: field '{prefix}{name}': expected text in quotes, got {value!r:.40}"
        )
    return value


def get_texts(file: Path, data: Mapping[str, Any], name: str, prefix: str = "") -> tuple[str, ...]:
    """Return an optional field that holds a list of texts."""
    value = data.get(name, [])
    if not isinstance(value, list) or not {str}.issuperset(map(type, value)):
        raise PackError(
            f"{file}: field '{prefix}{name}': expected a list of texts, got {value!r:.40}"
        )
    return tuple(value)


def get_points(file: Path, data: Mapping[str, Any], name: str) -> float:
    """Return an optional field that holds points."""
    value = data.get(name, 0)
    if type(value) not in (int, float) or not 0 <= value <= MAX_POINTS:
        raise PackError(
            f"{file}: field '{name}': expected a number from 0 to {MAX_POINTS}, got {value!r:.40}"
        )
    return float(value)


def get_table(file: Path, data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an optional field that holds a table."""
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise PackError(f"{file}: field '{name}': expected a table [{name}], got {value!r:.40}")
    return value


def get_hints(
    file: Path, data: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each part of the `[hints]` table with its hints.

    In TOML, ``Value.backward`` without quotes is a table in a table.
    """
    for name, value in data.items():
        if isinstance(value, dict) and value:
            yield from get_hints(file, value, f"{prefix}{name}.")
        else:
            yield prefix + name, get_texts(file, data, name, f"hints.{prefix}")


def get_data_files(file: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Check the `data` field: names of files in the kata's own folder, none of them the learner's
    file or one that the kata is made of.
    """
    folder = file.parent.name
    reserved = {name.casefold() for name in (*OWN_FILES, f"{folder}.py", f"{folder}.ipynb")}
    for name in names:
        if name.casefold() in reserved:
            raise PackError(
                f"{file}: field 'data': {name!r:.60} is the learner's file or one of the kata's "
                f"own: give the data another name"
            )
        if Path(name).name != name or name in ("", ".."):
            raise PackError(
                f"{file}: field 'data': {name!r:.60} is not the name of a file in this folder"
            )
    return names


def get_waivers(file: Path, entries: Any) -> dict[str, str]:
    """Return the `[[waived]]` tables as reasons by mutant; one table may name several mutants."""
    return {
        mutant: get_text(file, entry, "reason", "waived.")
        for entry in get_entries(file, entries, "waived", ("mutant", "reason"))
        for mutant in get_mutants(file, entry)
    }


def get_reasons(file: Path, entries: Any) -> dict[str, str]:
    """Return the `[[numbers]]` tables: lesson phrases, each with the source of its numbers."""
    return {
        get_text(file, entry, "text", "numbers."): get_text(file, entry, "reason", "numbers.")
        for entry in get_entries(file, entries, "numbers", ("text", "reason"))
    }


def get_entries(
    file: Path, entries: Any, name: str, fields: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Check a field that holds a list of tables with these fields."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PackError(f"{file}: field '{name}': expected tables [[{name}]], got {entries!r:.40}")
    for entry in entries:
        refuse_unknown_fields(file, entry, fields, f"{name}.")
    return entries


def get_mutants(file: Path, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the mutants that one waiver names: a text, or a list of them."""
    if isinstance(entry.get("mutant"), list):
        return get_texts(file, entry, "mutant", "waived.")
    return (get_text(file, entry, "mutant", "waived."),)


def get_limits(file: Path, data: Mapping[str, Any]) -> Limits:
    """Return the default limits, updated with the `[limits]` table."""
    refuse_unknown_fields(file, data, tuple(LIMITS), "limits.")
    for name, value in data.items():
        if problem := describe_wrong_limit(name, value):
            raise PackError(f"{file}: field 'limits.{name}': {problem}, got {value!r:.40}")
    return Limits(**data)
