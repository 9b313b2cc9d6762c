"""What small changes to the reference give, looked up by fingerprint and run where one fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from kata_runner.engine.job import Job, Result
from kata_runner.engine.source import attempt_of
from kata_runner.grading.answer_key import AnswerKey, RunJobs, reference
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, is_as_expected
from kata_runner.grading.diagnosis.mutants_json import PinnedMutant, read_pinned_mutants
from kata_runner.grading.parts import calls_part
from kata_runner.grading.unchanged import aligned
from kata_runner.grading.variants import Variant, inject, read_alternatives
from kata_runner.model import Kata
from kata_runner.mutation.candidate import Candidate, Edit, apply_edit
from kata_runner.packs.author_files import decode_python
from kata_runner.packs.parts import list_callables

# What people do the most often, by the end of a mutant's short name.
COMMON = ("loop_", "slice_", "_left_out", "_subtracted", "_exchanged", "_for_")
MAX_CACHED = 1000  # mutants of a key whose results are kept, for a class of any size
Cache = dict[tuple[str, str, tuple[str, Edit]], MistakeResults]
MUTANT_CACHE: WeakKeyDictionary[AnswerKey, Cache] = WeakKeyDictionary()


def pinned_mutants(kata: Kata, key: AnswerKey, words: Iterable[str]) -> list[MistakeResults]:
    """The pinned mutants with one of these names or fingerprints, with their lazy results, each one
    object for all who ask; none where they are not pinned.
    """
    known = MUTANT_CACHE.setdefault(key, {})
    if len(known) >= MAX_CACHED:
        known.clear()
    mutants = read_pinned_mutants(kata, key, frozenset(words)) or []
    return [
        known.setdefault(
            (one.candidate.name, one.candidate.function, one.candidate.change),
            as_mistake(kata, key, one),
        )
        for one in mutants
    ]


def as_mistake(kata: Kata, key: AnswerKey, mutant: PinnedMutant) -> MistakeResults:
    """A mutant as a mistake of its part; what it gives in other parts' experiments is not kept."""
    candidate = mutant.candidate
    return MistakeResults(
        candidate.name,
        candidate.function,
        candidate.says,
        MutantResults(kata, key, mutant),
        candidate.names,
    )


def make_source(kata: Kata, candidate: Candidate) -> bytes:
    """The reference with a candidate's change, or with an alternative that has it."""
    if candidate.base:
        right = alternatives_by_name(kata)[candidate.base]
        wrong = apply_edit(right.source.encode(), candidate.edit).decode()
        return inject(kata, replace(right, source=wrong)).source
    text = decode_python(kata.reference, reference(kata).source)
    return apply_edit(text.encode(), candidate.edit)


@lru_cache(maxsize=8)  # reading one file takes as long as running a mutant
def alternatives_by_name(kata: Kata) -> dict[str, Variant]:
    """A kata's alternatives."""
    return {one.name: one for one in read_alternatives(kata)}


class MutantResults(Mapping[str, Result]):
    """What one mutant gives where that is not what the reference gives: where is known, what is
    found out by running it.
    """

    def __init__(self, kata: Kata, key: AnswerKey, mutant: PinnedMutant) -> None:
        """Know where it differs; nothing has run yet."""
        self.kata, self.mutant = kata, mutant
        self.seed, self.expected = key.seed, key.by_name  # not the key: it owns this
        self.run: dict[str, Result] = {}

    def job(self) -> Job:
        """The mutant in the experiments where it differs."""
        source = make_source(self.kata, self.mutant.candidate)
        wrong = attempt_of(Path(self.kata.reference.name), source)
        return Job(self.kata, wrong, list(self.mutant.fingerprints), self.seed, hurried=True)

    def changed_function(self) -> str:
        """The function of the reference in which it changes something, nothing outside of all."""
        if self.mutant.candidate.base:
            return self.mutant.candidate.function
        text = decode_python(self.kata.reference, reference(self.kata).source)
        before = text.encode()[: self.mutant.candidate.edit[0]].decode()
        line = before.count("\n") + 1
        return next(
            (name for name, node in list_callables(text).items()
             if node.lineno <= line <= (node.end_lineno or 0)), ""
        )  # fmt: skip

    def take(self, results: Mapping[str, Result]) -> None:
        """Keep what a run gave where it is not what the reference gives."""
        for name, result in results.items():
            given = aligned(self.expected[name], result)
            if not is_as_expected(self.expected[name], given):
                self.run[name] = given

    def has_fingerprint(self, name: str, other: Sequence[str]) -> bool:
        """Whether it may give in an experiment what has these fingerprints."""
        own = self.mutant.fingerprints.get(name)
        return own is not None and (own[0] == other[0] or own[1] == other[1])

    def __contains__(self, name: object) -> bool:
        return name in self.mutant.fingerprints

    def __getitem__(self, name: str) -> Result:
        return self.run[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.mutant.fingerprints)

    def __len__(self) -> int:
        return len(self.mutant.fingerprints)


def run_mutants(mutants: Iterable[MistakeResults], run_many: RunJobs) -> None:
    """Run those that have not been run so far, together; equal sources once."""
    waiting: dict[tuple[str, Edit], list[MutantResults]] = {}
    for mutant in mutants:
        results = mutant.results
        if isinstance(results, MutantResults) and not results.run:
            waiting.setdefault(results.mutant.candidate.change, []).append(results)
    jobs = {group[0].job(): group for group in waiting.values()}
    for job, run in run_many(jobs) if jobs else ():
        for results in jobs[job]:
            results.take(run.results)


def mutants_of_part(
    mutants: Iterable[MistakeResults], called: Sequence[str]
) -> list[MistakeResults]:
    """The mutants in the functions that an experiment calls."""
    return [mutant for mutant in mutants if calls_part(called, mutant.function)]


def rank(mutant: MistakeResults) -> int:
    """How common a slip is: the smaller, the commoner."""
    return next((place for place, kind in enumerate(COMMON) if kind in mutant.name), len(COMMON))
