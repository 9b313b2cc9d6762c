"""What an author wrote, read as Python reads it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kata_runner.errors import PackError
from kata_runner.packs.author_files import (
    add_location,
    get_code_at,
    parse_python,
    read_python,
    read_text,
)


def written(folder: Path, content: bytes) -> Path:
    file = folder / "solution.py"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    "content",
    ["name = 'é'\n".encode(), b"\xef\xbb\xbfname = '\xc3\xa9'\r\n",
     b"# coding: latin-1\nname = '\xe9'\n"],
    ids=["utf-8", "a byte order mark", "a coding line"],
)  # fmt: skip
def test_any_encoding_that_python_reads_is_read(tmp_path: Path, content: bytes) -> None:
    file = written(tmp_path, content)
    names: dict[str, object] = {}
    exec(read_python(file), names)
    assert names["name"] == "é"
    assert "\r" not in read_python(file)
    assert isinstance(parse_python(file), ast.Module)


def test_a_text_has_no_byte_order_mark(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"\xef\xbb\xbfone")) == "one"


@pytest.mark.parametrize("content", [b"x = '\xff'", b"# coding: nonsense\n"])
def test_what_python_cannot_read_is_one_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PackError, match=r"solution\.py: Python cannot read it as text .* UTF-8"):
        read_python(written(tmp_path, content))


@pytest.mark.parametrize("content", [b"x = 1\ny = '\0'\n", b"x = 1\n\0"])
def test_a_nul_byte_is_told_with_its_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PackError, match=r"solution\.py: .* \(a NUL byte in line 2\): take it out"):
        read_python(written(tmp_path, content))


def test_what_is_no_python_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PackError) as error:
        parse_python(written(tmp_path, b"x = 1\n  y = (\n"))
    assert str(error.value).startswith(f"{tmp_path / 'solution.py'}:2: IndentationError: ")
    assert str(error.value).endswith("\n    y = (")
    with pytest.raises(PackError, match="No such file"):
        parse_python(tmp_path / "missing.py")


@pytest.mark.parametrize(("line", "code"), [(1, "x = 1"), (2, "y = 2"), (3, ""), (0, ""), (-1, "")])
def test_the_code_of_a_line_is_shown_where_there_is_one(
    tmp_path: Path, line: int, code: str
) -> None:
    file = written(tmp_path, b"x = 1\n    y = 2\n")
    assert get_code_at(file, line) == code
    assert get_code_at(tmp_path / "missing.py", line) == ""


@pytest.mark.parametrize("letter", ["\x0c", "\x0b", "\x1c", "\x85", "\u2028"])
def test_lines_are_counted_as_python_counts_them(tmp_path: Path, letter: str) -> None:
    file = written(tmp_path, f"x = '{letter}'\r\n# {letter}\ry = (\n".encode())
    with pytest.raises(PackError, match=r"solution\.py:3: SyntaxError: .*\n    y = \($"):
        parse_python(file)
    assert get_code_at(file, 3) == "y = ("


def test_a_place_is_a_file_or_a_line_of_it(tmp_path: Path) -> None:
    file = written(tmp_path, b"x = 1\n")
    assert add_location(file, 0, "wrong") == f"{file}: wrong"
    assert add_location(file, 1, "wrong") == f"{file}:1: wrong\n    x = 1"
    assert add_location(file, 9, "wrong") == f"{file}:9: wrong"
