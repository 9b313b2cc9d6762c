"""Search for two slips that show in one probe, among the small changes, if no single change fits.

Pairs are tried in one process that runs no code of the attempt, within a time budget. A pair that
fits is then run like any attempt, and must give what the attempt gave wherever its part is called.
"""

from __future__ import annotations

import ast
import marshal
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job
from kata_runner.grading.answer_key import reference
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.diagnosis._pair_search import combine
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.fingerprints import Fingerprints
from kata_runner.grading.diagnosis.fitting import fit_sentence, speaks_of_attempt
from kata_runner.grading.diagnosis.matching import MIN_DISTINCT_VALUES, Matcher
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, select_wrong
from kata_runner.grading.diagnosis.mutant_results import (
    MutantResults,
    editable_source,
    is_of_alternative,
    pinned_mutants,
    rank,
)
from kata_runner.grading.diagnosis.mutants_json import OF_PART
from kata_runner.grading.feedback.instrument import read_printed, run_below, secret_prefix
from kata_runner.mutation.sentences import decapitalize
from kata_runner.mutation.source_edits import Edit, Source, apply_edit
from kata_runner.packs.source_parts import Definition, get_owner

PROGRAM = Path(__file__).with_name("_pair_search.py")
MAX_SECONDS = 0.3  # of processor time for the first search; each further search has half as much
MIN_SECONDS = 0.1
Pair = tuple[MistakeResults, MistakeResults]


class PairSearch:
    """The search for pairs that explain an attempt's failures, with those found so far and the
    seconds that are left.
    """

    def __init__(self, matcher: Matcher) -> None:
        """Propose single changes; no pair is searched for yet."""
        self.matcher, self.proposed = matcher, matcher.propose(matcher.roots)
        self.pairs: list[MistakeResults] = []
        self.seconds = MAX_SECONDS

    def find_cause(self, root: str) -> MistakeResults | None:
        """Return a pair that explains a failure, or a single change if other failures contradict it
        only because of a second change; None if there is neither.
        """
        matcher = self.matcher
        if root not in matcher.roots:
            return None
        for cause in self.proposed[root][:1]:
            others = matcher.contradicted(cause, self.proposed).intersection(matcher.roots)
            return cause if others and all(self.find_pair(each, cause) for each in others) else None
        seen = (one for some in self.proposed.values() for one in some if root in one.results)
        fixed = next((one for one in seen if not is_of_alternative(one)), None)
        return (self.find_pair(root, fixed) if fixed else None) or self.find_pair(root)

    def find_pair(self, root: str, fixed: MistakeResults | None = None) -> MistakeResults | None:
        """Return a pair that gives what the attempt gave in a failure and is not refuted, or None;
        in a new search, with `fixed` as one of the two changes if it is given.

        No new search has a change to an alternative in it: its edit is none of the reference.
        """
        for pair in self.pairs:
            if self.matcher.agrees(pair, root):
                return pair
        result = self.matcher.case.run.results[root]
        is_conclusive = len(self.matcher.finite_wrong_values(root)) >= MIN_DISTINCT_VALUES
        if result.table is None or not is_conclusive or self.seconds < MIN_SECONDS:
            return None
        if fixed is not None and is_of_alternative(fixed):
            return None
        alone = replace(self.matcher, roots=[root])
        pairs = list(search(self.matcher.case, root, fixed, self.seconds))
        self.seconds /= 2
        for pair in map(partial(as_cause, self.matcher), pairs):
            is_certain = alone.agrees(pair, root) and not alone.is_refuted(pair)
            if is_certain and (fixed or self.matcher.is_supported(pair, self.proposed)):
                self.pairs.append(pair)
                return pair
        return None


def select_changes(case: DiagnosisContext, root: str) -> list[MistakeResults]:
    """Return the changes to the reference in what a failure calls, the most common slips first; of
    those with the same fingerprints there only one.
    """
    called = case.key.by_name[root].called
    chosen: dict[Fingerprints, MistakeResults] = {}
    words = {OF_PART + get_owner(name) for name in called}
    for one in sorted(pinned_mutants(case.kata, case.key, words), key=rank):
        results = one.results
        if (
            isinstance(results, MutantResults)
            and root in results
            and not is_of_alternative(one)
            and calls_part(called, one.function)
        ):
            chosen.setdefault(results.mutant.fingerprints[root], one)
    return list(chosen.values())


def search(
    case: DiagnosisContext, root: str, fixed: MistakeResults | None, seconds: float
) -> Iterator[Pair]:
    """Yield the pairs that seem to fit, from a run in the sandbox."""
    changes, right = select_changes(case, root), reference(case.kata)
    if fixed is not None:
        changes.append(fixed)
    actual, word = case.run.results[root].table, secret_prefix(right)
    cells = [cell for row in actual.rows for cell in row] if actual else []
    number = len(changes) - 1 if fixed else None
    edits = [edit_of(one) for one in changes]
    source = editable_source(case.kata)
    spans = statement_spans(source.decode())
    packed = (word, source, spans, root, case.key.seed, cells, number, edits, seconds)
    program = run_below(right, PROGRAM, "search", f"{marshal.dumps(packed)!r}")
    limits = {"cpu": 4 * MAX_SECONDS, "wall": 20 * MAX_SECONDS}
    job = Job(case.kata.with_limits(limits), program, [], case.key.seed)
    [(_, run)] = case.run_beside([job])
    for line in read_printed(right, run.output):
        first, second = map(int, line.split())
        yield changes[first], changes[second]


def statement_spans(source: str) -> list[tuple[int, int]]:
    """Return the spans of a module's functions and classes, in bytes."""
    file = Source(source)
    return [file.span(node) for node in ast.parse(source).body if isinstance(node, Definition)]


def edit_of(mutant: MistakeResults) -> Edit:
    """Return the edit that a mutant makes."""
    assert isinstance(mutant.results, MutantResults)
    return mutant.results.mutant.candidate.edit


def as_cause(matcher: Matcher, pair: Pair) -> MistakeResults:
    """Return two changes as one cause, run in the experiments that call its part and in all that
    failed.
    """
    case, (one, other) = matcher.case, pair
    source = editable_source(case.kata)
    for edit in sorted(combine(source, edit_of(one), edit_of(other)), reverse=True):
        source = apply_edit(source, edit)
    names = sorted((matcher.binding(one.function) | matcher.failed) - {UNCHANGED})
    wrong = attempt_of(Path(case.kata.reference.name), source)
    [(_, run)] = case.run_many([Job(case.kata, wrong, names, case.key.seed, hurried=True)])
    results = select_wrong(run.results, case.key.by_name)
    first, second = (decapitalize(fit_sentence(each, case).says.rstrip(".")) for each in pair)
    is_certain = all(speaks_of_attempt(each, case) for each in pair)
    slips = "Two slips" if is_certain else "The result is as if there were two slips"
    name, says = f"{one.name} and {other.name}", f"{slips}: {first}; and {second}."
    return replace(one, name=name, says=says, results=results, names=())
