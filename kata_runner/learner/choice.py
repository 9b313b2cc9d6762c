"""Choice of the kata and the file when a learner names only one of them, or neither."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from kata_runner.engine.attempt_file import read_attempt
from kata_runner.errors import KataRunnerError, PathError, UsageError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue, format_katas
from kata_runner.packs.source_parts import is_public
from kata_runner.packs.starter_text import get_starter_text

SUFFIXES = (".py", ".ipynb")
DEFINITION = re.compile(rb"^(?:async\s+def|def|class)\s+(\w+)", re.MULTILINE)
MAX_FILES = 100  # in a folder that are searched for parts


def is_file_name(text: str) -> bool:
    """Whether a word on the command line names a file, not a kata."""
    return text.lower().endswith(SUFFIXES)


def choose(catalogue: Catalogue, kata_id: str | None, file: Path | None) -> tuple[Kata, Path]:
    """Return the kata and the file that the arguments mean.

    A word that ends in `.py` or `.ipynb` is a file. Its kata is the one with the file's name, or
    else the one whose parts the file defines. Without arguments, it is the only kata whose file is
    in the current folder. Raises UsageError if no kata or several match, and PathError for a
    missing file.
    """
    if kata_id is not None and is_file_name(kata_id):
        if file is not None and not is_file_name(str(file)):
            raise UsageError(f"the kata comes first: `kata check {file} {kata_id}`")
        if file is not None:
            raise UsageError(f"{kata_id} and {file} are two files: name a kata and one of them")
        return kata_of(Path(kata_id), catalogue.katas), Path(kata_id)
    if kata_id is not None:
        kata = catalogue.find(kata_id)
        return kata, existing(file or Path(f"{kata.name}.py"), kata, is_named=file is not None)
    return find_only_attempt(catalogue.katas)


def existing(path: Path, kata: Kata, *, is_named: bool) -> Path:
    """Return the path; raises PathError if there is nothing at it."""
    if not os.path.exists(path):
        advice = "check the name, or let" if is_named else "name your file, or let"
        raise PathError(
            f"{path}: no such file: {advice} `{kata.command('start')}` write one to begin with"
        )
    return path


def kata_of(path: Path, katas: Sequence[Kata]) -> Kata:
    """Return the kata that a file is an attempt at.

    Raises UsageError if neither the file's name nor its definitions determine one kata.
    """
    named = [kata for kata in katas if kata.name == path.stem]
    if named:
        return named[0]
    fitting = fitting_katas(defined_in(path), katas)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            f"{path} could be an attempt at any of {format_katas(fitting)}: name the kata "
            f"too, `kata check {fitting[0].id} {path}`"
        )
    raise UsageError(
        f"{path} defines no part of a kata that is installed: name the kata too, `kata check ID "
        f"{path}`"
    )


def find_only_attempt(katas: Sequence[Kata]) -> tuple[Kata, Path]:
    """Return the only kata whose file is in the current folder, with that file.

    Files are matched by their names, or else by the parts that they define. Raises UsageError if
    there is no such kata, or more than one.
    """
    named = [(kata, Path(f"{kata.name}.py")) for kata in katas]
    candidates = [(kata, path) for kata, path in named if os.path.isfile(path)] or list(
        attempts_here(katas)
    )
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        names = " and ".join(f"{path} ({kata.id})" for kata, path in candidates)
        raise UsageError(f"more than one kata lies here: {names}: name one")
    raise UsageError("no kata's file lies here: `kata start ID` writes one, `kata list` shows them")


def attempts_here(katas: Sequence[Kata]) -> Iterable[tuple[Kata, Path]]:
    """Yield each kata that a file in the current folder defines parts of, with the file."""
    files = (path for path in sorted(Path().iterdir()) if path.suffix in SUFFIXES)
    for path in islice(files, MAX_FILES):
        try:
            fitting = fitting_katas(defined_in(path), katas)
        except KataRunnerError:  # not a file that can be an attempt
            continue
        yield from ((kata, path) for kata in fitting)


def defined_in(path: Path) -> set[str]:
    """Return the names of the functions and classes that a file defines at its top level.

    The file is searched as text and not parsed, because it may not be valid Python yet. Raises
    PathError for a file that cannot be an attempt.
    """
    source = read_attempt(path).source
    return {name.decode("utf-8", "replace") for name in DEFINITION.findall(source)}


def fitting_katas(defined: set[str], katas: Sequence[Kata]) -> list[Kata]:
    """Return the katas whose parts are all defined, or else those with some part defined."""
    if not defined:
        return []
    parts = {kata: parts_of(kata) for kata in katas}
    whole = [kata for kata, names in parts.items() if names and names <= defined]
    return whole or [kata for kata, names in parts.items() if names & defined]


def parts_of(kata: Kata) -> set[str]:
    """Return the names of the public functions and classes in a kata's starter.

    The result is empty if there is no starter.
    """
    try:
        text = get_starter_text(kata).encode()
    except KataRunnerError:
        return set()
    return {name for name in map(bytes.decode, DEFINITION.findall(text)) if is_public(name)}
