"""Built-in plugin for what Python's errors mean, and for what an attempt's code leaves unused.

It is called after the mutants, which say more about the same failures: `trylast` plugins are called
in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name what an exception means, or what in the code may have made this outcome fail."""
    from kata_runner.grading.diagnosis import code_rules, exception_rules

    return exception_rules.explain_error(
        exception_rules.LATE_RULES, outcome, case
    ) or code_rules.explain_code(code_rules.LATE_RULES, outcome, case)
