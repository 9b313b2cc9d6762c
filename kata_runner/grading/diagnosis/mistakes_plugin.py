"""Built-in plugin that names known mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


@hookimpl(trylast=True)
def diagnose(outcome: Outcome, case: Any) -> Diagnosis | None:
    """Name the known mistake that gives what the attempt gave."""
    from kata_runner.grading.diagnosis.mistake_matching import find_mistakes

    return find_mistakes(case).get(outcome.name)
