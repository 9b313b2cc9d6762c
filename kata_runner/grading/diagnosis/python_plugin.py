"""The built-in causes in Python's own errors, and what an attempt's code leaves unused.

They are asked after the mutants, which say more of the same: among those who come last, plugins are
asked in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name what an exception means, or what is not used."""
    from kata_runner.grading.diagnosis import code_rules, exception_rules

    return exception_rules.explain_error(
        exception_rules.LATE_RULES, outcome, case
    ) or code_rules.explain_code(code_rules.LATE_RULES, outcome, case)
