"""Results of small changes to the reference, looked up by fingerprint and computed by a run where
one fits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job, Result
from kata_runner.grading.answer_key import AnswerKey, RunJobs, read_reference_text
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, select_wrong
from kata_runner.grading.diagnosis.mutants_json import PinnedMutant, read_pinned_mutants
from kata_runner.grading.variants import Variant, inject, read_alternatives
from kata_runner.model import Kata
from kata_runner.mutation.source_edits import Candidate, Edit, apply_edit
from kata_runner.packs.source_parts import list_callables

# Text in the names of mutants that are common slips, the most common first.
COMMON = ("loop_", "slice_", "_left_out", "_subtracted", "_exchanged", "_for_")
MAX_CACHED = 1000  # mutants of a key whose results are kept, however large a class is
Cache = dict[tuple[str, str, tuple[str, Edit]], MistakeResults]
MUTANT_CACHE: WeakKeyDictionary[AnswerKey, Cache] = WeakKeyDictionary()


def pinned_mutants(kata: Kata, key: AnswerKey, words: Iterable[str]) -> list[MistakeResults]:
    """Return the pinned mutants with one of these names or fingerprints, with lazy results; none if
    they are not pinned.

    While a mutant is cached, all callers get the same object, so that it is run once.
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
    """Return a mutant as a mistake of its part; it has no results in the experiments of other
    parts.
    """
    candidate = mutant.candidate
    return MistakeResults(
        candidate.name,
        candidate.function,
        candidate.says,
        MutantResults(kata, key, mutant),
        candidate.names,
    )


def make_source(kata: Kata, candidate: Candidate) -> bytes:
    """Return the reference with a candidate's change, or with the changed alternative."""
    if candidate.base:
        right = alternatives_by_name(kata)[candidate.base]
        wrong = apply_edit(right.source.encode(), candidate.edit).decode()
        return inject(kata, replace(right, source=wrong)).source
    return apply_edit(editable_source(kata), candidate.edit)


def editable_source(kata: Kata) -> bytes:
    """Return the reference as the UTF-8 bytes that positions of edits refer to."""
    return read_reference_text(kata).encode()


@lru_cache(maxsize=8)  # reading one file takes as long as running a mutant
def alternatives_by_name(kata: Kata) -> dict[str, Variant]:
    """Return a kata's alternatives by name."""
    return {one.name: one for one in read_alternatives(kata)}


@lru_cache(maxsize=8)  # parsing takes a good part of the time that a diagnosis takes
def lines_of_parts(source: bytes) -> dict[str, range]:
    """Return the lines of each public function and method of a reference."""
    return {
        name: range(node.lineno, (node.end_lineno or 0) + 1)
        for name, node in list_callables(source.decode()).items()
    }


class MutantResults(Mapping[str, Result]):
    """Results of one mutant that differ from the reference's: in which experiments is pinned, and
    the results are computed by a run.
    """

    def __init__(self, kata: Kata, key: AnswerKey, mutant: PinnedMutant) -> None:
        """Set the experiments where it differs; nothing has been run yet."""
        self.kata, self.mutant = kata, mutant
        self.seed, self.expected = key.seed, key.by_name  # the key would keep its cache entry alive
        self.run: dict[str, Result] = {}

    def job(self, names: Sequence[str]) -> Job:
        """Return the job that runs the mutant in these experiments."""
        source = make_source(self.kata, self.mutant.candidate)
        wrong = attempt_of(Path(self.kata.reference.name), source)
        return Job(self.kata, wrong, names, self.seed, hurried=True)

    def changed_function(self) -> str:
        """Return the function of the reference that the change is in, an empty string if it is in
        none; for an alternative, the part.
        """
        if self.mutant.candidate.base:
            return self.mutant.candidate.function
        source = editable_source(self.kata)
        line = source.count(b"\n", 0, self.mutant.candidate.edit[0]) + 1
        return next((name for name, lines in lines_of_parts(source).items() if line in lines), "")

    def take(self, results: Mapping[str, Result]) -> None:
        """Store the results of a run that differ from the reference's, without those in experiments
        of other parts.
        """
        wrong = select_wrong(results, self.expected)
        self.run = {name: wrong[name] for name in self.mutant.fingerprints if name in wrong}

    def has_fingerprint(self, name: str, other: Sequence[str]) -> bool:
        """Whether the mutant has one of these fingerprints in an experiment."""
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
    """Run the mutants that have not been run so far, together, and equal sources only once."""
    waiting: dict[tuple[str, Edit], list[MutantResults]] = {}
    for mutant in mutants:
        results = mutant.results
        if isinstance(results, MutantResults) and not results.run:
            waiting.setdefault(results.mutant.candidate.change, []).append(results)
    jobs = {job_of(group): group for group in waiting.values()}
    for job, run in run_many(jobs) if jobs else ():
        for results in jobs[job]:
            results.take(run.results)


def job_of(group: Sequence[MutantResults]) -> Job:
    """Return the job that runs the source of these mutants, which is the same, in every experiment
    where one of them differs.
    """
    names = {name for one in group for name in one.mutant.fingerprints}
    return group[0].job([name for name in group[0].expected if name in names])


def is_of_alternative(mutant: MistakeResults) -> bool:
    """Whether a mutant is a change to an alternative, another right way to write the part."""
    results = mutant.results
    return isinstance(results, MutantResults) and bool(results.mutant.candidate.base)


def find_changed_part(mutant: MistakeResults, called: Collection[str]) -> str:
    """Return the part of the kata that a mutant changes, of the parts that are `called`; its own
    part if the change is in a helper, as is that of a known mistake.
    """
    results = mutant.results
    where = results.changed_function() if isinstance(results, MutantResults) else ""
    return where if where in called else mutant.function


def slip_of(mutant: MistakeResults) -> str:
    """Return a mutant's name without its part, which may contain any word."""
    return mutant.name.removeprefix(f"{mutant.function}.")


def rank(mutant: MistakeResults) -> int:
    """Return how common a mutant's slip is: the smaller the number, the more common."""
    slip = slip_of(mutant)
    return next((place for place, kind in enumerate(COMMON) if kind in slip), len(COMMON))
