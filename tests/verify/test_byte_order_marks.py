"""A byte order mark in any of an author's files is read as Python reads it: as none."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.packs.author_files import add_location, decode_python, get_code_at, parse_python
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.verify.checks_pinned import pin_tables
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import verify

MISTAKES = """\
from kata_runner import mistake

@mistake("square", "That is the way round.")
def way_round(side):
    return 4 * side
"""
ALTERNATIVES = """\
from kata_runner import alternative

@alternative("square", "as a power")
def power(side):
    return side**2
"""
LESSON = "# Areas\n\n```python\n>>> square(2)\n4\n\n```\n"


def test_every_file_may_begin_with_one_and_no_pin_is_outdated_by_it(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> None:
    texts = {"solutions/area/mistakes.py": MISTAKES, "solutions/area/alternatives.py": ALTERNATIVES}
    plain = write_kata({**texts, "katas/area/lesson.md": LESSON})
    pin_tables(VerifyContext(plain, sandbox))
    for file in (*plain.folder.iterdir(), *plain.solutions.iterdir()):
        if file.is_file():
            file.write_bytes(BOM_UTF8 + file.read_bytes())
    marked = read_kata(plain.folder, plain.solutions.parent, "here")
    findings = list(verify(VerifyContext(marked, sandbox)))
    assert [finding.check.name for finding in findings if not finding.holds] == []
    notes = {finding.check.name: finding.notes for finding in findings}
    assert notes["lesson"] == ("1 example",) and notes["alternatives"][0].startswith("1 of 1")
    assert "\ufeff" not in get_starter_text(marked)


def test_a_starter_with_one(write_kata: Callable[[dict[str, str | None]], Kata]) -> None:
    starter = (
        "\ufeffdef square(side):\n    raise NotImplementedError\n\ndef circle(radius):\n "
        "   raise NotImplementedError\n"
    )
    kata = write_kata({"katas/area/starter.py": starter})
    assert get_starter_text(kata).startswith("def square")


def test_a_coding_line_is_obeyed_and_a_wrong_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "mistakes.py"
    assert decode_python(file, "# coding: latin-1\nx = 'ä'\n".encode("latin-1")).endswith(
        "x = 'ä'\n"
    )
    with pytest.raises(
        PackError, match=r"mistakes.py: Python cannot read it as text .*: save it as UTF-8"
    ):
        decode_python(file, "x = 'ä'\n".encode("latin-1"))


def test_a_place_is_told_with_its_code(tmp_path: Path) -> None:
    file = tmp_path / "experiments.py"
    file.write_text("a = 1\n    b = 2\n", encoding="utf-8")
    assert add_location(file, 2, "no") == f"{file}:2: no\n    b = 2"
    assert add_location(file, 0, "no") == f"{file}: no"
    assert add_location(file, 9, "no") == f"{file}:9: no"
    assert get_code_at(tmp_path / "nowhere.py", 1) == ""
    with pytest.raises(
        PackError, match=r"experiments.py:2: IndentationError: unexpected indent\n +b = 2"
    ):
        parse_python(file)
