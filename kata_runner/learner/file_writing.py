"""Writing of a kata's starter file and data, and replacement of a learner's file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kata_runner.errors import PackError, PathError, UsageError
from kata_runner.model import Kata


def starter_path(kata: Kata, place: Path) -> Path:
    """Return the path of the starter: `place` if it ends in `.py`, else a file in that folder.

    Raises UsageError for the name of a notebook.
    """
    is_folder = os.path.isdir(place)
    if place.suffix == ".ipynb" and not is_folder:
        raise UsageError(
            f"{place}: a starter is a Python file: name a folder or a file that ends in .py"
        )
    return place if place.suffix == ".py" and not is_folder else place / f"{kata.name}.py"


def list_place(kata: Kata, path: Path) -> list[str]:
    """Return the argument that names a kata's file to a command; none for the default file."""
    return [] if path == Path(f"{kata.name}.py") else [str(path)]


def write_starter(kata: Kata, place: Path, text: str) -> Path:
    """Write a starter's text to a folder or a file and return its path.

    Raises PathError for a file that exists, without changing it.
    """
    path = starter_path(kata, place)
    advice = f"name another folder, `{kata.command('start', 'DIR')}`"
    if os.path.lexists(path):
        advice += f", or begin anew, `{kata.command('reset', *list_place(kata, path))}`"
    with explain_errors(path, advice):
        write_new(path, text.encode())
    return path


def write_data(kata: Kata, folder: Path) -> list[Path]:
    """Write the kata's data to a folder and return the new files; existing files are not changed.

    Raises PathError if a file cannot be written, and PackError if the kata's data cannot be read.
    """
    written = []
    for name in kata.data:
        try:
            content = (kata.folder / name).read_bytes()
        except OSError as error:
            raise PackError(f"{kata.folder / name}: {error.strerror}") from error
        with explain_errors(folder / name), suppress(FileExistsError):
            write_new(folder / name, content)
            written.append(folder / name)
    return written


def replace_file(path: Path, source: bytes) -> Path | None:
    """Write a source to a file, and keep the old file beside it under another name.

    Return the new path of the old file, or None if there was none. Raises PathError if the source
    cannot be written; the old file is then moved back, also after an interrupt.
    """
    old_file = free_name(path, "old") if os.path.lexists(path) else None
    try:
        with explain_errors(path):
            if old_file is not None:
                path.rename(old_file)
            write_new(path, source)
    finally:
        if old_file is not None and not os.path.lexists(path):
            old_file.rename(path)
    return old_file


@contextmanager
def explain_errors(path: Path, advice: str = "") -> Iterator[None]:
    """Turn errors in writing a new file into PathError; `advice` is for a file that exists."""
    try:
        yield
    except OSError as error:
        problem = f"{path} cannot be written: {error.strerror}"
        if advice and isinstance(error, FileExistsError):
            existing = path if os.path.lexists(path) else path.parent
            problem = f"{existing} already exists and was not changed: {advice}"
        raise PathError(problem) from error


def free_name(path: Path, mark: str) -> Path:
    """Return an unused name beside a file: `softmax.old.py`, then `softmax.old-2.py`."""
    marks = (f"{mark}-{number}" if number > 1 else mark for number in count(1))
    names = (path.with_name(f"{path.stem}.{each}{path.suffix}") for each in marks)
    return next(free for free in names if not os.path.lexists(free))


def write_new(path: Path, source: bytes) -> None:
    """Write a new file, and create its folder; raises OSError, also if the file exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    create_file(path, source)


def create_file(path: Path, content: bytes) -> None:
    """Write a new file in an existing folder; raises OSError, also if the file exists.

    If the content cannot be written whole, as on a full disk, no file is left.
    """
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
