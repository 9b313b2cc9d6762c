"""Which known cause gives exactly what the attempt gave?

A cause *explains* an outcome that failed or crashed when it gives the same there, which the
reference does not. It is *refuted* when, anywhere else, it would have made wrong what came out
right, or would have made something wrong in another way than it was; what waits for others does not
refute, as it may be wrong for more than one reason, nor does what calls another function only, as
the reference's may use the mistaken one and the attempt's may not. Of those that are left, one that
explains all that another does, and more, is preferred to it.

What failed otherwise does not refute either where there is a second slip: one that shows in a
failure of its own, and would have shown there too.

A cause may leave failures of its function unexplained, as there may be a second one. Then it must
agree with the attempt in values that nobody gets by accident, and either in several experiments,
or in all but those that it spares and what waits for them, or for two such experiments.

So two slips in two functions, or in two parts that have probes of their own, are named both, and
each where it shows.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Self

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Result
from kata_runner.engine.unchanged import COLUMNS
from kata_runner.grading.diagnosis.context import DiagnosisContext
from kata_runner.grading.diagnosis.equality import results_equal, results_equal_where_finite
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.relations import find_relation
from kata_runner.grading.parts import calls_part, is_only_of
from kata_runner.grading.unchanged import NEVER_RETURNED
from kata_runner.model import Status
from kata_runner.table import Table

MIN_DISTINCT_VALUES = 3  # so many that the reference does not give are no accident
MIN_EXPLAINED = 3  # nor are so many experiments
MIN_TELLING = 2  # of so many with such values, what waits for them may have a second reason


@dataclass(frozen=True, eq=False)
class Matcher(ABC):
    """An attempt's results beside those of possible causes; `roots` are the failures that wait for
    no other.
    """

    case: DiagnosisContext
    roots: Sequence[str]
    passed: frozenset[str]
    failed: frozenset[str]
    agreement: dict[tuple[MistakeResults, str], bool] = field(
        default_factory=dict
    )  # as far as asked

    @classmethod
    def of(cls, case: DiagnosisContext) -> Self:
        """Sort the outcomes; what was stopped or never written says nothing about a cause."""
        telling = [
            outcome
            for outcome in case.outcomes
            if not is_uninformative(case.run.results.get(outcome.name))
        ]
        return cls(
            case,
            [
                outcome.name
                for outcome in telling
                if outcome.status in (Status.FAILED, Status.CRASHED)
            ],
            frozenset(outcome.name for outcome in telling if outcome.passed),
            frozenset(outcome.name for outcome in telling if not outcome.passed),
        )

    @abstractmethod
    def known(self, root: str) -> Sequence[MistakeResults]:
        """The causes to consider for a failure."""

    def is_telling(self, cause: MistakeResults, root: str) -> bool:
        """Whether what a cause explains cannot be an accident."""
        return True

    def find_causes(self, roots: Iterable[str]) -> dict[str, list[MistakeResults]]:
        """The causes that explain each of some failures, by failure."""
        causes = self.propose(roots)
        return {
            root: [one for one in some if self.is_supported(one, causes)]
            for root, some in causes.items()
        }

    def propose(self, roots: Iterable[str]) -> dict[str, list[MistakeResults]]:
        """The causes that may explain each of some failures.

        Where there is none, other failures may have a second reason: then the cause must agree in
        several values that the reference does not give.
        """
        causes = {
            root: [one for one in self.candidates(root) if self.is_telling(one, root)]
            for root in roots
        }
        for root, some in causes.items() if len(self.roots) > 1 else ():
            if not any(self.is_supported(one, causes) for one in some):
                alone = replace(self, roots=[root])
                causes[root] = list(filter(alone.has_telling_values, alone.candidates(root)))
        return causes

    def is_supported(
        self, cause: MistakeResults, causes: Mapping[str, Sequence[MistakeResults]]
    ) -> bool:
        """Whether nothing of the cause's function is left unexplained, or what is explained cannot
        be an accident and each of the rest has a reason of its own.

        What waits may have a reason that shows nowhere else, if there is more that is explained.
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
        if len(telling) >= MIN_TELLING and len(explained) >= len(contradicted):
            contradicted = {name for name in contradicted if not self.waits_for(name, telling)}
        return contradicted.isdisjoint(self.roots) and (
            not contradicted or len(explained) >= max(MIN_EXPLAINED, len(contradicted))
        )

    def rest(self, cause: MistakeResults) -> set[str]:
        """The failures of the cause's function that it does not explain."""
        explained = self.explained(cause)
        return {name for name in self.failed - explained
                if self.is_of_nothing_else(name, cause, explained)}  # fmt: skip

    def contradicted(
        self, cause: MistakeResults, causes: Mapping[str, Sequence[MistakeResults]]
    ) -> set[str]:
        """Those of the rest that have no reason of their own."""
        explained = self.explained(cause)
        others = [other for root, some in causes.items() if root not in explained for other in some]
        return {name for name in self.rest(cause) if not self.has_other_reason(name, cause, others)}

    def has_other_reason(
        self, name: str, cause: MistakeResults, others: Iterable[MistakeResults]
    ) -> bool:
        """Whether a cause spares what failed, is hidden there, or a second slip that has a failure
        of its own shows there.
        """
        return (
            self.is_spared(name, cause)
            or self.is_hidden(name, cause)
            or any(name in other.results and not self.agrees(other, name) for other in others)
        )

    def is_proportional(self, name: str) -> bool:
        """Whether what failed has values that are off by one factor, as many slips give them."""
        actual, expected = self.case.run.results[name].table, self.case.key.by_name[name].table
        relation = find_relation(expected, actual) if actual else None
        return relation is not None and relation.name == "constant_factor"

    def is_hidden(self, name: str, cause: MistakeResults) -> bool:
        """Whether an error came before a cause could show, or numbers that grew too large hide
        it.
        """
        actual, given = self.case.run.results[name], cause.results[name]
        tolerance = self.case.key.by_name[name].declaration.tolerance
        return actual.problem is not None or results_equal_where_finite(actual, given, tolerance)

    def candidates(self, root: str) -> list[MistakeResults]:
        """The causes that explain a failure, are not refuted, and are left over in the end."""
        agreeing = [cause for cause in self.known(root) if self.agrees(cause, root)]
        left = [cause for cause in agreeing if not self.is_refuted(cause)]
        if agreeing and not left and self.case.rerun_passed():
            self.agreement.clear()
            left = [cause for cause in agreeing if not self.is_refuted(cause)]
        explained = {cause: self.explained(cause) for cause in left}
        return [
            cause
            for cause, most in explained.items()
            if not any(most < more for more in explained.values())
        ]

    def agrees(self, mistake: MistakeResults, name: str) -> bool:
        """Whether a mistake gives what the attempt gave, which the reference does not."""
        if (mistake, name) not in self.agreement:
            self.agreement[mistake, name] = self.compare(mistake, name)
        return self.agreement[mistake, name]

    def compare(self, mistake: MistakeResults, name: str) -> bool:
        """The same, looked at anew."""
        given, actual = mistake.results.get(name), self.case.run.results[name]
        if given is None:
            return False
        if name == UNCHANGED:
            given, actual = rows_known_of_both(given, actual)
        return results_equal(given, actual, self.case.key.by_name[name].declaration.tolerance)

    def is_refuted(self, mistake: MistakeResults) -> bool:
        """Whether a mistake would have shown elsewhere, and did not."""
        binding = self.binding(mistake.function)
        return any(not self.agrees(mistake, name) for name in mistake.results if name in binding)

    def binding(self, function: str) -> set[str]:
        """The experiments in which a mistake in a function would have shown."""
        return {
            name
            for name in self.passed.union(self.roots)
            if calls_part(self.case.key.by_name[name].called, function)
        }

    def explained(self, mistake: MistakeResults) -> frozenset[str]:
        """All failures that a mistake explains, those that wait for others too."""
        return frozenset(
            name for name in mistake.results if name in self.failed and self.agrees(mistake, name)
        )

    def is_of_nothing_else(
        self, name: str, mistake: MistakeResults, explained: frozenset[str]
    ) -> bool:
        """Whether what failed calls the mistaken part, and nothing that no explained failure calls.

        An object needs more than one method to be looked at, and each of the others may be mistaken
        too.
        """
        called = {each: self.case.key.by_name[each].called for each in (name, *explained)}
        alone = is_only_of(called[name], mistake.function)
        return alone and any(set(called[name]) <= set(called[each]) for each in explained)

    def waits_for(self, name: str, others: Collection[str]) -> bool:
        """Whether an outcome waits for one of these, directly or through others."""
        needs = self.case.key.by_name[name].declaration.needs
        return any(need in others or self.waits_for(need, others) for need in needs)

    def is_spared(self, name: str, mistake: MistakeResults) -> bool:
        """Whether a mistake leaves right what failed, or something that this waits for: there is a
        second one then.
        """
        if name not in mistake.results:
            return True
        needs = self.case.key.by_name[name].declaration.needs
        waits = (need for need in needs if need in self.failed and not self.agrees(mistake, need))
        return any(self.is_spared(need, mistake) for need in waits)

    def has_telling_values(self, mistake: MistakeResults) -> bool:
        """Whether a mistake explains several different values that the reference does not give."""
        explained = self.explained(mistake)
        expected = values_in(self.case.key.by_name[name].table for name in explained)
        actual = values_in(self.case.run.results[name].table for name in explained)
        return len(set(actual) - set(expected)) >= MIN_DISTINCT_VALUES

    def wrong_values(self, names: Iterable[str]) -> set[Cell]:
        """The different values that an attempt gave where the reference gives others."""
        tables = [(self.case.key.by_name[name].table, self.case.run.results[name].table)
                  for name in names]  # fmt: skip
        pairs = [(values_in([one]), values_in([other])) for one, other in tables]
        return {
            value
            for expected, actual in pairs
            for right, value in zip_longest(expected, actual)
            if value != right
        }

    def finite_wrong_values(self, name: str) -> set[float]:
        """The different finite numbers that an attempt gave, and the reference does not."""
        return finite_numbers(self.case.run.results[name].table) - finite_numbers(
            self.case.key.by_name[name].table
        )


def rows_known_of_both(one: Result, other: Result) -> tuple[Result, Result]:
    """Results of `unchanged_arguments` without the arguments of functions that never returned in
    one of them.

    What else is wrong with an attempt may be the reason for that. All other rows count: a function
    that calls a mistaken one changes what that one changes.
    """
    if one.table is None or other.table is None:
        return one, other
    rows = [
        pair
        for pair in zip(one.table.rows, other.table.rows, strict=True)
        if NEVER_RETURNED not in (pair[0][1], pair[1][1])
    ]
    first, second = (
        Table(COLUMNS, side) for side in (zip(*rows, strict=True) if rows else ((), ()))
    )
    return replace(one, table=first), replace(other, table=second)


def is_uninformative(result: Result | None) -> bool:
    """Whether nothing can be learnt from a result."""
    if result is None:
        return True
    return result.problem is not None and (
        result.problem.status.ended_early or result.problem.kind == "unwritten"
    )


def values_in(tables: Iterable[Table | None]) -> Iterator[Cell]:
    """All values of some tables; nan is one of them."""
    for table in tables:
        for row in table.rows if table else ():
            yield from ("nan" if cell != cell else cell for cell in row)  # noqa: PLR0124


def finite_numbers(table: Table | None) -> set[float]:
    """The finite numbers in a table."""
    cells = (cell for row in table.rows for cell in row) if table else ()
    return {
        float(cell) for cell in cells if not isinstance(cell, str | bool) and math.isfinite(cell)
    }
