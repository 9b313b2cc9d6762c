"""Whether a part that failed calls other failed parts: it may be right, and waits for these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kata_runner.authoring import UNCHANGED
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, failed_by_itself
from kata_runner.grading.diagnosis.relations import RELATIONS
from kata_runner.grading.diagnosis.wording import read_code
from kata_runner.grading.feedback.place import get_lines
from kata_runner.model import Outcome
from kata_runner.packs.source_parts import get_owner

DEFINED = re.compile(r"\s*(?:async )?def (\w+)")


def find_wrong_calls(case: DiagnosisContext) -> dict[str, list[str]]:
    """Return the failures without a certain cause of parts that call other failed parts, each with
    the failures of these parts: what such a part gives may come from there.
    """
    failed = [one for one in case.outcomes if is_of_function(one) and failed_by_itself(one, case)]
    roots: dict[str, list[str]] = {}
    for one in failed:
        roots.setdefault(one.part, []).append(one.name)
    if case.job is None or len(roots) < 2:
        return {}
    calls = map_calls(case.job.attempt.source)
    origins: dict[str, list[str]] = {}
    for one in filter(is_uncertain, failed):
        called = reached_from(called_by(one, case), calls)
        wrong = sorted(called & roots.keys() - {one.part})
        if wrong and not any(one.part in reached_from({part}, calls) for part in wrong):
            origins[one.name] = [name for part in roots if part in wrong for name in roots[part]]
    return origins


def is_of_function(outcome: Outcome) -> bool:
    """Whether an outcome is of functions, whose calls can be read from the source."""
    return "." not in outcome.part and outcome.name != UNCHANGED


def called_by(outcome: Outcome, case: DiagnosisContext) -> set[str]:
    """Return the part of an outcome and the functions that its experiment calls."""
    return {outcome.part, *map(get_owner, case.key.by_name[outcome.name].called)}


def map_calls(source: bytes) -> dict[str, set[str]]:
    """Return the functions that each function of a source mentions."""
    names = {match[1] for line in get_lines(source) if (match := DEFINED.match(line))}
    return {
        name: set(re.findall(r"\w+", read_code(source, name))) & names - {name} for name in names
    }


def reached_from(names: Iterable[str], calls: Mapping[str, set[str]]) -> set[str]:
    """Return the functions that these call, directly or through others, and themselves."""
    reached, waiting = set(names), list(names)
    while waiting:
        new = calls.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def is_uncertain(outcome: Outcome) -> bool:
    """Whether no cause is named, or one that results of a wrong part may imitate."""
    cause = outcome.diagnosis
    return cause is None or cause.mistake in RELATIONS or is_of_mutant(outcome)


def is_of_mutant(outcome: Outcome) -> bool:
    """Whether an outcome's cause is a small change: its name begins with the part's."""
    cause = outcome.diagnosis
    return cause is not None and cause.mistake.startswith(f"{outcome.part}.")
