"""A known mistake and what it gives where that is not what the reference gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kata_runner.engine.job import Result, Run
from kata_runner.grading.alike import alike
from kata_runner.grading.answer_key import AnswerKey, Expectation

if TYPE_CHECKING:
    from kata_runner.grading.mistakes import Mistake


@dataclass(frozen=True, eq=False)
class Known:
    """A mistake, and what it gives in each experiment where that is not what the reference gives."""

    name: str
    function: str
    says: str
    results: Mapping[str, Result]


def known_of(mistake: Mistake, run: Run, key: AnswerKey) -> Known:
    """A mistake with what it gave."""
    return Known(mistake.name, mistake.function, mistake.says, changes(key, run))


def changes(key: AnswerKey, run: Run) -> dict[str, Result]:
    """The results that are not what the key expects."""
    return {
        name: run.results[name]
        for name, wanted in ((one.declaration.name, one) for one in key.expectations)
        if not alike(as_result(wanted), run.results[name], wanted.declaration.tolerance)
    }


def as_result(expectation: Expectation) -> Result:
    """What the reference gave, as a result like any other."""
    return Result(expectation.declaration.name, expectation.table, None, expectation.calls)
