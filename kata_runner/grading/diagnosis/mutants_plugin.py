"""Built-in plugin for causes that no author declared: small changes to the reference.

It is called after the known mistakes, whose messages an author wrote, and before the relations:
`trylast` plugins are called in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name the small change to the reference that gives what the attempt gave, or a pair of changes
    if a single attempt is explained.
    """
    from kata_runner.grading.diagnosis.mutant_matching import find_mutants, find_pair

    cause = find_mutants(case).get(outcome.name)
    is_explained = cause is not None or case.second is None or not case.second.with_examples
    return cause if is_explained else find_pair(case, outcome.name)
