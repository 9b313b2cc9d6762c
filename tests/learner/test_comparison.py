"""A learner's way of writing beside the reference's."""

from __future__ import annotations

from kata_runner.learner.comparison import compare_parts

REFERENCE = '''
import numpy as np


def double(x):
    """Twice."""
    return 2 * x


class Value:
    """A value."""

    def get(self):
        """It."""
        return self._x


def _helper():
    return 1
'''


def lines(mine: str) -> dict[str, tuple[str, ...]]:
    """The lines of each part's diff."""
    differences = compare_parts(mine, REFERENCE)
    assert differences is not None
    return {each.part: each.lines for each in differences}


def test_the_same_has_no_lines_whatever_its_docstrings_and_helpers() -> None:
    mine = REFERENCE.replace("Twice.", "My own\n    words.").replace("_helper", "_mine")
    assert lines(mine) == {"double": (), "Value": ()}


def test_each_difference_is_under_its_part() -> None:
    mine = REFERENCE.replace("2 * x", "x + x").replace("self._x", "self.x")
    assert lines(mine) == {
        "double": (" def double(x):", "-    return x + x", "+    return 2 * x"),
        "Value": (
            " class Value:", " ", "     def get(self):", "-        return self.x",
            "+        return self._x",
        ),
    }  # fmt: skip


def test_a_part_that_is_written_elsewhere_is_all_the_references() -> None:
    assert lines("double = lambda x: 2 * x\n")["double"] == (
        "+def double(x):",
        "+    return 2 * x",
    )


def test_what_is_no_python_is_not_compared() -> None:
    for source in ("def (", "x = 1\0", "(" * 5000):
        assert compare_parts(source, REFERENCE) is None


def test_a_form_feed_or_a_line_separator_moves_no_line() -> None:
    mine = f"# page \f and \u2028 line\n{REFERENCE}"
    assert lines(mine) == {"double": (), "Value": ()}
