"""Search for the small change to the reference that gives exactly what the attempt gave.

1. Fingerprints propose mutants in the functions that a failure calls: those that may give what the
   attempt gave there, and that would not have shown where it passed.
2. The proposed mutants are run, and judged like known mistakes: see `matching`.
3. A mutant must agree in values that cannot be coincidence.
4. If one remains, it is named; of several with different sentences at most three are named, with
   "or" between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kata_runner.grading.answer_key import reference
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, on_pinned_seed
from kata_runner.grading.diagnosis.fingerprints import Fingerprints, take_fingerprints
from kata_runner.grading.diagnosis.fitting import fit_sentence, fit_to_attempt, is_true
from kata_runner.grading.diagnosis.matching import Matcher
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_results import (
    MutantResults,
    find_changed_part,
    is_of_alternative,
    pinned_mutants,
    rank,
    run_mutants,
    slip_of,
)
from kata_runner.grading.diagnosis.python_versions import DIVISION
from kata_runner.grading.diagnosis.wording import ABSENT, WHERE, WORDS
from kata_runner.model import Diagnosis, Outcome
from kata_runner.mutation.sentences import decapitalize

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.pairs import PairSearch

SHAPES = re.compile(r"(?:ValueError|IndexError): .*\d", re.DOTALL)
# A result of zeros alone says little; code that makes whole numbers of others says the rest.
TRUNCATING = re.compile(rb"\bint\(|\btrunc\(|astype\(int|dtype=int|//")
FLOAT_DIVISION = "ZeroDivisionError: float division by zero"  # `DIVISION` since Python 3.14
MAX_RUN = 12  # mutants that are run for one failure
MAX_NAMED = 3  # causes in one sentence
WEAK = ("intermediate_", "result_cut_off")  # lost decimals give 0, which has many causes
# Mutants whose sentences say little: they are not named if another mutant fits too.
VAGUE = ("other_result", "result_of_", "step_left_out", "assigned_otherwise", "intermediate_")
MIN_VALUES = 2  # a single value everywhere may have any cause


def find_cause(outcome: Outcome, case: DiagnosisContext) -> Diagnosis | None:
    """Name the small change to the reference that gives what the attempt gave, or a pair of changes
    if a single attempt is explained.
    """
    cause = find_mutants(case).get(outcome.name)
    is_explained = cause is not None or case.second is None or not case.second.with_examples
    return cause if is_explained else find_pair(case, outcome.name)


def find_mutants(case: DiagnosisContext) -> dict[str, Diagnosis]:
    """Return the causes among small changes to the reference, by the outcome in which they show."""
    fitting = {
        root: [fit_sentence(one, case) for one in agreeing]
        for root, agreeing in find_agreeing(case).items()
    }
    return {
        root: fit_to_attempt(cause, mutants, case)
        for root, mutants in fitting.items()
        if (cause := to_diagnosis(mutants))
    }


@lru_cache(maxsize=1)  # called for each outcome, computed for all of them together
def find_agreeing(case: DiagnosisContext) -> dict[str, list[MistakeResults]]:
    """Return the likely small changes that give what the attempt gave, by the outcome in which they
    show.
    """
    case = on_pinned_seed(case)
    matcher = MutantMatcher.of(case)
    likely = {
        root: select_likely(some, case) for root, some in matcher.find_causes(matcher.roots).items()
    }
    return {root: some for root, some in likely.items() if not is_ambiguous(root, some, case)}


def find_pair(case: DiagnosisContext, root: str) -> Diagnosis | None:
    """Return the cause of a failure that no single change explains, from the search for pairs."""
    cause = search_pairs(case).find_cause(root)
    if cause is None:
        return None
    mutants = [fit_sentence(cause, case)]
    diagnosis = to_diagnosis(mutants)
    return diagnosis and fit_to_attempt(diagnosis, mutants, case)


@lru_cache(maxsize=1)
def search_pairs(case: DiagnosisContext) -> PairSearch:
    """Return the search for pairs, one object for all failures of an attempt."""
    from kata_runner.grading.diagnosis.pairs import PairSearch

    return PairSearch(MutantMatcher.of(on_pinned_seed(case)))


@dataclass(frozen=True, eq=False)
class MutantMatcher(Matcher):
    """A comparison of an attempt with the mutants of its kata; `prints` are the fingerprints of its
    results.
    """

    prints: dict[str, Fingerprints] = field(default_factory=dict)

    def known(self, root: str) -> Sequence[MistakeResults]:
        """Run the mutants that fingerprints propose for a failure, at most `MAX_RUN`, and return
        them.
        """
        called = self.case.key.by_name[root].called
        prints = [f'"{text}"' for text in self.get_fingerprints(root)]
        mutants = pinned_mutants(self.case.kata, self.case.key, prints)
        fitting = [
            one for one in mutants
            if calls_part(called, one.function)
            and self.may_give(one, root) and self.fits_all_results(one)
        ][:MAX_RUN]  # fmt: skip
        run_mutants(fitting, self.case.run_beside)
        return fitting

    def may_give(self, mutant: MistakeResults, name: str) -> bool:
        """Whether a mutant has a fingerprint of what the attempt gave."""
        results = mutant.results
        return isinstance(results, MutantResults) and results.has_fingerprint(
            name, self.get_fingerprints(name)
        )

    def get_fingerprints(self, name: str) -> Fingerprints:
        """Return the fingerprints of what the attempt gave in an experiment."""
        if name not in self.prints:
            result = self.case.run.results[name]
            prints = take_fingerprints(result)
            if result.problem is not None and result.problem.text == DIVISION:  # or of floats, once
                float_division = replace(result.problem, text=FLOAT_DIVISION)
                prints = prints[0], take_fingerprints(replace(result, problem=float_division))[1]
            self.prints[name] = prints
        return self.prints[name]

    def fits_all_results(self, mutant: MistakeResults) -> bool:
        """Whether the fingerprints of a mutant fit everything that the attempt gave."""
        binding = self.binding(mutant.function)
        return all(self.may_give(mutant, name) for name in mutant.results if name in binding)

    def is_conclusive(self, cause: MistakeResults, root: str) -> bool:
        """Whether what a mutant explains cannot be coincidence.

        A crash with the same lengths in its message is no coincidence, unless the change is made
        everywhere. In tables there must be several values that the reference does not give;
        otherwise a mutant that is not in `WEAK` must explain all failures of its part, with more
        than one value.
        """
        results = self.case.run.results
        problem = results[root].problem
        if problem is not None:
            is_of_shapes = problem.kind == "crashed" and SHAPES.match(problem.text) is not None
            return is_of_shapes and "everywhere" not in slip_of(cause)
        if self.has_conclusive_values(cause):
            return True
        if slip_of(cause).startswith(WEAK):
            return False
        explained = self.explained(cause)
        unexplained = self.binding(cause.function) & self.failed - explained
        needed = 1 if self.is_seen_in_source(cause) else MIN_VALUES
        return len(self.wrong_values(explained)) >= needed and not unexplained

    def is_seen_in_source(self, cause: MistakeResults) -> bool:
        """Whether the attempt's code cuts numbers off, as a change does that gives only zeros."""
        if self.case.job is None or not slip_of(cause).endswith("cut_off"):
            return False
        return TRUNCATING.search(self.case.job.attempt.source) is not None


def is_ambiguous(root: str, mutants: Sequence[MistakeResults], case: DiagnosisContext) -> bool:
    """Whether several different changes cause the same crash, which then says nothing about the
    reason.
    """
    is_crash = case.run.results[root].problem is not None
    return is_crash and len({mutant.says for mutant in mutants}) > 1


def select_likely(mutants: list[MistakeResults], case: DiagnosisContext) -> list[MistakeResults]:
    """Return the likelier ones of some mutants.

    Changes to the reference are preferred to changes to its alternatives, changes in the part
    itself to those in another graded part that it calls, and precise sentences to vague ones. A
    change to an alternative is dropped if its sentence names something that neither the attempt nor
    the reference has.
    """
    mutants = [
        one for one in mutants
        if (not is_of_alternative(one) or names_are_known(one, case)) and is_true(one, case)
    ]  # fmt: skip
    if len(mutants) < 2:
        return mutants
    plain = [one for one in mutants if not is_of_alternative(one)] or mutants
    own = [one for one in plain if is_in_own_part(one, case)] or plain
    return [one for one in own if not is_vague(one)] or own


def names_are_known(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the attempt or the reference has each name in a mutant's sentence, except what the
    sentence says is missing.
    """
    if case.job is None:
        return True
    sources = case.job.attempt.source, reference(case.kata).source
    known = b"\n".join(sources).decode("utf-8", "replace")
    words = WORDS.findall(ABSENT.sub("", mutant.says))
    return all(re.search(rf"\b{word}\b", known) for word in words if word.isidentifier())


def is_in_own_part(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the change of a mutant is in its own part, or in a helper."""
    return find_changed_part(mutant, case.key.called) == mutant.function


def is_vague(mutant: MistakeResults) -> bool:
    """Whether the sentence of a mutant says little."""
    return any(kind in slip_of(mutant) for kind in VAGUE)


def to_diagnosis(mutants: Sequence[MistakeResults]) -> Diagnosis | None:
    """Return the diagnosis of the mutants that remain, None if there are none; of more than
    `MAX_NAMED` sentences, those of the most common slips are used.
    """
    by_sentence: dict[str, MistakeResults] = {}
    for mutant in mutants:
        by_sentence.setdefault(mutant.says, mutant)
    for says in list(by_sentence):
        if (bare := WHERE.sub("", says)) != says and bare in by_sentence:
            del by_sentence[says]
    if not by_sentence:
        return None
    if len(by_sentence) > MAX_NAMED:
        likeliest = sorted(by_sentence, key=lambda says: rank(by_sentence[says]))[:MAX_NAMED]
        by_sentence = {says: by_sentence[says] for says in likeliest}
    names = " or ".join(dict.fromkeys(one.name for one in by_sentence.values()))
    return Diagnosis(names, join_sentences(list(by_sentence)))


def join_sentences(sentences: Sequence[str]) -> str:
    """Return one sentence as it is, several as ``Either … or …``."""
    if len(sentences) == 1:
        return sentences[0]
    parts = [decapitalize(sentence.rstrip(".")) for sentence in sentences]
    return f"Either {', or '.join(parts)}."
