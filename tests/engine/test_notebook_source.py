"""A notebook's code cells become one source, of which each line is found again in its cell."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.engine.notebook_source import (
    NotebookError,
    convert_notebook,
    is_converted,
    name_line,
)


def convert(*cells: str) -> str:
    """The source of a notebook with these code cells, without the lines that we put in front of
    them.
    """
    data = {
        "cells": [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
    }
    return convert_notebook(json.dumps(data).encode()).decode()


def body(cell: str) -> list[str]:
    return convert(cell).splitlines()[2:]


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("!pip install numpy", "pass  # !pip install numpy"),
        ("    %timeit f()", "    pass  # %timeit f()"),
        ("?np.tanh", "pass  # ?np.tanh"),
        ("np.tanh??", "pass  # np.tanh??"),
        ("files = !ls", "pass  # files = !ls"),
        ("a, b[0] = !ls", "pass  # a, b[0] = !ls"),
        ("%%", "pass  # %%"),
        ("value = 7 % 3", "value = 7 % 3"),
        ("x != 1", "x != 1"),
        ("text = 'why?'", "text = 'why?'"),
        ("import numpy as np", "import numpy as np"),
    ],
)
def test_what_only_a_notebook_understands_does_nothing(line: str, python: str) -> None:
    assert body(line) == [python]


def test_a_line_inside_a_string_or_a_bracket_is_no_magic() -> None:
    cell = 'text = """\n%d points\n!\n"""\nvalue = (7\n% 3)'
    assert body(cell) == cell.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        's = """a 5" disk"""',
        's = """color\n# of items"""',
        "s = '''it\\'''s \"'''",
        's = "#" + \\\n"a"',
    ],
)
def test_after_a_string_of_any_content_a_magic_is_one(text: str) -> None:
    assert body(f"{text}\n%matplotlib inline") == [*text.split("\n"), "pass  # %matplotlib inline"]


def test_a_line_behind_a_backslash_goes_with_the_one_before_it() -> None:
    assert body("!pip install \\\n  numpy \\\n  scipy\nx = 1") == [
        "pass  # !pip install \\", "#   numpy \\", "#   scipy", "x = 1"]  # fmt: skip
    assert body("value = 7 \\\n% 3") == ["value = 7 \\", "% 3"]


def test_what_a_shell_line_opens_is_no_bracket_of_python() -> None:
    assert body("!echo '(' \"[\n%matplotlib inline") == [
        "pass  # !echo '(' \"[",
        "pass  # %matplotlib inline",
    ]


def test_a_cell_for_another_language_is_left_out_and_one_that_is_timed_is_not() -> None:
    assert body("%%bash\nls") == ["# %%bash", "# ls"]
    assert body("%%time\nx = 1") == ["pass  # %%time", "x = 1"]
    assert body("%%writefile softmax.py\nx = 1") == ["pass  # %%writefile softmax.py", "x = 1"]
    assert body("%%writefile data.txt\nx = 1") == ["# %%writefile data.txt", "# x = 1"]


def test_cells_of_text_count_and_are_left_out() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": "a = 1\nb = 2"},
    ]
    source = convert_notebook(json.dumps({"cells": cells}).encode())
    assert is_converted(source) and b"Title" not in source
    assert name_line(source, source.splitlines().index(b"b = 2") + 1) == "cell 2, line 2"


def test_an_old_notebook_is_read_too() -> None:
    old = {
        "worksheets": [
            {"cells": [{"cell_type": "code", "input": [f"x = {sheet}"]}]} for sheet in (1, 2)
        ]
    }
    source = convert_notebook(json.dumps(old).encode()).decode()
    assert "x = 1" in source and "x = 2" in source


@given(
    st.lists(
        st.lists(
            st.sampled_from(["x = 1", "", "%magic", "!ls", "def f():", "    return 1"]), min_size=1
        ),
        min_size=1,
    )
)
def test_each_line_is_told_as_the_line_of_its_cell(cells: list[list[str]]) -> None:
    source = convert(*map("\n".join, cells)).encode()
    lines = source.decode().split("\n")
    for number, cell in enumerate(cells, 1):
        first = lines.index(f"# notebook cell {number}") + 1
        assert [name_line(source, first + count) for count in range(1, len(cell) + 1)] == [
            f"cell {number}, line {count}" for count in range(1, len(cell) + 1)
        ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_the_reader_fall_over(data: bytes) -> None:
    try:
        convert_notebook(data)
    except NotebookError as error:
        assert str(error)
