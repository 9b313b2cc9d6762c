"""The built-in causes that the code itself shows: certain things only.

They are asked first of all that come last, as their name sorts before the others'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name what stands in the code and is why this failed."""
    from kata_runner.grading.diagnosis.code_rules import RULES, explain_code

    return explain_code(RULES, outcome, case)
