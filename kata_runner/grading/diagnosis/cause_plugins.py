"""The built-in plugins that name causes, one for each kind of cause.

`trylast` plugins are called in the order of their names: what is certain from an error or from the
code, known mistakes, whose messages an author wrote, small changes to the reference, what an error
or the code may mean, and last how the numbers are related to the right ones.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Diagnosis, Outcome


class CausePlugin:
    """A plugin whose hook is a function of this package, imported when a cause is looked for."""

    def __init__(self, module: str, function: str = "find_cause") -> None:
        self.module, self.function = module, function

    @hookimpl(trylast=True)
    def diagnose(self, outcome: Outcome, case: Any) -> Diagnosis | None:
        """Name the cause of a failure, if it is one that the plugin knows."""
        module = import_module(f"kata_runner.grading.diagnosis.{self.module}")
        cause: Diagnosis | None = getattr(module, self.function)(outcome, case)
        return cause


code = CausePlugin("code_rules", "find_certain_cause")
mistakes = CausePlugin("mistake_matching")
mutants = CausePlugin("mutant_matching")
python = CausePlugin("code_rules", "find_likely_cause")
relations = CausePlugin("relation_matching")
