"""Built-in plugin for failures that no known mistake explains: how the numbers, or their shapes,
are related to the right ones.

It is called after the known mistakes: `trylast` plugins are called in the order of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner import Diagnosis, hookimpl

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
    from kata_runner.grading.diagnosis.relations import Relation
    from kata_runner.model import Outcome
    from kata_runner.table import Table


MIN_CONSTANTS = 2  # a single wrong cell is no relation


@hookimpl(trylast=True)
def diagnose(
    outcome: Outcome, actual: Table | None, expected: Table, case: Any
) -> Diagnosis | None:
    """Name the one relation that holds, if there is one."""
    relation = related(outcome, actual, expected, case)
    return None if relation is None else Diagnosis(relation.name, relation.says)


def is_general(relation: Relation, outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether a relation is more than a coincidence of one experiment's numbers.

    A factor or an offset that has a name, or is a simple one, may be a cause. Any other must hold
    in all experiments of the same parts; otherwise it is a constant of this experiment.
    """
    from kata_runner.grading.diagnosis.factors import is_named
    from kata_runner.grading.diagnosis.relations import find_relation
    from kata_runner.grading.evaluate import find_differences

    if relation.name not in ("constant_factor", "constant_offset") or is_named(relation.says):
        return True
    called = set(case.key.by_name[outcome.name].called)
    for other in case.alone:
        expectation, result = case.key.by_name[other.name], case.run.results.get(other.name)
        if other.name == outcome.name or not called & set(expectation.called):
            continue
        if other.passed:
            return False
        table = result.table if result else None
        if table is None or not find_differences(expectation, table):
            continue
        same = find_relation(expectation.table, table)
        if same is None or same.says != relation.says:
            return False
    return True


def constant_for_constant(expected: Table, actual: Table) -> Relation | None:
    """All wrong cells have the same expected value and the same actual one, and no cell with that
    expected value is right.
    """
    from kata_runner.grading.diagnosis.relations import Relation
    from kata_runner.grading.feedback.cell_text import format_pair

    if expected.columns != actual.columns or len(expected.rows) != len(actual.rows):
        return None
    pairs = [(a, b) for rows in zip(expected.rows, actual.rows, strict=True)
             for a, b in zip(*rows, strict=True)]  # fmt: skip
    wrong = {(type(a), a, type(b), b) for a, b in pairs if a != b}
    count = sum(1 for a, b in pairs if a != b)
    if len(wrong) != 1 or count < MIN_CONSTANTS:
        return None
    [(_, right, _, other)] = wrong
    if any(a == right and b == right for a, b in pairs):
        return None
    actual_text, expected_text = format_pair(other, right)
    return Relation(
        "constant_for_constant", f"Wherever {expected_text} is right, {actual_text} came."
    )


def nan_for_number(expected: Table, actual: Table) -> Relation | None:
    """All wrong cells are nan where numbers are right."""
    from kata_runner.grading.diagnosis.relations import Relation

    wrong = [(a, b) for rows in zip(expected.rows, actual.rows, strict=False)
             for a, b in zip(*rows, strict=False) if a != b]  # fmt: skip
    if not wrong or not all(a == a and b != b for a, b in wrong):  # noqa: PLR0124
        return None
    return Relation(
        "nan_for_number",
        "nan came of a number: a logarithm or a root of what is negative gives it, 0 / 0, and what "
        "is computed from nan.",
    )


def related(
    outcome: Outcome, actual: Table | None, expected: Table, case: DiagnosisContext
) -> Relation | None:
    """Return the relation of the tables if they could be compared, else that of the forms of what
    the functions returned.

    A secret outcome has none: a relation and the actual values together reveal the right ones.
    """
    if outcome.secret:
        return None
    if outcome.first_difference is not None and actual is not None:
        from kata_runner.grading.diagnosis.relations import find_relation

        relation = find_relation(expected, actual)
        if relation is None:
            return constant_for_constant(expected, actual) or nan_for_number(expected, actual)
        return relation if is_general(relation, outcome, case) else None
    from kata_runner.grading.diagnosis.shapes import shape_relation

    return shape_relation(
        case.key.by_name[outcome.name].calls, case.run.results[outcome.name].calls
    )
