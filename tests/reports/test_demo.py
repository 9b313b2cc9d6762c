"""What a learner sees of the demo."""

from __future__ import annotations

from collections.abc import Mapping

import click

from kata_runner.authoring import Declaration
from kata_runner.model import Report
from kata_runner.reports.demo import render_demo
from kata_runner.table import Table


def test_a_demo_shows_what_the_code_did_not(samples: Mapping[str, Report]) -> None:
    declaration = Declaration("halves", "Halves", "A half is less.", 1)
    table = Table(["x", "half"], [[1, 0.5]], notes=["All of them."])
    output = click.unstyle(
        render_demo(samples["passed"].kata, [(declaration, table, None)], {"halves": "::error::no"})
    )
    assert output.startswith(
        "0.9 Tiny *things*\nSmall.\n\nHalves\nA half is less.\n✗ your code: ::error::no\n"
    )
    assert output.endswith("1     0.5\nAll of them.")
