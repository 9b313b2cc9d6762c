"""The built-in diagnosis where no known mistake fits: how are the numbers, or their shapes, related
to the right ones?

It is asked after the known mistakes: among those who come last, plugins are asked in the order of
their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import Diagnosis, hookimpl

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.context import DiagnosisContext
    from kata_runner.grading.diagnosis.relations import Relation
    from kata_runner.model import Outcome
    from kata_runner.table import Table


@hookimpl(trylast=True)
def diagnose(
    outcome: Outcome, actual: Table | None, expected: Table, case: Any
) -> Diagnosis | None:
    """Name the one relation that holds, if there is one."""
    relation = related(outcome, actual, expected, case)
    return None if relation is None else Diagnosis(relation.name, relation.says)


def related(
    outcome: Outcome, actual: Table | None, expected: Table, case: DiagnosisContext
) -> Relation | None:
    """The relation of the tables where they could be compared, else that of what the functions
    returned.

    Of a secret outcome none is told: with a relation and what came, one has what is right.
    """
    if outcome.secret:
        return None
    if outcome.first_difference is not None and actual is not None:
        from kata_runner.grading.diagnosis.relations import find_relation

        return find_relation(expected, actual)
    from kata_runner.grading.diagnosis.shapes import shape_relation

    return shape_relation(
        case.key.by_name[outcome.name].calls, case.run.results[outcome.name].calls
    )
