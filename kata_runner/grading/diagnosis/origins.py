"""Blocks a failure whose cause is in another part that failed too: its own part may be right.

A kata declares which experiments need which, and not every wrong part that an attempt calls is
among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mutant_matching import find_agreeing
from kata_runner.grading.diagnosis.mutant_results import find_changed_part
from kata_runner.grading.diagnosis.wrong_calls import find_wrong_calls, is_of_mutant
from kata_runner.grading.evaluate import find_root_causes, wait_for
from kata_runner.model import Outcome, Status

Origins = Mapping[str, list[str]]


def block_by_origin(case: DiagnosisContext) -> tuple[Outcome, ...]:
    """Return the outcomes of a diagnosed context; one without a certain cause whose part calls
    other failed parts is blocked by these, and so is one whose cause is a small change to other
    parts if each of these failed for a known cause.
    """
    origins: dict[str, list[str]] = {}
    wrong_calls = find_wrong_calls(case)
    for outcome in case.outcomes:
        roots = wrong_calls.get(outcome.name) or []
        if roots or (is_of_mutant(outcome) and (roots := find_origin(outcome, case))):
            origins[outcome.name] = follow(roots, origins)
    if not origins:
        return case.outcomes
    by_name = {one.name: one for one in case.outcomes}
    return tuple(block_again(one, origins, by_name) for one in case.outcomes)


def find_origin(outcome: Outcome, case: DiagnosisContext) -> list[str]:
    """Return the failures that the cause of an outcome comes down to, if all that it may be is in
    other parts; else none.
    """
    if not any(one.diagnosis and one.part != outcome.part for one in case.outcomes):
        return []
    mutants = find_agreeing(case).get(outcome.name, ())
    parts = dict.fromkeys(find_changed_part(one, case.key.called) for one in mutants)
    roots = [find_explained(part, case) for part in parts if part != outcome.part]
    return (
        [one for some in roots for one in some] if len(roots) == len(parts) and all(roots) else []
    )


def find_explained(part: str, case: DiagnosisContext) -> list[str]:
    """Return the failures with a known cause that the failures of a part come down to."""
    by_name = {one.name: one for one in case.outcomes}
    failed = [one for one in case.outcomes if one.part == part and not one.passed]
    roots = [name for one in failed for name in find_root_causes(one, by_name) or [one.name]]
    return [name for name in dict.fromkeys(roots) if by_name[name].diagnosis]


def block_again(outcome: Outcome, origins: Origins, by_name: Mapping[str, Outcome]) -> Outcome:
    """Return an outcome as blocked by its origins, or by those of what it waits for."""
    if outcome.name in origins:
        return replace(wait_for(outcome, origins[outcome.name]), diagnosis=None, place="")
    causes = find_root_causes(outcome, by_name) if outcome.status is Status.BLOCKED else []
    return wait_for(outcome, follow(causes, origins)) if origins.keys() & causes else outcome


def follow(names: Iterable[str], origins: Origins) -> list[str]:
    """Return failures with the origins of those that have any in their place."""
    return list(dict.fromkeys(root for name in names for root in origins.get(name, [name])))
