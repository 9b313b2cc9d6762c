"""An attempt gets the same report alone and in a class, where what failed is run again beside
others, on the pinned seed and on any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kata_runner.api import Grader
from kata_runner.model import Report
from tests.helpers.attempts import attempts_in, read_kept_attempt

pytestmark = pytest.mark.slow
FOLDERS = {"6.1": "n_grams", "6.3": "lstm_limitations"}
MANY = 12  # wrong attempts of each kata
ONLY_ONE = {
    "6.1": "def count_ngrams(words, n):\n    return {}\n",
    "6.3": "def signal_retained(forget_gate, steps):\n    return forget_gate * steps\n",
}
ODD = ("", "x = 1\n", "def (:\n", "raise SystemExit\n", "import no_such_module\n")


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader() as opened:
        yield opened


def told(report: Report) -> dict[str, Any]:
    """All that a report says but how long it took."""
    return {key: value for key, value in report.to_dict().items() if key != "seconds"}


def points(report: Report) -> list[tuple[str, str, float]]:
    """What became of each experiment."""
    return [(one.name, one.status, one.points) for one in report.outcomes]


@pytest.mark.parametrize(
    ("identity", "seed"),
    [
        ("6.3", 7),
        pytest.param("6.3", 0, marks=pytest.mark.thorough),
        pytest.param("6.1", 7, marks=pytest.mark.thorough),
        pytest.param("6.1", 0, marks=pytest.mark.thorough),
    ],
)
def test_a_report_is_the_same_alone_and_in_a_class(
    identity: str, seed: int, grader: Grader
) -> None:
    paths = attempts_in(f"{FOLDERS[identity]}/wrong", least=MANY)
    kept = [read_kept_attempt(path).source for path in paths[:: len(paths) // MANY]]
    sources = [ONLY_ONE[identity].encode(), *(text.encode() for text in ODD), *kept]
    reports = dict(grader.grade_many(identity, sources, seed))
    for index, source in enumerate(sources):
        report = reports[index]
        assert isinstance(report, Report)
        assert told(report) == told(grader.grade(identity, source, seed)), source.decode()
        explained = grader.grade(identity, source, seed, explain=True)
        assert points(report) == points(explained), source.decode()
