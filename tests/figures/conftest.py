"""Tables and pictures that the tests of each way to draw share."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from kata_runner import Table, figure
from kata_runner.authoring import Declaration
from kata_runner.figures.picture import Picture, make_picture

DrawPicture = Callable[..., Picture]

STEPS = range(11)
DECAY = Table(["step", "slow", "fast"], [[n, 0.9**n, 0.1**n] for n in STEPS])
WRONG = Table(["step", "slow", "fast"], [[n, 0.5**n, 0.1**n] for n in STEPS])
SHARES = Table(["alpha", "seen", "unseen"], [["0", 1.0, 0.0], ["1", 0.25, 0.75]],
               formats={"seen": ".2f", "unseen": ".2f"})  # fmt: skip
WEIGHTS = Table(
    ["key", "query", "weight"],
    [[f"k{i}", f"q{j}", math.exp(-abs(i - j))] for i in range(3) for j in range(3)],
)
SPIRAL = Table(["x", "y"], [[math.cos(n / 3) * n, math.sin(n / 3) * n] for n in range(30)])
TIMES = Table(["length", "ms"], [[10, 1.0], [100, 10.0], [1000, 100.0]])
PERPLEXITY = Table(["alpha", "n = 2"], [["1", 61.1], ["0.1", 29.4], ["0", math.inf]])
PICTURES = {
    "lines": (figure.lines("step", ["slow", "fast"], log=True, label="what is left"), DECAY),
    "bars": (figure.bars("alpha", ["seen", "unseen"], label="probability"), SHARES),
    "heatmap": (figure.heatmap("key", "query", "weight"), WEIGHTS),
    "path": (figure.path("x", "y"), SPIRAL),
    "scatter": (figure.scatter("length", "ms", log="xy", fit=True), TIMES),
    "infinite": (figure.lines("alpha", "n = 2", log=True), PERPLEXITY),
}


def declare(drawn: figure.Figure) -> Declaration:
    """Return the declaration of an experiment with this picture."""
    return Declaration("decay", "What is left", "A sentence.", 0, figure=drawn)


@pytest.fixture
def picture() -> DrawPicture:
    """Makes the picture of this figure from a table, or from the reference's and a learner's."""

    def make(drawn: figure.Figure, table: Table | None, actual: Table | None = None) -> Picture:
        made = make_picture(declare(drawn), table, actual)
        assert made is not None
        return made

    return make


@pytest.fixture(params=PICTURES)
def any_picture(request: pytest.FixtureRequest, picture: DrawPicture) -> Picture:
    """One picture of every kind."""
    return picture(*PICTURES[request.param])
