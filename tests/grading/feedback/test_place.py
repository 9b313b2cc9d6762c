"""The one line of a learner's function that a cause is about, and what is marked in it."""

from __future__ import annotations

import pytest

from kata_runner.grading.feedback.place import find_line, show_line

SOURCE = '''\
import numpy as np


def step(
    h: "names (in [brackets",  # of a (comment
    w: object = (1, 2),
    bias: int = 0,
):
    """The new state of h, w and bias.

    tanh of w h and bias.
    """
    total = w @ h
    return np.tanh(total + bias)


def short(h): return h


def plain(h, w):
    "w and h."
    return w * h
'''


@pytest.mark.parametrize(
    ("part", "names", "line"),
    [
        ("step", ("w", "h"), 13),
        ("step", ("bias",), 14),
        ("step", ("w", "bias"), 0),
        ("plain", ("w", "h"), 22),
        ("short", ("h",), 0),
    ],
)
def test_neither_the_signature_nor_the_docstring_is_the_line(
    part: str, names: tuple[str, ...], line: int
) -> None:
    source = SOURCE.replace('"names (in [brackets"', "int").replace('    "w and h."\n', "    #\n")
    assert find_line(source.encode(), part, names) == line


def test_the_names_are_marked_in_the_line() -> None:
    shown = show_line("a.py", b"def f(w, h):\n    return w @ h\n", 2, ("w", "h"))
    assert shown.splitlines()[1:] == ["    return w @ h", "           ^^^^^"]


def test_nothing_is_marked_where_a_name_occurs_twice() -> None:
    source = b"def f(n, d):\n    return 4 * n * d + 2 * n * d\n"
    assert show_line("a.py", source, 2, ("n",)).splitlines()[1:] == [
        "    return 4 * n * d + 2 * n * d"
    ]
