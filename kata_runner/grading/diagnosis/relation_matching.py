"""Search for the relation of a failure's numbers, or of their shapes, to the right ones."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.unchanged import CHANGED
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.equality import pair_cells
from kata_runner.grading.diagnosis.factors import is_named
from kata_runner.grading.diagnosis.relations import Relation, find_relation
from kata_runner.grading.diagnosis.shapes import shape_relation
from kata_runner.grading.evaluate import find_differences
from kata_runner.grading.feedback.cell_text import format_pair
from kata_runner.grading.unchanged_arguments import describe_change
from kata_runner.model import Diagnosis, Outcome

OF_OTHER_CALLS = ("earlier_values", "later_values")
SPECIAL = (0, 1, -1, math.inf, -math.inf, "")  # and nan
MIN_CONSTANTS = 2  # a single wrong cell is no relation


def find_cause(outcome: Outcome, case: DiagnosisContext) -> Diagnosis | None:
    """Return the one relation that holds as a diagnosis, if there is one.

    A secret outcome has none: a relation and the actual values together reveal the right ones.
    """
    relation = None if outcome.secret else related(outcome, case)
    return None if relation is None else Diagnosis(relation.name, relation.says)


def related(outcome: Outcome, case: DiagnosisContext) -> Relation | None:
    """Return the relation of the tables if they could be compared, else that of the forms of what
    the functions returned.
    """
    expectation, result = case.key.by_name[outcome.name], case.run.results[outcome.name]
    if outcome.first_difference is None or result.table is None:
        return shape_relation(expectation.calls, result.calls)
    relation = find_relation(expectation.table, result.table)
    if relation is not None and relation.name in OF_OTHER_CALLS:
        changed = find_changed_argument(expectation.called, case)
        relation = Relation("input_changed", describe_change(*changed)) if changed else relation
    if relation is None:
        pairs = pair_cells(expectation.table, result.table) or []
        is_drawn = not expectation.declaration.shown
        return constant_for_constant(pairs, is_drawn=is_drawn) or nan_for_number(pairs)
    return relation if is_general(relation, outcome, case) else None


def find_changed_argument(
    called: Collection[str], case: DiagnosisContext
) -> tuple[str, str] | None:
    """Return the first of some functions that wrongly changed an argument, and the argument."""
    expectation, result = case.key.by_name.get(UNCHANGED), case.run.results.get(UNCHANGED)
    if expectation is None or result is None or result.table is None:
        return None
    for (label, was), (_, state) in zip(expectation.table.rows, result.table.rows, strict=False):
        function, _, argument = str(label).partition(": ")
        if function in called and state == CHANGED != was:
            return function, argument
    return None


def is_general(relation: Relation, outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether a relation is more than a coincidence of one experiment's numbers.

    A factor or an offset that has a name, or is a simple one, may be a cause. Any other must hold
    in all experiments of the same parts; otherwise it is a constant of this experiment.
    """
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


def constant_for_constant(
    pairs: Sequence[tuple[Cell, Cell]], *, is_drawn: bool = False
) -> Relation | None:
    """All wrong cells have the same expected value and the same actual one, and no cell with that
    expected value is right; of inputs that are drawn both are `SPECIAL`, as others may be chance.
    """
    wrong = [(a, b) for a, b in pairs if a != b]
    if len(wrong) < MIN_CONSTANTS or len({(type(a), a, type(b), b) for a, b in wrong}) != 1:
        return None
    right, other = wrong[0]
    if any(a == right and b == right for a, b in pairs):
        return None
    if is_drawn and not (is_special(right) and is_special(other)):
        return None
    actual_text, expected_text = format_pair(other, right)
    says = f"Wherever {expected_text} is right, {actual_text} came."
    return Relation("constant_for_constant", says)


def is_special(cell: Cell) -> bool:
    """Whether a cell has a value that does not depend on the inputs that were drawn."""
    return cell in SPECIAL or cell != cell  # noqa: PLR0124  # nan


def nan_for_number(pairs: Sequence[tuple[Cell, Cell]]) -> Relation | None:
    """All wrong cells are nan where numbers are right."""
    wrong = [(a, b) for a, b in pairs if a != b]
    if not wrong or not all(a == a and b != b for a, b in wrong):  # noqa: PLR0124
        return None
    return Relation(
        "nan_for_number",
        "nan came of a number: a logarithm or a root of what is negative gives it, 0 / 0, 0 times "
        "infinity, infinity less infinity, and what is computed from nan.",
    )
