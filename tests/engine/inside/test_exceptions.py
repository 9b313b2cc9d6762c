"""What is said of an attempt that does not load."""

from __future__ import annotations

from kata_runner.engine.inside.exceptions import describe_load_problem
from kata_runner.engine.inside.loader import execute, make_import

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
