"""An attempt finds itself where a script looks for the program that runs, and nothing of this
machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

RIGHT = """import sys
import numpy as np


def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
"""
LEVELS = pytest.mark.parametrize("level", ["full", "kernel", "process"])
Write = Callable[[str], Path]


@LEVELS
def test_argv_is_the_files_name(
    kata: RunKata, softmax: Path, write_attempt: Write, level: str
) -> None:
    path = write_attempt(
        RIGHT + "\nprint(sys.argv, sys.orig_argv, sys.modules['__main__'].softmax is softmax)\n"
    )
    done = kata("check", "0.1", path, "--pack", softmax, "--isolation", level)
    assert done.code == 0
    assert "['softmax.py'] ['python', 'softmax.py'] True" in done.out


@LEVELS
@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [("import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--lr', "
      "default=0.1)\n"
      "print('lr', parser.parse_args().lr)", 0, "lr 0.1"),
     ("import argparse\nparser = "
      "argparse.ArgumentParser()\nparser.add_argument('n')\nparser.parse_args()", 4,
      "softmax.py: error: the following arguments are required: n"),
     ("print(sys.argv[1])", 4, "IndexError: list index out of range"),
     ("import unittest\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        "
      "self.assertTrue(1)\n\n\n"
      "unittest.main()", 4, "Ran 1 test")],
)  # fmt: skip
def test_scripts_find_no_argument_and_no_path_of_ours(
    kata: RunKata, softmax: Path, write_attempt: Write, level: str, lines: str, code: int, said: str
) -> None:
    done = kata(
        "check",
        "0.1",
        write_attempt(f"{RIGHT}\n{lines}\n"),
        "--pack",
        softmax,
        "--isolation",
        level,
    )
    assert done.code == code
    assert said in done.out
    assert "kata_runner" not in done.out
    assert "forkserver_main.py" not in done.out
