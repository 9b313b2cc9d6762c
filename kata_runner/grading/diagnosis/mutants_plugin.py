"""The built-in causes that nobody wrote down: small changes to the reference.

They are asked after the known mistakes, whose words are an author's, and before the relations:
among those who come last, plugins are asked in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name the small change to the reference that gives what the attempt gave; two of them where
    one attempt is to be explained.
    """
    from kata_runner.grading.diagnosis.mutant_matching import find_mutants, find_pair

    cause = find_mutants(case).get(outcome.name)
    is_explained = cause is not None or case.second is None or not case.second.with_examples
    return cause if is_explained else find_pair(case, outcome.name)
