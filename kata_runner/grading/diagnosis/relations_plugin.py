"""Built-in plugin for failures that no known mistake explains: how the numbers, or their shapes,
are related to the right ones.

It is called after the known mistakes: `trylast` plugins are called in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name the one relation that holds, if there is one."""
    from kata_runner.grading.diagnosis import relation_matching

    return relation_matching.find_cause(outcome, case)
