"""Which small change to the reference gives exactly what the attempt gave?

1. Fingerprints propose: of the mutants in the functions that a failure calls, those that may give
   what the attempt gave there, and that would not have shown where it passed.
2. Those are run, and judged like known mistakes: see `matching`.
3. A mutant must agree in figures that nobody gets by accident.
4. One that remains is named, of up to three that differ in words it is said that it is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kata_runner.grading.diagnosis.context import DiagnosisContext, on_pinned_seed
from kata_runner.grading.diagnosis.fingerprints import Fingerprints, take_fingerprints
from kata_runner.grading.diagnosis.matching import Matcher
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_results import (
    MutantResults,
    mutants_of_part,
    pinned_mutants,
    run_mutants,
)
from kata_runner.grading.feedback.place import find_line
from kata_runner.model import Diagnosis

SHAPES = re.compile(r"(?:ValueError|IndexError): .*\d", re.DOTALL)
MAX_RUN = 12  # mutants that are run for one failure
MAX_NAMED = 3  # causes in one sentence
WEAK = ("intermediate_", "result_cut_off")  # what loses decimals becomes 0 as many things do
# What people do the most often, by the end of a mutant's short name.
COMMON = ("loop_", "slice_", "_left_out", "_subtracted", "_exchanged", "_for_")
# What says little: it is not said where something else fits too.
VAGUE = ("other_result", "result_of_", "step_left_out", "assigned_otherwise", "intermediate_")
MIN_VALUES = 2  # what gives one and the same everywhere may be anything


@lru_cache(maxsize=1)  # asked for once an outcome, found for all of them together
def find_mutants(case: DiagnosisContext) -> dict[str, Diagnosis]:
    """The causes among small changes to the reference, by the outcome in which they show."""
    case = on_pinned_seed(case)
    proposals = Proposals(case)
    matcher = Matcher.of(case, proposals.for_failure)
    causes = {}
    for root in matcher.roots:
        agreeing = select_likely(find_agreeing(root, matcher, proposals), case)
        if is_ambiguous(root, agreeing, case):
            continue
        if cause := to_diagnosis(agreeing):
            causes[root] = with_place(cause, agreeing, case)
    return causes


def find_agreeing(root: str, matcher: Matcher, proposals: Proposals) -> list[MistakeResults]:
    """The mutants that explain a failure.

    Where there is none, other failures may have more than one reason: then they refute no mutant,
    but it must agree in several values that the reference does not give.
    """
    proposals.matcher = matcher
    agreeing = [one for one in matcher.candidates(root) if is_telling(one, root, matcher)]
    if agreeing or len(matcher.roots) == 1:
        return agreeing
    proposals.matcher = alone = replace(matcher, roots=[root])
    explained = {
        one: alone.explained(one)
        for one in proposals.for_failure(root)
        if alone.agrees(one, root) and not alone.is_refuted(one) and alone.has_telling_values(one)
    }
    return [
        one
        for one, most in explained.items()
        if not any(most < more for more in explained.values())
    ]


class Proposals:
    """The mutants that fingerprints propose for a failure, run."""

    matcher: Matcher

    def __init__(self, case: DiagnosisContext) -> None:
        """Nothing is compared yet."""
        self.case = case
        self.prints: dict[str, Fingerprints] = {}

    def for_failure(self, root: str) -> list[MistakeResults]:
        """The mutants that fit a failure, and all that is known of what else they would change."""
        called = self.case.key.by_name[root].called
        prints = [f'"{text}"' for text in self.take_prints(root)]
        mutants = pinned_mutants(self.case.kata, self.case.key, prints)
        fitting = [one for one in mutants if self.may_give(one, root)]
        fitting = [one for one in mutants_of_part(fitting, called) if self.may_be(one)][:MAX_RUN]
        run_mutants(fitting, self.case.run_many)
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
        binding = self.matcher.binding(mutant.function)
        return all(self.may_give(mutant, name) for name in mutant.results if name in binding)


def is_telling(mutant: MistakeResults, root: str, matcher: Matcher) -> bool:
    """Whether what a mutant explains cannot be an accident.

    A crash that says the same lengths is none. Of values there must be several that the reference
    does not give, or all that failed of the part must be explained, not by one value everywhere.
    """
    results = matcher.case.run.results
    problem = results[root].problem
    if problem is not None:
        is_of_shapes = problem.kind == "crashed" and SHAPES.match(problem.text) is not None
        return is_of_shapes and "everywhere" not in mutant.name
    if matcher.has_telling_values(mutant):
        return True
    if mutant.name.partition(".")[2].startswith(WEAK):
        return False
    explained = matcher.explained(mutant)
    unexplained = matcher.binding(mutant.function) & matcher.failed - explained
    return len(matcher.wrong_values(explained)) >= MIN_VALUES and not unexplained


def is_ambiguous(root: str, mutants: Sequence[MistakeResults], case: DiagnosisContext) -> bool:
    """Whether several changes crash alike, which says nothing of the reason."""
    is_crash = case.run.results[root].problem is not None
    return is_crash and len({mutant.says for mutant in mutants}) > 1


def select_likely(mutants: list[MistakeResults], case: DiagnosisContext) -> list[MistakeResults]:
    """Those in the part itself, and not in another that it calls and that is graded for itself; and
    those of which a sentence tells more than of others.
    """
    if len(mutants) < 2:
        return mutants
    own = [one for one in mutants if is_in_own_part(one, case)] or mutants
    return [one for one in own if not is_vague(one)] or own


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


def rank(mutant: MistakeResults) -> int:
    """How common a slip is: the smaller, the commoner."""
    return next((place for place, kind in enumerate(COMMON) if kind in mutant.name), len(COMMON))


def join_sentences(sentences: Sequence[str]) -> str:
    """One sentence as it is, several as ``Either … or …``."""
    if len(sentences) == 1:
        return sentences[0]
    parts = [decapitalize(sentence.rstrip(".")) for sentence in sentences]
    return f"Either {', or '.join(parts)}."


def decapitalize(text: str) -> str:
    """A sentence in the middle of another."""
    return text[:1].lower() + text[1:]
