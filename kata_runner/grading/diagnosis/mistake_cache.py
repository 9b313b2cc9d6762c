"""Results of a kata's known mistakes for the seed of a key: pinned for the usual seed, computed for
any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from weakref import WeakKeyDictionary

from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, select_wrong
from kata_runner.grading.diagnosis.mistakes import Mistake, check_loaded, read_mistakes
from kata_runner.grading.diagnosis.mistakes_json import read_pinned_mistakes
from kata_runner.grading.variants import inject
from kata_runner.model import Kata

MISTAKE_CACHE: WeakKeyDictionary[AnswerKey, list[MistakeResults]] = WeakKeyDictionary()


def known_mistakes(
    kata: Kata, key: AnswerKey, experiment: str, run_many: RunJobs
) -> list[MistakeResults]:
    """Return the mistakes in the functions that an experiment calls, with their results for the
    seed of this key.

    If these are not pinned, the mistakes that have no result for the experiment yet are run,
    together and no further than this experiment. The results are kept as long as the key; whatever
    is still to run is run by the latest caller's `run_many`.
    """
    if key not in MISTAKE_CACHE:
        pinned = read_pinned_mistakes(kata, key) if key.seed == PINNED_SEED else None
        MISTAKE_CACHE[key] = not_yet_run(kata, key, run_many) if pinned is None else pinned
    called, known = key.by_name[experiment].called, MISTAKE_CACHE[key]
    # There are many mistakes in few functions.
    functions = {name for name in {one.function for one in known} if calls_part(called, name)}
    matches = [one for one in known if one.function in functions]
    unpinned = [one.results for one in matches if isinstance(one.results, LazyResults)]
    for results in unpinned:
        results.run_many = run_many  # an earlier caller's sandbox may be closed
    run_missing(unpinned, experiment)
    return matches


def not_yet_run(kata: Kata, key: AnswerKey, run_many: RunJobs) -> list[MistakeResults]:
    """Return all mistakes with lazy results, before any of them has been run."""
    return [
        MistakeResults(one.name, one.function, one.says, LazyResults(kata, one, key, run_many))
        for one in read_mistakes(kata)
    ]


class LazyResults(Mapping[str, Result]):
    """Results of one mistake, computed by running it as far as they are needed.

    A run begins with the first experiment that calls the mistaken function, because the results of
    some mistakes depend on earlier calls.
    """

    def __init__(self, kata: Kata, mistake: Mistake, key: AnswerKey, run_many: RunJobs) -> None:
        self.kata, self.mistake, self.run_many = kata, mistake, run_many
        # Not the key itself, which would keep its own cache entry alive.
        self.seed, self.expected = key.seed, key.by_name
        self.names = [
            name for name, one in key.by_name.items() if calls_part(one.called, mistake.function)
        ]
        self.matches: dict[str, Result | None] = {}

    def job(self, last: str) -> Job:
        """Return the job that runs the mistake in the experiments up to `last`."""
        which = self.names[: self.names.index(last) + 1]
        return Job(self.kata, inject(self.kata, self.mistake), which, self.seed)

    def take(self, run: Run) -> None:
        """Store the results of a run, None for those that equal the reference's."""
        results = check_loaded(self.kata, self.mistake, run).results
        wrong = select_wrong(results, self.expected)
        self.matches |= {name: wrong.get(name) for name in results}

    def __getitem__(self, name: str) -> Result:
        if name not in self.matches and name in self.names:
            run_missing([self], self.names[-1])
        result = self.matches.get(name)
        if result is None:
            raise KeyError(name)
        return result

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def run_missing(trials: Iterable[LazyResults], experiment: str) -> None:
    """Run the mistakes that have no result for the experiment yet, together."""
    jobs = {trial.job(experiment): trial for trial in trials if experiment not in trial.matches}
    if jobs:
        run_many = next(iter(jobs.values())).run_many
        for job, run in run_many(jobs):
            jobs[job].take(run)
