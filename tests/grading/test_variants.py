"""Declared mistakes and alternatives: how they are read, and put in the place of a part."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

from kata_runner.authoring import alternative, mistake
from kata_runner.engine.job import Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.variants import Mark, Variant, inject, list_unread, read_variants
from kata_runner.model import Kata

MARK = Mark("mistake", '"part", "what is wrong"')


def read(folder: Path, text: str) -> tuple[Variant, ...]:
    file = folder / "mistakes.py"
    file.write_text(text, encoding="utf-8")
    return read_variants(file, MARK)


def test_a_variant_takes_along_what_it_uses_and_no_other(tmp_path: Path) -> None:
    text = """\
from kata_runner import mistake
import math

SCALE = 2


def deep():
    return SCALE


def helper():
    return deep()


@mistake("square", "It is doubled.")
def doubled(side):
    return helper() * side


@mistake(function="circle", says="No pi.")
class NoPi:
    pass
"""
    doubled, no_pi = read(tmp_path, text)
    assert (doubled.name, doubled.function, doubled.says, doubled.is_class) == (
        "doubled", "square", "It is doubled.", False,
    )  # fmt: skip
    assert all(name in doubled.source for name in ("SCALE = 2", "def deep", "def helper"))
    assert "kata_runner" not in doubled.source and "@mistake" not in doubled.source
    assert (no_pi.function, no_pi.is_class, no_pi.line) == ("circle", True, 21)
    assert "def doubled" not in no_pi.source and "import math" in no_pi.source


@pytest.mark.parametrize(
    ("imports", "left"),
    [
        ("import kata_runner", []),
        ("import kata_runner, math", ["import math"]),
        ("import kata_runner.table as table", []),
        ("import kata_runner_extras", ["import kata_runner_extras"]),
        ("from kata_runner.table import Table", []),
    ],
)
def test_no_import_of_ours_is_in_a_source(tmp_path: Path, imports: str, left: list[str]) -> None:
    text = f"{imports}\n\n\n@kata_runner.mistake('f', 'Wrong.')\ndef a():\n    pass\n"
    [variant] = read(tmp_path, text)
    assert variant.source.split("\n") == [*left, "def a():", "    pass"]


def test_named_arguments_may_stand_in_any_order(tmp_path: Path) -> None:
    [variant] = read(tmp_path, "@mistake(says='Wrong.', function='f')\ndef a(): pass")
    assert (variant.function, variant.says) == ("f", "Wrong.")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("from kata_runner import mistake as wrong", "wrong"),
        ("import kata_runner as kr", "kr.mistake"),
        ("import kata_runner.authoring", "kata_runner.authoring.mistake"),
    ],
)
def test_a_declaration_may_have_the_name_of_an_import(tmp_path: Path, line: str, mark: str) -> None:
    [variant] = read(tmp_path, f"{line}\n\n\n@{mark}('f', 'Wrong.')\ndef a(): pass")
    assert (variant.function, variant.says, variant.source) == ("f", "Wrong.", "def a():\n    pass")


def test_a_parameter_may_be_called_like_the_declaration(tmp_path: Path) -> None:
    [variant] = read(tmp_path, "@mistake('f', 'Wrong.')\ndef a(mistake): return mistake")
    assert variant.name == "a"


def test_what_nothing_declares_or_uses_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "mistakes.py"
    assert list_unread(file, MARK) == []
    file.write_text(
        "def helper(): pass\n\n@mistake('f', 'Wrong.')\ndef a(): helper()\n\n"
        "def forgotten(): forgotten()\n",
        encoding="utf-8",
    )
    assert list_unread(file, MARK) == [(6, "forgotten")]


def test_alternatives_have_the_same_parameters_as_mistakes() -> None:
    assert signature(alternative) == signature(mistake)


def test_no_file_has_no_variants(tmp_path: Path) -> None:
    assert read_variants(tmp_path / "missing.py", MARK) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@mistake\ndef a(): pass", r'mistakes.py:1: write @mistake\("part", "what is wrong"\)'),
        ("@mistake('square')\ndef a(): pass", "both as texts"),
        ("@mistake('square', ' ')\ndef a(): pass", "both as texts"),
        ("@mistake('square', 1)\ndef a(): pass", "both as texts"),
        ("@mistake(NAME, 'x')\ndef a(): pass", "both as texts"),
        ("@mistake(part='s', says='x')\ndef a(): pass", "both as texts"),
        ("@mistake('s', 'x', 'y')\ndef a(): pass", "both as texts"),
        ("@mistake('s', **more)\ndef a(): pass", "both as texts"),
        ("@mistake('s', 'x')\n@kata_runner.mistake('t', 'y')\ndef a(): pass",
         "mistakes.py:2: 'a' has @mistake in line 1 too: write a function of its own for each"),
        ("@mistake('s', 'x')\ndef a(): pass\n@mistake('s', 'y')\ndef a(): pass",
         "mistakes.py:4: 'a' stands in line 2 too: rename one"),
        ("@mistake('s', 'x')\nasync def a(): pass", "mistakes.py:1: @mistake is read only above"),
        ("a = mistake('s', 'x')(lambda x: x)", "mistakes.py:1: @mistake is read only above a def"),
        ("for n in (1, 2):\n    @mistake('s', 'x')\n    def a(): pass", "mistakes.py:2: @mi"),
        ("import kata_runner as k\nmark = k.mistake", "mistakes.py:2: @mistake is read only above"),
        ("def (", "mistakes.py:1: SyntaxError"),
    ],
    ids=["bare", "one text", "an empty one", "a number", "a name",
         "another parameter", "three texts", "any parameters", "two declarations", "twice",
         "async", "a call", "in a loop", "another name", "no Python"],
)  # fmt: skip
def test_a_declaration_that_is_none_is_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PackError, match=words):
        read(tmp_path, text)


def test_what_is_put_in_place_is_what_experiments_call(
    area: Kata, run: Callable[[Job], Run]
) -> None:
    doubled = Variant("doubled", "square", "", "def doubled(side):\n    return pi + side\npi = 1")
    attempt = inject(area, doubled)
    assert attempt.path == Path("doubled.py")
    table = run(Job(area, attempt, ["three_squares", "circles"])).results
    squares, circles = table["three_squares"].table, table["circles"].table
    assert squares is not None and circles is not None
    assert [row[1] for row in squares.rows] == [2, 3, 4]
    assert circles.rows[0][1] == pytest.approx(3.14159, abs=1e-5)  # its own pi is left alone
