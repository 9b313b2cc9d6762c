"""A file that was handed in: how it is read, and why it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submitted_file import (
    RefusedFileError,
    SubmittedFile,
    check_size,
    is_environment,
    is_ignored,
)
from kata_runner.engine.attempt_file import MAX_SOURCE
from tests.helpers.classrooms import write

NOTEBOOK = json.dumps(
    {"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1", "metadata": {}}]}
)


def submitted(folder: Path, content: str | bytes, name: str = "ada.py") -> SubmittedFile:
    write(folder / name, content)
    return Folder(folder).get_file(name, ("sub", name))


def test_a_path_is_shown_with_what_is_above(tmp_path: Path) -> None:
    file = submitted(tmp_path, "x = 1\n")
    assert (file.name, file.path, file.read_source()) == ("ada.py", "sub/ada.py", b"x = 1\n")


def test_a_notebook_is_read_as_its_code(tmp_path: Path) -> None:
    assert b"x = 1" in submitted(tmp_path, NOTEBOOK, "ada.ipynb").read_source()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"x\0", "ada.py", "ada.py is a binary file"),
        ("x".encode("utf-16"), "ada.py", "ada.py is saved as UTF-16"),
        (NOTEBOOK, "ada.py", "ada.py "),
        ("no notebook", "ada.ipynb", "ada.ipynb "),
        (b"#" * (MAX_SOURCE + 1), "ada.py", "more than the"),
    ],
    ids=["binary", "encoding", "misnamed notebook", "broken notebook", "large"],
)
def test_what_is_not_read_says_why_in_a_sentence(
    tmp_path: Path, content: str | bytes, name: str, words: str
) -> None:
    with pytest.raises(RefusedFileError) as refused:
        submitted(tmp_path, content, name).read_source()
    assert str(refused.value).startswith(f"{name} ") and words in str(refused.value)


def test_what_is_refused_from_the_start_is_not_opened(tmp_path: Path) -> None:
    file = SubmittedFile(("a\x1b.py",), Folder(tmp_path), "missing", "is too far away")
    with pytest.raises(RefusedFileError, match=r"^a\\x1b.py is too far away$"):
        file.read_source()


def test_the_larger_of_data_and_header_counts() -> None:
    assert check_size(b"123", 3, 3) == b"123"
    for data, size in ((b"1234", 0), (b"1", 4)):
        with pytest.raises(RefusedFileError, match="has 4 bytes, more than the 3 that are read"):
            check_size(data, size, 3)


def test_hidden_files_and_those_of_tools_are_nobody_s() -> None:
    of_tools = (".git", "__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r")
    assert all(map(is_ignored, of_tools))
    assert not any(map(is_ignored, ("venv", "ada.py", "~$ada.py")))


@pytest.mark.parametrize(
    ("name", "inside", "is_one"),
    [
        ("venv", ["pyvenv.cfg", "bin"], True),
        ("ML-Env", ["pyvenv.cfg"], True),
        ("venv", ["bin"], False),
        ("sam", ["pyvenv.cfg"], False),
        ("env", ["pyvenv.cfg", "softmax.py"], False),
        ("env", ["pyvenv.cfg", "work.IPYNB"], False),
    ],
)
def test_an_environment_is_known_by_what_lies_in_it(
    name: str, inside: list[str], is_one: bool
) -> None:
    assert is_environment(name, inside) is is_one
