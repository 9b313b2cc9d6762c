"""Fits what is said about a small change to the attempt: its own names, operators and lines.

A sentence describes a change to the reference, and the attempt may be written in another way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_results import (
    MutantResults,
    editable_source,
    find_changed_part,
    is_of_alternative,
)
from kata_runner.grading.diagnosis.wording import (
    absent_words,
    is_about,
    is_about_code,
    is_telling,
    named_words,
    without_wrong_place,
)
from kata_runner.grading.feedback.place import find_line
from kata_runner.model import Diagnosis
from kata_runner.mutation.sentences import capitalize, decapitalize

REPLACED = re.compile(r"`(\w+)` is (?:used|written) in place of `(\w+)`")
ALIAS = re.compile(r"\s*\w+\s*=\s*[\w.]+\s*")
COMPARISON = "It is as if "
OTHER_ORDER = "The results are returned in another order: look at which comes first."


def is_true(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the sentence of a mutant is no comparison, or is one with what the attempt has."""
    return not mutant.says.startswith(COMPARISON) or speaks_of_attempt(mutant, case)


def speaks_of_attempt(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether the attempt's part contains what the sentence of a mutant says is there."""
    part = find_changed_part(mutant, case.key.called)
    return case.job is None or is_about(mutant.says, case.job.attempt.source, part)


def fit_to_attempt(
    cause: Diagnosis, mutants: Sequence[MistakeResults], case: DiagnosisContext
) -> Diagnosis:
    """Return the cause with its line of the learner's file, if that is certain; as a comparison if
    it speaks of something that the attempt's part does not contain, and so gives in another way.
    """
    if case.job is None:
        return cause
    named = [one for one in mutants if one.says.rstrip(".")[1:] in cause.says]
    if all(speaks_of_attempt(one, case) for one in named):
        return with_place(cause, mutants, case.job.attempt.source)
    return replace(cause, says=f"The result is as if {decapitalize(cause.says)}")


def fit_sentence(mutant: MistakeResults, case: DiagnosisContext) -> MistakeResults:
    """Return a mutant with its sentence as it is true of the attempt's own code."""
    says = capitalize(mutant.says)
    if gives_other_order(mutant, case):
        says = OTHER_ORDER
    elif case.job is not None:
        part = find_changed_part(mutant, case.key.called)
        says = without_wrong_place(says, case.job.attempt.source, part)
    return replace(mutant, says=says)


def gives_other_order(mutant: MistakeResults, case: DiagnosisContext) -> bool:
    """Whether a mutant only exchanges the results that a function returns."""
    results = mutant.results
    if not isinstance(results, MutantResults) or not mutant.name.endswith("_exchanged"):
        return False
    begin, end, after = results.mutant.candidate.edit
    source = editable_source(case.kata)
    is_returned = source[:begin].rstrip(b" (").endswith(b"return")
    parts = [
        sorted(re.split(r",\s*", text.strip("()"))) for text in (source[begin:end].decode(), after)
    ]
    return is_returned and not is_of_alternative(mutant) and parts[0] == parts[1] != [after]


def with_place(cause: Diagnosis, mutants: Sequence[MistakeResults], source: bytes) -> Diagnosis:
    """Return the cause with the line of the learner's file that it is about, if that is certain."""
    places = {(mutant.function, names_to_find(mutant)) for mutant in mutants}
    [(function, names), *others] = places
    if others or not names or len({mutant.says for mutant in mutants}) != 1:
        return cause
    says = mutants[0].says
    line = find_line(source, function, names, partial(is_about_code, says))
    if not line and is_telling(says):
        names = tuple(filter(str.isidentifier, named_words(says)))
        line = find_line(source, function, (), partial(is_place, says))
    return replace(cause, line=line, names=names if line else ())


def is_place(says: str, line: str) -> bool:
    """Whether a line has what a sentence says is there, and not only gives it another name."""
    return is_about_code(says, line) and ALIAS.fullmatch(line) is None


def names_to_find(mutant: MistakeResults) -> tuple[str, ...]:
    """Return the names that stand at a mutant's place in a file with this slip: a name that was
    exchanged for another is not there, nor one that is missing. There are none if several are
    missing, because the others alone may stand elsewhere.
    """
    replaced = {right: wrong for wrong, right in REPLACED.findall(mutant.says)}
    absent = absent_words(mutant.says) - replaced.keys()
    if len(absent) > 1:
        return ()
    return tuple(replaced.get(name, name) for name in mutant.names if name not in absent)
