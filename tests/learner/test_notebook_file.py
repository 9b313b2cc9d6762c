"""A starter becomes the cells of a notebook."""

from __future__ import annotations

from kata_runner.learner.notebook_file import split_starter


def test_a_form_feed_or_a_line_separator_moves_no_cell() -> None:
    head = "# page \f and \u2028 line\nimport math"
    parts = ["def first(x):\n    return x", "@staticmethod\ndef second(x):\n    return math.e"]
    assert list(split_starter("\n\n\n".join([head, *parts]) + "\n")) == [head, *parts]
