"""Built-in plugin for causes that are certain from Python's errors or from the code itself.

It is called before the other built-in `trylast` plugins, because its name sorts before theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name what an exception means, or what in the code made this outcome fail."""
    from kata_runner.grading.diagnosis import code_rules, exception_rules

    return exception_rules.explain_error(
        exception_rules.RULES, outcome, case
    ) or code_rules.explain_code(code_rules.RULES, outcome, case)
