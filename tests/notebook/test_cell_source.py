"""The attempt in the cells of a session: what parts need, and nothing that was only tried."""

from __future__ import annotations

import pytest

from kata_runner.engine.notebook_source import name_line
from kata_runner.notebook.cell_source import build_source


def build(*cells: str) -> str:
    return build_source(["", *cells], ["square", "Value.add"]).source.decode()


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
        (["def square(x): return x", "async def square(x): return 1", "square = abs"], 3),
        (["from __future__ import annotations", "def square(x: Missing): return x"], 3),
    ],
)
def test_the_last_definition_with_all_it_needs(cells: list[str], result: float) -> None:
    names: dict[str, object] = {}
    exec(build(*cells), names)
    assert names["square"](3) == result  # type: ignore[operator]


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        (
            [
                "def square(x): return x * x",
                "def twice(f):\n    def g(*a): return 2 * f(*a)\n    return g",
                "square = twice(square)",
            ],
            18,
        ),
        (["SCALE = 4", "SCALE = SCALE / 2", "def square(x): return x * SCALE"], 6),
        (["A = 1\nB = 2", "A, B = B, A", "def square(x): return x * A"], 6),
        (["def square(x): return 2 * x", "old = square", "def square(*a): return old(*a)"], 6),
        (["import xml.dom", "import xml.sax", "def square(x): return (xml.dom, xml.sax) and x"], 3),
        (
            [
                "N = 2\ndef helper(x): return x * N",
                "alias = helper\nN = 5",
                "TABLE = [alias(1)]",
                "N = 7\ndef helper(x): return 0",
                "def square(x): return x * TABLE[0] + N + helper(x)",
            ],
            22,
        ),
    ],
)
def test_a_name_that_is_bound_from_itself_has_its_earlier_value(
    cells: list[str], result: float
) -> None:
    names: dict[str, object] = {}
    exec(build(*cells), names)
    assert names["square"](3) == result  # type: ignore[operator]


@pytest.mark.parametrize(
    "imports",
    [
        "try:\n    import math as m\nexcept ImportError:\n    pass",
        "if True:\n    import math as m",
        "import contextlib\nwith contextlib.suppress(ImportError):\n    import math as m",
        "try:\n    import not_there as m\nexcept ImportError:\n    import math as m",
    ],
)
def test_imports_in_blocks_are_imports(imports: str) -> None:
    names: dict[str, object] = {}
    exec(build(imports, "m.log(0.5)", "def square(x): return m.pow(x, 2)"), names)
    assert names["square"](3) == 9  # type: ignore[operator]


@pytest.mark.parametrize(
    "cell",
    [
        "P = {}\nP.update(s=2)",
        "P = {'s': []}\nP['s'].append(1)\nP['s'] = len(P['s']) + 1",
        "P = {'s': 1}\nfor _ in range(1):\n    P.update(s=2)",
        "P = {'s': 1}\n[P.update(s=k) for k in (1, 2)]",
        "P = {'s': 2, 't': 1}\nlast = P.popitem()\nassert len(P) == 1",
        "P = {'s': (k := 2)}\nP['s'] = k",
        "(P := {'s': 2})",
        "P = {'s': 1, 't': 2}\ndel P['s']\nP.setdefault('s', P.pop('t'))",
        "if True:\n    P = {}\nP.update(s=2)",
        "Q = {}\nP = Q\nQ.update(s=2)\nQ = {}",
    ],
)
def test_calls_that_fill_an_object_belong_to_it(cell: str) -> None:
    names: dict[str, object] = {}
    exec(build(cell, "def square(x): return x * P['s']"), names)
    assert names["square"](3) == 6  # type: ignore[operator]
    assert names["P"]["s"] == 2  # type: ignore[index]


def test_names_of_comprehensions_and_of_annotations_bind_nothing() -> None:
    names: dict[str, object] = {}
    cells = ["k = 2", "tried = [k for k in open('x')]", "k: int", "def square(x): return x * k"]
    exec(build(*cells), names)
    assert names["square"](3) == 6  # type: ignore[operator]


def test_a_function_that_may_fill_an_object_is_named_when_it_is_left_out() -> None:
    cells = [
        "def fill(p): p['s'] = 2",
        "P = {}\nQ = {}",
        "print(P)\nlen(P)\nfill(Q)\nn = fill(P)\nfill(P)",
        "def square(x): return x * P['s']",
    ]
    source, left_out = build_source(cells, ["square"])
    assert b"fill" not in source
    [sentence] = left_out
    assert sentence.startswith("cell 2, line 5 is not graded: if it changes P, assign P anew")


def test_what_did_not_run_stays_out() -> None:
    cells = ["", "def square(x): return x", "N = 1\n1 / 0\ndef square(x): return N", "%x\nM = 2"]
    source = build_source(cells, ["square"], {2: 2, 3: 5}).source.decode()
    assert "def square(x): return x" in source
    assert "1 / 0" not in source
    assert "return N" not in source


def test_what_was_only_tried_stays_out() -> None:
    source = build("def square(x): return x * x", "tried = open('x', 'w')", "square(2)", "%ls")
    assert "tried" not in source
    assert "%ls" not in source
    source = build(
        "import json\nx = open('x')\ns = 1",
        "json.dump(x, x)\nsquare.cache_clear()",
        "def square(x): return json.loads('3') * {'s': 1}['s']",
    )
    assert "open" not in source  # `x` is the function's own name here, and "s" is a text
    assert "s = 1" not in source
    assert "dump" not in source
    assert "cache_clear" not in source
    assert build("x = 1", "%kata list") == ""


def test_lines_are_told_by_their_cells() -> None:
    source = build("import math\nx = 1\n\ndef square(x):\n    return math.no")
    line = source.split("\n").index("    return math.no") + 1
    assert name_line(source.encode(), line) == "cell 1, line 5"
