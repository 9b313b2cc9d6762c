"""Results of a known mistake in the experiments where they differ from the reference's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kata_runner.engine.job import Result, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.grading.diagnosis.mistakes import Mistake
from kata_runner.grading.unchanged_arguments import align


@dataclass(frozen=True, eq=False)
class MistakeResults:
    """A mistake, with its results in the experiments where they differ from the reference's."""

    name: str
    function: str
    says: str
    results: Mapping[str, Result]
    names: tuple[str, ...] = ()  # used in the learner's line that has the mistake, if known


def mistake_results(mistake: Mistake, run: Run, key: AnswerKey) -> MistakeResults:
    """Return a mistake with its results, from its run in all experiments."""
    results = select_wrong(run.results, key.by_name)
    return MistakeResults(mistake.name, mistake.function, mistake.says, results)


def select_wrong(
    results: Mapping[str, Result], expected: Mapping[str, Expectation]
) -> dict[str, Result]:
    """Return the results that differ from the reference's, with their rows in its order."""
    aligned = {name: align(expected[name], result) for name, result in results.items()}
    return {
        name: result
        for name, result in aligned.items()
        if not is_as_expected(expected[name], result)
    }


def is_as_expected(expectation: Expectation, result: Result) -> bool:
    """Whether a result is what the reference gives."""
    name, declaration = expectation.declaration.name, expectation.declaration
    return results_equal(
        Result(name, expectation.table, None, expectation.calls), result, declaration.tolerance
    )
