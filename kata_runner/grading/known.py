"""What a kata's known mistakes give: pinned for the usual seed, computed for any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kata_runner.engine.job import Result, Run
from kata_runner.grading.alike import alike
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, Expectation, RunJobs
from kata_runner.model import Kata

if TYPE_CHECKING:
    from kata_runner.grading.mistakes import Mistake


@dataclass(frozen=True, eq=False)
class Known:
    """A mistake, and what it gives in each experiment where that is not what the reference gives."""

    name: str
    function: str
    says: str
    results: Mapping[str, Result]


KEPT: WeakKeyDictionary[AnswerKey, dict[str, list[Known]]] = WeakKeyDictionary()


def known_mistakes(kata: Kata, key: AnswerKey, functions: Iterable[str], run_many: RunJobs) -> list[Known]:
    """The mistakes in these functions, with what they give for the seed of this key; each is found once a key."""
    kept = KEPT.setdefault(key, {})
    missing = [function for function in functions if function not in kept]
    if missing:
        from kata_runner.grading.pinned_mistakes import read_pinned_mistakes

        pinned = read_pinned_mistakes(kata, key) if key.seed == PINNED_SEED else None
        found = compute_mistakes(kata, key, missing, run_many) if pinned is None else pinned
        for function in missing:
            kept[function] = [mistake for mistake in found if mistake.function == function]
    return [mistake for function in functions for mistake in kept[function]]


def compute_mistakes(kata: Kata, key: AnswerKey, functions: Sequence[str], run_many: RunJobs) -> list[Known]:
    """Run the mistakes in these functions."""
    from kata_runner.grading.mistakes import read_mistakes, run_mistakes

    mistakes = [one for one in read_mistakes(kata) if one.function in functions]
    runs = run_mistakes(kata, mistakes, key.seed, run_many)
    return sorted((known_of(*pair, key) for pair in runs), key=lambda known: known.name)


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
