"""Which small change to the reference gives exactly what the attempt gave?

1. Fingerprints propose: of the mutants in the functions that a failure calls, those that may give
   what the attempt gave there, and that would not have shown where it passed.
2. Those are run, and judged like known mistakes: see `matching`.
3. A mutant must agree in values that nobody gets by accident.
4. One that remains is named, of up to three that differ in words it is said that it is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kata_runner.grading.answer_key import reference
from kata_runner.grading.diagnosis.context import DiagnosisContext, on_pinned_seed
from kata_runner.grading.diagnosis.fingerprints import Fingerprints, take_fingerprints
from kata_runner.grading.diagnosis.matching import Matcher
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_results import (
    MutantResults,
    mutants_of_part,
    pinned_mutants,
    rank,
    run_mutants,
)
from kata_runner.grading.feedback.place import find_line
from kata_runner.model import Diagnosis
from kata_runner.mutation.parsing import decapitalize

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.pairs import PairSearch

SHAPES = re.compile(r"(?:ValueError|IndexError): .*\d", re.DOTALL)
NAME = re.compile(r"`([A-Za-z_]\w*)`")
MISSING = re.compile(r"`\w+` is (?:missing|left out)|in place of (?:what is computed from )?`\w+`")
MAX_RUN = 12  # mutants that are run for one failure
MAX_NAMED = 3  # causes in one sentence
WEAK = ("intermediate_", "result_cut_off")  # what loses decimals becomes 0 as many things do
# What says little: it is not said where something else fits too.
VAGUE = ("other_result", "result_of_", "step_left_out", "assigned_otherwise", "intermediate_")
MIN_VALUES = 2  # what gives one and the same everywhere may be anything


@lru_cache(maxsize=1)  # asked for once an outcome, found for all of them together
def find_mutants(case: DiagnosisContext) -> dict[str, Diagnosis]:
    """The causes among small changes to the reference, by the outcome in which they show."""
    case = on_pinned_seed(case)
    causes = {}
    matcher = MutantMatcher.of(case)
    for root, some in matcher.find_causes(matcher.roots).items():
        agreeing = select_likely(some, case)
        if is_ambiguous(root, agreeing, case):
            continue
        if cause := to_diagnosis(agreeing):
            causes[root] = with_place(cause, agreeing, case)
    return causes


def find_pair(case: DiagnosisContext, root: str) -> Diagnosis | None:
    """The cause of a failure that no single change explains."""
    cause = search_pairs(case).find_cause(root)
    return to_diagnosis([cause]) if cause else None


@lru_cache(maxsize=1)
def search_pairs(case: DiagnosisContext) -> PairSearch:
    """The search for pairs, for all failures of an attempt one."""
    from kata_runner.grading.diagnosis.pairs import PairSearch

    return PairSearch(MutantMatcher.of(on_pinned_seed(case)))


@dataclass(frozen=True, eq=False)
class MutantMatcher(Matcher):
    """An attempt beside the mutants of its kata; `prints` are the fingerprints of its results."""

    prints: dict[str, Fingerprints] = field(default_factory=dict)

    def known(self, root: str) -> Sequence[MistakeResults]:
        """The mutants that fingerprints propose for a failure, run."""
        called = self.case.key.by_name[root].called
        prints = [f'"{text}"' for text in self.take_prints(root)]
        mutants = pinned_mutants(self.case.kata, self.case.key, prints)
        fitting = [one for one in mutants if self.may_give(one, root)]
        fitting = [one for one in mutants_of_part(fitting, called) if self.may_be(one)][:MAX_RUN]
        run_mutants(fitting, self.case.run_beside)
        return fitting

    def may_give(self, mutant: MistakeResults, name: str) -> bool:
        """Whether a mutant's fingerprint is that of what the attempt gave."""
        results = mutant.results
        return isinstance(results, MutantResults) and results.has_fingerprint(
            name, self.take_prints(name)
        )

    def take_prints(self, name: str) -> Fingerprints:
        """The fingerprints of what the attempt gave in an experiment."""
        if name not in self.prints:
            self.prints[name] = take_fingerprints(self.case.run.results[name])
        return self.prints[name]

    def may_be(self, mutant: MistakeResults) -> bool:
        """Whether nothing that the attempt gave speaks against a mutant."""
        binding = self.binding(mutant.function)
        return all(self.may_give(mutant, name) for name in mutant.results if name in binding)

    def is_telling(self, cause: MistakeResults, root: str) -> bool:
        """Whether what a mutant explains cannot be an accident.

        A crash that says the same lengths is none. Of values there must be several that the
        reference does not give, or all that failed of the part must be explained, not by one value
        everywhere.
        """
        results = self.case.run.results
        problem = results[root].problem
        if problem is not None:
            is_of_shapes = problem.kind == "crashed" and SHAPES.match(problem.text) is not None
            return is_of_shapes and "everywhere" not in cause.name
        if self.has_telling_values(cause):
            return True
        if cause.name.partition(".")[2].startswith(WEAK):
            return False
        explained = self.explained(cause)
        unexplained = self.binding(cause.function) & self.failed - explained
        return len(self.wrong_values(explained)) >= MIN_VALUES and not unexplained


def is_ambiguous(root: str, mutants: Sequence[MistakeResults], case: DiagnosisContext) -> bool:
    """Whether several changes crash alike, which says nothing of the reason."""
    is_crash = case.run.results[root].problem is not None
    return is_crash and len({mutant.says for mutant in mutants}) > 1


def select_likely(mutants: list[MistakeResults], case: DiagnosisContext) -> list[MistakeResults]:
    """Those of the reference before those of its alternatives; those in the part itself, and not in
    another that it calls and that is graded for itself; and those of which a sentence tells more
    than of others. What names something of an alternative that the attempt does not have tells
    nothing.
    """
    mutants = [one for one in mutants if not is_of_alternative(one) or names_are_known(one, case)]
    if len(mutants) < 2:
        return mutants
    plain = [one for one in mutants if not is_of_alternative(one)] or mutants
    own = [one for one in plain if is_in_own_part(one, case)] or plain
    return [one for one in own if not is_vague(one)] or own


def is_of_alternative(mutant: MistakeResults) -> bool:
    """Whether a mutant is a change to another right way to write the part."""
    results = mutant.results
    return isinstance(results, MutantResults) and bool(results.mutant.candidate.base)


def names_are_known(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the attempt or the reference has each name of a sentence, but for what it says is
    missing there.
    """
    if case.job is None:
        return True
    sources = case.job.attempt.source, reference(case.kata).source
    known = b"\n".join(sources).decode("utf-8", "replace")
    names = NAME.findall(MISSING.sub("", mutant.says))
    return all(re.search(rf"\b{name}\b", known) for name in names)


def is_in_own_part(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the change of a mutant stands in its part, or in a helper."""
    results = mutant.results
    if not isinstance(results, MutantResults):
        return True
    where = results.changed_function()
    return where == mutant.function or where not in case.key.called


def is_vague(mutant: MistakeResults) -> bool:
    """Whether the sentence of a mutant says little."""
    return any(kind in mutant.name for kind in VAGUE)


def to_diagnosis(mutants: Sequence[MistakeResults]) -> Diagnosis | None:
    """The cause of one mutant, or of a few that cannot be told apart; nothing for more."""
    by_sentence: dict[str, MistakeResults] = {}
    for mutant in mutants:
        by_sentence.setdefault(mutant.says, mutant)
    if not by_sentence:
        return None
    if len(by_sentence) > MAX_NAMED:
        likeliest = sorted(by_sentence, key=lambda says: rank(by_sentence[says]))[:MAX_NAMED]
        by_sentence = {says: by_sentence[says] for says in likeliest}
    names = " or ".join(dict.fromkeys(one.name for one in by_sentence.values()))
    return Diagnosis(names, join_sentences(list(by_sentence)))


def with_place(
    cause: Diagnosis, mutants: Sequence[MistakeResults], case: DiagnosisContext
) -> Diagnosis:
    """The cause with the line of the learner's file that it is about, where that is certain."""
    places = {(mutant.function, mutant.names) for mutant in mutants}
    if case.job is None or len(places) != 1:
        return cause
    [(function, names)] = places
    line = find_line(case.job.attempt.source, function, names)
    return replace(cause, line=line, names=names if line else ())


def join_sentences(sentences: Sequence[str]) -> str:
    """One sentence as it is, several as ``Either … or …``."""
    if len(sentences) == 1:
        return sentences[0]
    parts = [decapitalize(sentence.rstrip(".")) for sentence in sentences]
    return f"Either {', or '.join(parts)}."
