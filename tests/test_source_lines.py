"""Lines are counted as Python counts them."""

from __future__ import annotations

import ast

import pytest

from kata_runner.source_lines import split_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_line_has_the_number_that_python_gives_it(blank: str, end: str) -> None:
    source = end.join([f"# one{blank}comment", f'text = "{blank}"', "", "x = 1"]) + end
    lines = split_lines(source)
    assert lines == [f"# one{blank}comment", f'text = "{blank}"', "", "x = 1"]
    assert lines[ast.parse(source).body[-1].lineno - 1] == "x = 1"


def test_the_last_line_needs_no_end() -> None:
    assert split_lines("a\nb") == ["a", "b"]
    assert split_lines("") == []
