"""What a learner sees of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import click
import pytest

from kata_runner import figure
from kata_runner.authoring import Declaration
from kata_runner.figures.terminal.look import Look
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Report
from kata_runner.reports.terminal_demo import render_demo
from kata_runner.table import Table


def test_a_demo_shows_what_the_code_did_not(samples: Mapping[str, Report]) -> None:
    declaration = Declaration("halves", "Halves", "A half is less.", 1)
    table = Table(["x", "half"], [[1, 0.5]], notes=["All of them."])
    output = click.unstyle(
        render_demo(
            Demo(samples["passed"].kata, ((declaration, table, None),), {"halves": "::error::no"})
        )
    )
    assert output.startswith(
        "0.9 Tiny *things*\nSmall.\n\nHalves\nA half is less.\n✗ your code: ::error::no\n"
    )
    assert output.endswith("1     0.5\nAll of them.")


STEPS = Declaration("steps", "Steps", "A sentence.", 1, figure=figure.lines("step", "y"))
RIGHT = "✓ your code gives what is expected."


def render_steps(wrong: Mapping[int, float], samples: Mapping[str, Report]) -> str:
    """The text of a demo with thirty rows, of an attempt with wrong values at some steps."""
    rows = [[step, float(step)] for step in range(30)]
    own = [[step, wrong.get(step, float(step))] for step in range(30)]
    shown = ((STEPS, Table(["step", "y"], rows), Table(["step", "y"], own)),)
    return " ".join(click.unstyle(render_demo(Demo(samples["passed"].kata, shown, {}))).split())


def test_only_a_whole_table_without_a_wrong_value_is_called_right(
    samples: Mapping[str, Report],
) -> None:
    assert f"{RIGHT} … 6 more rows: --json has all of them" in render_steps({}, samples)
    for step in (0, 23, 24, 29):
        assert RIGHT not in render_steps({step: -1.0}, samples)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([24], "✗ 1 value is wrong in rows that are not shown, the first at step 24:"),
        ([26, 24], "✗ 2 values are wrong in rows that are not shown, the first at step 24:"),
    ],
    ids=["one", "two"],
)
def test_a_wrong_value_in_a_row_that_is_not_shown_is_reported(
    steps: list[int], sentence: str, samples: Mapping[str, Report]
) -> None:
    text = render_steps(dict.fromkeys(steps, -1.0), samples)
    assert f"{sentence} expected 24, got -1. … 6 more rows" in text
    assert "stands below it" not in text
    both = render_steps(dict.fromkeys([3, *steps], -1.0), samples)
    assert "✗ is wrong: the expected value stands below it." in both and sentence in both


def test_a_picture_replaces_a_table_only_if_it_shows_every_value(
    samples: Mapping[str, Report],
) -> None:
    bars = Declaration("bars", "Bars", "A sentence.", 1, figure=figure.bars("step", "y"))
    for count, is_cut in ((200, False), (203, True)):
        table = Table(["step", "y"], [[step, 1.0] for step in range(count)])
        demo = Demo(samples["passed"].kata, ((bars, table, None),), {})
        text = render_demo(demo, Look(), with_tables=False)
        assert ("3 bars after the first 200; --json has all values." in text) == is_cut
        assert ("more rows: --json has all of them" in text) == is_cut


def test_a_value_that_varies_is_neither_right_nor_wrong(samples: Mapping[str, Report]) -> None:
    declaration = Declaration("times", "Times", "A sentence.", 0)
    shown = ((declaration, Table.of(1.5), Table.of(2.5)),)
    demo = Demo(samples["passed"].kata, shown, {})
    assert "✗ is wrong" in click.unstyle(render_demo(demo))
    text = click.unstyle(render_demo(replace(demo, varying=frozenset({"times"}))))
    assert "✗" not in text and RIGHT not in text
    assert text.endswith(
        "2.5\nYours: they differ from run to run, so none of them is right or wrong."
    )
