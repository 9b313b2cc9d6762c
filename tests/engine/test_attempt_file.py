"""An attempt is a file of a person's code, whole and bounded; everything else is refused in one
line, and at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine.attempt_file import MAX_SOURCE, read_attempt
from kata_runner.errors import PathError

posix = pytest.mark.skipif(sys.platform == "win32", reason="files of this kind are Unix's")


def refused(path: Path) -> str:
    """What is said of a path, without its name."""
    with pytest.raises(PathError) as caught:
        read_attempt(path)
    said = str(caught.value)
    assert said.startswith(str(path)) and "\n" not in said
    return said.removeprefix(str(path)).strip(": ")


@pytest.mark.parametrize(
    "source", [b"", b"x = 1\n", "Grüße\r\n".encode("latin-1"), b"#" * MAX_SOURCE]
)
def test_a_file_is_read_as_it_is(tmp_path: Path, source: bytes) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes(source)
    attempt = read_attempt(path)
    assert (attempt.path, attempt.source) == (path, source)
    assert attempt.sha256 == hashlib.sha256(source).hexdigest()


def test_a_notebook_is_called_one_whatever_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4}', encoding="utf-8")
    assert refused(path) == "is a notebook: give it a name that ends with .ipynb"


def test_a_larger_file_is_no_hand_written_one(tmp_path: Path) -> None:
    path = tmp_path / "large.py"
    path.write_bytes(b"#" * (MAX_SOURCE + 1))
    assert refused(path) == (
        "has 262,145 bytes, more than the 262,144 of any hand-written file: name the file with "
        "your functions"
    )


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.py"
    path.write_bytes(b"x = 1\0")
    assert refused(path) == "is a binary file: name the Python file with your functions"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).endswith("name the Python file in it")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "nothing.py")
        == "No such file or directory: name a file that can be read"
    )


@posix
@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"]
)
def test_what_never_ends_is_refused_without_waiting(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "endless.py"
    make(path)
    assert refused(path) == "is not a regular file: name the Python file with your functions"


@posix
def test_a_link_to_a_file_of_ones_own_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_bytes(b"x = 1\n")
    (tmp_path / "link.py").symlink_to("real.py")
    assert read_attempt(tmp_path / "link.py").source == b"x = 1\n"


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_an_encoding_that_python_does_not_read_is_called_that(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "mine.py"
    path.write_bytes("def softmax(scores):\n    return 'Grüße'\n".encode(encoding))
    assert (
        refused(path)
        == f"is saved as {encoding[:6].upper()}, which Python does not read: save it as UTF-8"
    )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="it is Linux's")
def test_a_file_that_opens_and_cannot_be_read_is_refused() -> None:
    reason = refused(Path("/proc/self/mem"))
    assert reason == "cannot be read: Input/output error: name a file that can be read"


def notebook(*cells: str) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}).encode()


def test_a_notebook_is_read_as_the_code_in_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_bytes(notebook("x = 1", "%matplotlib inline\ny = 2"))
    attempt = read_attempt(path)
    assert attempt.source.decode().splitlines()[2::2] == ["x = 1", "pass  # %matplotlib inline"]
    assert attempt.sha256 == hashlib.sha256(attempt.source).hexdigest()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = 1", "is not a notebook that can be read: save it again, or hand in a .py file"),
        (
            b'{"cells": [1]}',
            "is not a notebook that can be read: save it again, or hand in a .py file",
        ),
        (b'{"cells": []}', "has no code cell in it"),
        (notebook("#" * MAX_SOURCE), "bytes of code, more than the 262,144"),
        (b"x\0", "is a binary file"),
    ],
)
def test_a_notebook_without_code_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_bytes(data)
    assert words in refused(path)
