"""A pack, and what is wrong with it in one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kata_runner.errors import PackError
from kata_runner.packs import pack as pack_module
from kata_runner.packs.pack import MAX_PROBLEMS, Pack, describe_error, is_foreign, list_problems


@pytest.mark.parametrize(
    ("pack", "label"),
    [
        (Pack("softmax", "1.0", ""), "pack 'softmax'"),
        (Pack("my_pack", "1.0", "", distribution="my-pack"), "pack 'my_pack'"),
        (Pack("softmax", "1.0", "", distribution="deep-course"),
         "pack 'softmax' (deep-course 1.0)"),
        (Pack("softmax", "1.0", "", distribution="deep-course", is_builtin=True),
         "pack 'softmax'"),
    ],
    ids=["a folder", "called alike", "called otherwise", "built in"],
)  # fmt: skip
def test_a_pack_is_called_by_its_name_and_where_it_is_from(pack: Pack, label: str) -> None:
    assert pack.label == label


def test_a_problem_is_one_line_once_and_not_without_end() -> None:
    pack = Pack("careless", "1.0", "")
    pack.add_problem("two\n  lines")
    pack.add_problem("two lines")
    assert list_problems([pack, Pack("fine", "1", "")]) == ["pack 'careless': two lines"]
    for number in range(50):
        pack.add_problem(str(number))
    assert len(pack.problems) == MAX_PROBLEMS


def raise_in(file: Path, source: str) -> BaseException:
    """The error that a file's code raises."""
    file.write_text(source, encoding="utf-8")
    try:
        exec(compile(source, str(file), "exec"), {"json": json})
    except Exception as error:
        return error
    pytest.fail("nothing was raised")


def test_an_error_is_told_with_its_line_in_the_plugin(tmp_path: Path) -> None:
    file = tmp_path / "plugin.py"
    pack = Pack("careless", "1.0", str(file))
    pack.add_error(raise_in(file, "x = 1\njson.loads('{')\n"), "score")
    [problem] = pack.problems
    assert problem.startswith(f"{file}:2: score: JSONDecodeError: ")


def test_a_syntax_error_is_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "plugin.py"
    pack = Pack("careless", "1.0", str(tmp_path / "other.py"))
    assert pack.find_location(raise_in(file, "x = 1\ny = (\n")) == f"{file}:2"


def test_an_error_that_is_raised_elsewhere_is_the_pack_s_all_the_same() -> None:
    assert Pack("p", "1", "p.py").find_location(ValueError("no")) == "p.py"


def test_an_error_of_ours_says_all_by_itself() -> None:
    assert describe_error(PackError("field 'id'")) == "field 'id'"
    assert describe_error(KeyError("id")) == "KeyError: 'id'"


def test_our_code_and_python_s_own_are_not_foreign(tmp_path: Path) -> None:
    ours, library = str(Path(pack_module.__file__)), os.__file__
    assert not any(map(is_foreign, ["<string>", ours, library]))
    installed = str(Path(library).parent / "site-packages" / "x.py")
    assert is_foreign(installed) and is_foreign(str(tmp_path / "plugin.py"))
