"""The attempt in the cells of a session: what parts need, and nothing that was only tried."""

from __future__ import annotations

import pytest

from kata_runner.engine.notebook_source import name_line
from kata_runner.notebook.source import build_source


def build(*cells: str) -> str:
    return build_source(["", *cells], ["square", "Value.add"]).decode()


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        (["def square(x): return 1", "def square(x): return x * x"], 9),
        (["import math", "def square(x): return math.pow(x, 2)"], 9),
        (["N = 2", "def square(x): return x ** N", "N = 3"], 27),
        (["def square(x): return helper(x)", "def helper(x): return x + 1"], 4),
        (["SHIFT = [0]", "SHIFT[0] = 5", "def square(x): return x + SHIFT[0]"], 8),
        (["from math import *", "def square(x): return floor(x)"], 3),
        (["square = lambda x: -x"], -3),
        (["%%kata check 0.2\ndef square(x): return 7"], 7),
        (["def square(x): return 1", "def square(:"], 1),
    ],
)
def test_the_last_definition_with_all_it_needs(cells: list[str], result: float) -> None:
    names: dict[str, object] = {}
    exec(build(*cells), names)
    assert names["square"](3) == result  # type: ignore[operator]


def test_what_was_only_tried_stays_out() -> None:
    source = build("def square(x): return x * x", "tried = open('x', 'w')", "square(2)", "%ls")
    assert "tried" not in source
    assert "%ls" not in source
    assert build("x = 1", "%kata list") == ""


def test_lines_are_told_by_their_cells() -> None:
    source = build("import math\nx = 1\n\ndef square(x):\n    return math.no")
    line = source.split("\n").index("    return math.no") + 1
    assert name_line(source.encode(), line) == "cell 1, line 5"
