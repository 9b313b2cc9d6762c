"""How many attempts at kata 6.3 are graded in a second by `kata_runner.Grader`, against
`kata grade`.

python tests/benchmarks/api.py

Both grade copies of the reference on one core at level `full`. `kata grade` also finds the files
and keeps every verdict; the API reads nothing and keeps nothing, and must not be slower for being
callable from any thread.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from rate import ours  # type: ignore[import-not-found]  # beside this script
from ways import Grade, Way, measure_turns, report_rates, report_ratios, serve  # type: ignore[import-not-found]

from kata_runner import Grader, Report

TURNS = 9


def by_api(stack: ExitStack) -> Grade:
    """The API, with one grader for all turns."""
    grader = stack.enter_context(Grader(isolation="full"))

    def grade(paths: list[Path]) -> Iterator[bool]:
        sources = (path.read_bytes() for path in paths)
        for _, report in grader.grade_many("6.3", sources, seed=0):
            yield isinstance(report, Report) and report.passed

    return grade


WAYS = {"the API": Way(by_api, 60), "kata grade": Way(ours, 60)}
RATIOS = [("the API", "kata grade", 0.95)]


def main() -> int:
    """Measure and print; 1 when the API is slower."""
    if sys.argv[1:]:
        serve(WAYS[sys.argv[1]])
        return 0
    measured = list(measure_turns(__file__, WAYS, TURNS))
    report_rates(measured)
    return int(report_ratios(measured, RATIOS))


if __name__ == "__main__":
    sys.exit(main())
