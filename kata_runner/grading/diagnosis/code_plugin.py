"""The built-in causes that the code itself shows, and Python's errors: certain things only.

They are asked first of all that come last, as their name sorts before the others'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name what an exception means, or what stands in the code and is why this failed."""
    from kata_runner.grading.diagnosis import code_rules, exception_rules

    return exception_rules.explain_error(
        exception_rules.RULES, outcome, case
    ) or code_rules.explain_code(code_rules.RULES, outcome, case)
