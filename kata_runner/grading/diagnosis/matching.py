"""Search for the known cause that gives exactly what the attempt gave.

A cause *explains* an outcome that failed or crashed if it gives the same result there, and the
reference does not. It is *refuted* if anywhere else it would have made a right result wrong, or a
wrong result wrong in another way. Two kinds of outcomes do not refute a cause: those that wait for
others, as they may be wrong for more than one reason, and those of experiments that call only other
functions, as these may use the mistaken function in the reference and not in the attempt. Of the
causes that remain, one that explains everything that another does, and more, replaces that other.

An outcome that failed in another way does not refute a cause either if there is a second slip that
shows in a failure of its own and would have shown in this outcome too.

A cause may leave failures of its function unexplained, because there may be a second cause. Then it
must agree with the attempt in values that cannot be coincidence. In addition it must explain
several experiments, or each unexplained failure must be one that it does not affect, one that waits
for such a failure, or one that waits for one of two experiments that are explained with such
values.

So two slips in two functions, or in two parts that have probes of their own, are both named, each
in the outcomes where it shows.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Self

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Result
from kata_runner.engine.unchanged import COLUMNS
from kata_runner.grading.called_parts import calls_part, is_only_of
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.equality import results_equal, results_equal_where_finite
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.relations import find_relation
from kata_runner.grading.unchanged_arguments import NEVER_RETURNED
from kata_runner.model import Status
from kata_runner.table import Table

MIN_DISTINCT_VALUES = 3  # this many that the reference does not give cannot be coincidence
MIN_EXPLAINED = 3  # nor can this many experiments
COMPARED_DIGITS = 10
MIN_CONCLUSIVE = 2  # what waits for this many with such values may have a second reason


@dataclass(frozen=True, eq=False)
class Matcher(ABC):
    """A comparison of an attempt's results with those of possible causes; `roots` are the failures
    that wait for no other.
    """

    case: DiagnosisContext
    roots: Sequence[str]
    passed: frozenset[str]
    failed: frozenset[str]

    @classmethod
    def of(cls, case: DiagnosisContext) -> Self:
        """Sort the outcomes, without those that say nothing about a cause: stopped or never written
        ones.
        """
        telling = [
            outcome for outcome in case.outcomes
            if not is_uninformative(case.run.results.get(outcome.name))
        ]  # fmt: skip
        ended = (Status.FAILED, Status.CRASHED)
        passed = frozenset(outcome.name for outcome in telling if outcome.passed)
        return cls(
            case,
            [outcome.name for outcome in telling if outcome.status in ended],
            passed,
            frozenset(outcome.name for outcome in telling) - passed,
        )

    @abstractmethod
    def known(self, root: str) -> Sequence[MistakeResults]:
        """Return the causes to consider for a failure."""

    def is_conclusive(self, cause: MistakeResults, root: str) -> bool:
        """Whether what a cause explains cannot be coincidence."""
        return True

    def find_causes(self, roots: Iterable[str]) -> dict[str, list[MistakeResults]]:
        """Return the causes that explain each of some failures, by failure."""
        causes = self.propose(roots)
        return {
            root: [one for one in some if self.is_supported(one, causes)]
            for root, some in causes.items()
        }

    def propose(self, roots: Iterable[str]) -> dict[str, list[MistakeResults]]:
        """Return the causes that may explain each of some failures, by failure.

        If none of a failure's causes is supported, the other failures may have a second cause. Then
        a cause of this failure alone must agree in several values that the reference does not give.
        """
        causes = {
            root: [one for one in self.candidates(root) if self.is_conclusive(one, root)]
            for root in roots
        }
        for root, some in causes.items() if len(self.roots) > 1 else ():
            if not any(self.is_supported(one, causes) for one in some):
                alone = replace(self, roots=[root])
                causes[root] = list(filter(alone.has_conclusive_values, alone.candidates(root)))
        return causes

    def is_supported(
        self, cause: MistakeResults, causes: Mapping[str, Sequence[MistakeResults]]
    ) -> bool:
        """Whether a cause explains every failure of its function, or what it explains cannot be
        coincidence and each unexplained failure has another reason.

        An outcome that waits for others may have a reason that shows nowhere else, if the cause
        explains at least as many outcomes as are left.
        """
        if not self.rest(cause):
            return True
        explained = self.explained(cause)
        telling = {
            name for name in explained if len(self.finite_wrong_values(name)) >= MIN_DISTINCT_VALUES
        }
        if not telling:
            return False
        contradicted = self.contradicted(cause, causes)
        if not contradicted or all(map(self.is_proportional, explained)):
            return not contradicted
        if len(telling) >= MIN_CONCLUSIVE and len(explained) >= len(contradicted):
            contradicted = {name for name in contradicted if not self.waits_for(name, telling)}
        return contradicted.isdisjoint(self.roots) and (
            not contradicted or len(explained) >= max(MIN_EXPLAINED, len(contradicted))
        )

    def rest(self, cause: MistakeResults) -> set[str]:
        """Return the failures of the cause's function that it does not explain."""
        explained = self.explained(cause)
        return {name for name in self.failed - explained
                if self.is_of_nothing_else(name, cause, explained)}  # fmt: skip

    def contradicted(
        self, cause: MistakeResults, causes: Mapping[str, Sequence[MistakeResults]]
    ) -> set[str]:
        """Return the failures in `rest` that have no other reason."""
        explained = self.explained(cause)
        others = [other for root, some in causes.items() if root not in explained for other in some]
        return {name for name in self.rest(cause) if not self.has_other_reason(name, cause, others)}

    def has_other_reason(
        self, name: str, cause: MistakeResults, others: Iterable[MistakeResults]
    ) -> bool:
        """Whether a failure has another reason: the cause does not affect it, or is hidden there,
        or a second cause that has a failure of its own shows there.
        """
        return (
            self.is_unaffected(name, cause)
            or self.is_hidden(name, cause)
            or any(name in other.results and not self.agrees(other, name) for other in others)
        )

    def is_proportional(self, name: str) -> bool:
        """Whether the wrong values of a failure are off by one factor, as with many slips."""
        expected, actual = self.tables(name)
        relation = find_relation(expected, actual) if actual else None
        return relation is not None and relation.name == "constant_factor"

    def is_hidden(self, name: str, cause: MistakeResults) -> bool:
        """Whether an error was raised before a cause could show, or nan and infinite values hide
        it.
        """
        actual, given = self.case.run.results[name], cause.results.get(name)
        tolerance = self.case.key.by_name[name].declaration.tolerance
        return actual.problem is not None or (
            given is not None and results_equal_where_finite(actual, given, tolerance)
        )

    def candidates(self, root: str) -> list[MistakeResults]:
        """Return the causes that explain a failure, are not refuted, and do not explain only part
        of what another one explains.
        """
        agreeing = [cause for cause in self.known(root) if self.agrees(cause, root)]
        left = [cause for cause in agreeing if not self.is_refuted(cause)]
        if agreeing and not left and self.case.rerun_passed():
            left = [cause for cause in agreeing if not self.is_refuted(cause)]
        explained = {cause: self.explained(cause) for cause in left}
        return [
            cause
            for cause, most in explained.items()
            if not any(most < more for more in explained.values())
        ]

    def agrees(self, mistake: MistakeResults, name: str) -> bool:
        """Whether a mistake gives what the attempt gave, and the reference does not."""
        given, actual = mistake.results.get(name), self.case.run.results[name]
        if given is None:
            return False
        if name == UNCHANGED:
            given, actual = rows_known_of_both(given, actual)
        return results_equal(given, actual, self.case.key.by_name[name].declaration.tolerance)

    def is_refuted(self, mistake: MistakeResults) -> bool:
        """Whether a mistake would have shown in an experiment where the attempt gave another
        result.
        """
        binding = self.binding(mistake.function)
        return any(not self.agrees(mistake, name) for name in mistake.results if name in binding)

    def binding(self, function: str) -> set[str]:
        """Return the experiments in which a mistake in a function would have shown: the passed ones
        and the roots that call it.
        """
        return {
            name
            for name in self.passed.union(self.roots)
            if calls_part(self.case.key.by_name[name].called, function)
        }

    def explained(self, mistake: MistakeResults) -> frozenset[str]:
        """Return all failures that a mistake explains, including those that wait for others."""
        return frozenset(
            name for name in mistake.results if name in self.failed and self.agrees(mistake, name)
        )

    def is_of_nothing_else(
        self, name: str, mistake: MistakeResults, explained: frozenset[str]
    ) -> bool:
        """Whether a failure calls the mistaken part, and only what one explained failure calls too.

        An object needs more than one method to be examined, and each of the others may be mistaken
        too.
        """
        called = {each: self.case.key.by_name[each].called for each in (name, *explained)}
        alone = is_only_of(called[name], mistake.function)
        return alone and any(set(called[name]) <= set(called[each]) for each in explained)

    def waits_for(self, name: str, others: Collection[str]) -> bool:
        """Whether an outcome waits for one of `others`, directly or through other outcomes."""
        needs = self.case.key.by_name[name].declaration.needs
        return any(need in others or self.waits_for(need, others) for need in needs)

    def is_unaffected(self, name: str, mistake: MistakeResults) -> bool:
        """Whether a mistake leaves a failure right, or an unexplained failure that this one waits
        for: then there is a second mistake.
        """
        if name not in mistake.results:
            return True
        needs = self.case.key.by_name[name].declaration.needs
        waits = (need for need in needs if need in self.failed and not self.agrees(mistake, need))
        return any(self.is_unaffected(need, mistake) for need in waits)

    def has_conclusive_values(self, mistake: MistakeResults) -> bool:
        """Whether a mistake explains several different values that the reference does not give."""
        tables = [self.tables(name) for name in self.explained(mistake)]
        expected = {value for table, _ in tables for value in values_in(table)}
        actual = {value for _, table in tables for value in values_in(table)}
        return len(actual - expected) >= MIN_DISTINCT_VALUES

    def wrong_values(self, names: Iterable[str]) -> set[Cell]:
        """Return the different values that an attempt gave where the reference gives others."""
        return {
            value
            for name in names
            for right, value in zip_longest(*map(values_in, self.tables(name)))
            if value is not None and value != right  # None: no value was given there
        }

    def finite_wrong_values(self, name: str) -> set[float]:
        """Return the different finite numbers that an attempt gave and the reference did not."""
        expected, actual = map(finite_numbers, self.tables(name))
        return actual - expected

    def tables(self, name: str) -> tuple[Table, Table | None]:
        """Return the expected table of an experiment, and the attempt's if there is one."""
        return self.case.key.by_name[name].table, self.case.run.results[name].table


def rows_known_of_both(one: Result, other: Result) -> tuple[Result, Result]:
    """Return results of `unchanged_arguments` without the arguments of functions that never
    returned in one of them.

    Another mistake in the attempt may be the reason for that. All other rows count: a function that
    calls a mistaken one changes what the mistaken one changes.
    """
    if one.table is None or other.table is None:
        return one, other
    rows = [
        pair for pair in zip(one.table.rows, other.table.rows, strict=True)
        if NEVER_RETURNED not in (pair[0][1], pair[1][1])
    ]  # fmt: skip
    first, second = (Table(COLUMNS, [pair[side] for pair in rows]) for side in (0, 1))
    return replace(one, table=first), replace(other, table=second)


def is_uninformative(result: Result | None) -> bool:
    """Whether nothing can be learnt from a result."""
    if result is None:
        return True
    return result.problem is not None and (
        result.problem.status.ended_early or result.problem.kind == "unwritten"
    )


def values_in(table: Table | None) -> Iterator[Cell]:
    """Yield all values of a table, so that equal ones can be looked up."""
    for row in table.rows if table else ():
        yield from map(to_comparable, row)


def finite_numbers(table: Table | None) -> set[float]:
    """Return the finite numbers in a table."""
    return {
        float(value) for value in values_in(table)
        if not isinstance(value, str | bool) and math.isfinite(value)
    }  # fmt: skip


def to_comparable(cell: Cell) -> Cell:
    """Return a number without its last digits, and nan as text, so that it equals itself.

    The last bits of a right result depend on the processor, and are no other value.
    """
    if cell != cell:  # noqa: PLR0124  # nan
        return "nan"
    return float(f"{cell:.{COMPARED_DIGITS}g}") if isinstance(cell, float) else cell
