"""What is said of an attempt that does not load."""

from __future__ import annotations

import pytest

from kata_runner.engine.inside.attempt_loader import execute, make_import
from kata_runner.engine.inside.classes import ClassNames
from kata_runner.engine.inside.exceptions import describe_load_problem, describe_problem

LIMITS = {"memory_mb": 1024.0}


def load_problem(source: bytes) -> str:
    """What is said of an attempt of this source, which does not load."""
    try:
        execute(source, "attempt", "attempt.py", make_import(["numpy"]))
    except BaseException as error:  # whatever it raises
        return str(describe_load_problem(error, "attempt.py", LIMITS)[1])
    raise AssertionError("it was loaded")


def test_a_file_that_is_not_utf_8_is_said_to_be_so() -> None:
    assert "save it as UTF-8" in load_problem(b"x = '\xff'\n")


def test_bytes_that_the_attempt_itself_decodes_are_not_its_file() -> None:
    problem = load_problem(b"a = 1\nx = b'\\xff'.decode()\n")
    assert "the file is not UTF-8 text" not in problem
    assert problem.startswith("line 2: UnicodeDecodeError")


def test_an_import_of_a_neighbour_is_named_as_it_is_written() -> None:
    assert "ImportError: . cannot be imported here" in load_problem(b"from . import helpers\n")


CLAIMED = [
    *("ascii", "idna", "punycode", "undefined", "rot13", "hex", "zlib", "utf-16", "utf-16-le"),
    *("utf-7", "utf-32", "cp037", "klingon"),
]


@pytest.mark.parametrize("line", [1, 2])
@pytest.mark.parametrize("claimed", CLAIMED)
def test_a_coding_line_that_claims_another_encoding_is_what_is_to_be_deleted(
    claimed: str, line: int
) -> None:
    source = "# \n" * (line - 1) + f"# -*- coding: {claimed} -*-\n# café\nx = 1\n\n"
    assert load_problem(source.encode()) == (
        f"line {line} claims the encoding `{claimed}`, and the text cannot be read as that: "
        f"delete that line and save the file as UTF-8."
    )


def test_a_coding_line_against_the_byte_order_mark_is_what_is_to_be_deleted() -> None:
    source = b"\xef\xbb\xbf# coding: latin-1\n"
    assert load_problem(source).startswith("line 1 claims the encoding `latin-1`")


def test_a_coding_line_that_is_true_is_not_blamed() -> None:
    assert "not UTF-8 text" in load_problem(b"# coding: utf-8\n# caf\xe9\n")
    assert "not UTF-8 text" in load_problem(b"x = 1\n# coding: ascii\n# caf\xe9\n")
    for source in (b"# coding: latin-1\n# caf\xe9\n1 +\n", b"# coding: ascii\r1 +\r"):
        assert "SyntaxError: invalid syntax" in load_problem(source)


def problem_of(body: str) -> list[str]:
    """What is said of a function of this body, which raises an exception, and the kind of that."""
    source = f"import ast\n\n\ndef f():\n    {body}\n"
    module = execute(source.encode(), "attempt", "attempt.py", make_import(["numpy"]))
    try:
        module.f()
    except BaseException as error:  # whatever it raises
        return describe_problem(error, "attempt.py", LIMITS, "f", ClassNames())[:2]
    raise AssertionError("nothing was raised")


TOO_DEEP = "an expression is nested too deeply for Python: write it in several steps."


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("eval('-' * 7000 + '1')", "crashed", f"MemoryError: {TOO_DEEP}"),
        ("return 1 + len(ast.parse('-' * 7000 + '1').body)", "crashed", f"MemoryError: {TOO_DEEP}"),
        ("raise MemoryError('I say so')", "crashed", "MemoryError: I say so"),
        ("raise MemoryError", "crashed", "MemoryError"),
        ("'x' * 10**18", "over_memory", "f wanted more memory than the 1024.0 MB it may have."),
        ("eval('\"x\" * 10**18')", "over_memory", "f wanted more memory than the 1024.0 MB it may "
         "have."),
    ],
    ids=["eval", "parse", "message", "no message", "memory", "memory in eval"],
)  # fmt: skip
def test_only_a_lack_of_memory_is_called_one(body: str, kind: str, text: str) -> None:
    assert problem_of(body) == [kind, text]


@pytest.mark.parametrize("expression", ["-" * 7000 + "1", "1+" * 60_000 + "1"])
def test_a_file_that_is_nested_too_deeply_is_said_to_be_so(expression: str) -> None:
    assert load_problem(f"T = {expression}\n".encode()).endswith(f"Error: {TOO_DEEP}")
