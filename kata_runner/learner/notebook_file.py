"""The notebook of a kata: its lesson, a cell for each part, and the grading.

The cells can be run from top to bottom.
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from kata_runner.errors import UsageError
from kata_runner.learner.file_writing import explain_errors, write_new
from kata_runner.model import Kata
from kata_runner.packs.lesson_sections import read_lesson
from kata_runner.packs.source_parts import Definition, get_span
from kata_runner.source_lines import split_lines

WRITE_HERE = "## Write here\n\nA cell for each part. Run it when you have changed it."
CHECK_HERE = "## Check\n\nThis grades what you ran above: of each part the last definition."


def write_notebook(kata: Kata, place: Path, starter: str) -> Path:
    """Write the notebook to a folder or a file and return its path.

    Raises PathError for a file that exists, without changing it, and UsageError for the name of a
    Python file.
    """
    is_folder = os.path.isdir(place)
    if place.suffix == ".py" and not is_folder:
        raise UsageError(f"{place}: name a folder or a file that ends in .ipynb for --notebook")
    is_file = place.suffix == ".ipynb" and not is_folder
    path = place if is_file else place / f"{kata.name}.ipynb"
    text = json.dumps(build_notebook(kata, starter), indent=1, ensure_ascii=False) + "\n"
    with explain_errors(path, "name another folder"):
        write_new(path, text.encode())
    return path


def build_notebook(kata: Kata, starter: str) -> dict[str, Any]:
    """Return the notebook in nbformat 4.5."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [make_cell(index, *cell) for index, cell in enumerate(list_cells(kata, starter))],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def list_cells(kata: Kata, starter: str) -> Iterator[tuple[str, str]]:
    """Yield the type and the text of each cell."""
    yield from (("markdown", text) for text in split_lesson(read_lesson(kata)))
    yield "markdown", WRITE_HERE
    yield "code", "%load_ext kata_runner"
    yield from (("code", text) for text in split_starter(starter))
    yield "markdown", CHECK_HERE
    yield "code", f"%kata check {kata.id}"
    yield "code", f"%kata run {kata.id}"


def make_cell(index: int, kind: str, text: str) -> dict[str, Any]:
    """Return a cell; its id depends only on its index and its text."""
    identity = sha256(f"{index} {text}".encode()).hexdigest()[:12]
    cell: dict[str, Any] = {"cell_type": kind, "id": identity, "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": text.splitlines(keepends=True)}


def split_lesson(lesson: str) -> list[str]:
    """Split a lesson at its headings of the second level, except for such lines in code blocks."""
    parts: list[list[str]] = [[]]
    fence = ""
    for line in lesson.splitlines():
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~"):
            fence = "" if mark == fence else fence or mark
        if line.startswith("## ") and not fence:
            parts.append([])
        parts[-1].append(line)
    return [text for part in parts if (text := "\n".join(part).strip())]


def split_starter(text: str) -> Iterator[str]:
    """Yield the lines before the first definition of a starter, then each function and class."""
    lines = split_lines(text)
    tree = ast.parse(text)
    starts = [get_span(node)[0] for node in tree.body if isinstance(node, Definition)]
    ends = [*starts, len(lines)]
    first = "\n".join(lines[: ends[0]]).strip()
    if first:
        yield first
    for start, end in zip(starts, ends[1:], strict=True):
        yield "\n".join(lines[start:end]).strip()
