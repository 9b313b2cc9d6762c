"""Whether a failure goes away if the attempt calls the reference's parts in place of its own wrong
ones: then the part that failed may be right, and waits for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kata_runner.authoring import UNCHANGED
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, failed_by_itself
from kata_runner.grading.diagnosis.mutant_results import editable_source, lines_of_parts
from kata_runner.grading.diagnosis.wording import read_code
from kata_runner.grading.evaluate import find_status
from kata_runner.grading.feedback.instrument import run_below
from kata_runner.grading.feedback.place import get_lines
from kata_runner.model import Outcome, Status
from kata_runner.packs.source_parts import get_owner

PROGRAM = Path(__file__).with_name("_replaced_parts.py")
DEFINED = re.compile(r"\s*(?:async )?def (\w+)")


def find_wrong_calls(case: DiagnosisContext) -> dict[str, list[str]]:
    """Return the failures that pass with the reference in place of the other failed parts which
    they call, each with the failures of these parts; none in a kata that has secrets, since the
    attempt could read the reference.
    """
    failed = [one for one in case.outcomes if is_of_function(one) and failed_by_itself(one, case)]
    roots: dict[str, list[str]] = {}
    for one in failed:
        roots.setdefault(one.part, []).append(one.name)
    is_secret = any(one.secret for one in case.outcomes)
    if case.job is None or is_secret or len(roots) < 2:
        return {}
    calls = map_calls(case.job.attempt.source)
    origins: dict[str, list[str]] = {}
    for part, names in roots.items():
        wrong = sorted(reached_from(called_by(part, names, case), calls) & roots.keys() - {part})
        if wrong and not any(part in reached_from({one}, calls) for one in wrong):
            causes = [name for one in roots if one in wrong for name in roots[one]]
            origins |= dict.fromkeys(pass_with_reference(case, names, wrong), causes)
    return origins


def is_of_function(outcome: Outcome) -> bool:
    """Whether an outcome is of a part that can be replaced, or calls such parts."""
    return "." not in outcome.part and outcome.name != UNCHANGED


def called_by(part: str, names: Sequence[str], case: DiagnosisContext) -> set[str]:
    """Return the functions that experiments of a part call."""
    return {part, *(get_owner(name) for one in names for name in case.key.by_name[one].called)}


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


def pass_with_reference(
    case: DiagnosisContext, names: Sequence[str], parts: Sequence[str]
) -> list[str]:
    """Return the experiments that pass if the attempt has these parts from the reference."""
    assert case.job is not None
    source = editable_source(case.kata)
    known = [part for part in parts if part in lines_of_parts(source)]
    below = run_below(case.job.attempt, PROGRAM, "put", f"globals(), {source!r}, {known!r}")
    job = replace(case.job, attempt=below, which=list(names), stopped=None)
    [(_, run)] = case.run_many([job])
    return [
        name
        for name, result in run.results.items()
        if find_status(case.key.by_name[name], result) is Status.PASSED
    ]
