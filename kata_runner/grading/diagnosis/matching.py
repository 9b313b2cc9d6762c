"""Which known mistake gives exactly what the attempt gave?

A mistake *explains* an outcome that failed or crashed when it gives the same there, which the
reference does not. It is
*refuted* when, anywhere else, it would have made wrong what came out right, or would have made
something wrong in another way than it was; what waits for others does not refute, as it may be
wrong for more than one reason, nor does what calls another function only, as the reference's may
use the mistaken one and the attempt's may not. Of those that are left, one that explains all that
another does, and more, is preferred to it.

A mistake may leave failures of its function unexplained, as there may be a second one. Then it must
agree with the attempt in figures that nobody gets by accident, and either in several experiments,
or in all but those that it spares and what waits for them, or for two such experiments.

One that remains is named. So two mistakes in two functions, or in two parts that have probes of
their own, are named both, and each where it shows. Of several nothing is said but what they have in
common.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Result
from kata_runner.engine.unchanged import COLUMNS
from kata_runner.grading.diagnosis.context import DiagnosisContext, on_pinned_seed
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.grading.diagnosis.mistake_cache import known_mistakes
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.parts import calls_part, is_only_of
from kata_runner.grading.unchanged import NEVER_RETURNED
from kata_runner.model import Diagnosis, Status
from kata_runner.packs.parts import get_owner
from kata_runner.table import Table

MIN_DISTINCT_VALUES = (
    3  # so many different ones, none of which the reference gives, are no accident
)
MIN_EXPLAINED = 3  # nor are so many experiments
MIN_TELLING = 2  # of so many with such values, what waits for them may have a second reason


KnownCauses = Callable[[str], Sequence[MistakeResults]]


@lru_cache(maxsize=1)  # asked for once an outcome, found for all of them together
def find_causes(case: DiagnosisContext) -> dict[str, Diagnosis]:
    """The causes that are certain, by the outcome in which they show."""
    if not case.kata.mistakes.exists():
        return {}
    pinned = on_pinned_seed(case)
    causes = match_mistakes(pinned, {})
    if pinned is case:
        return causes
    # What passed here may fail there, and what is kept between experiments may be another.
    return match_mistakes(replace(case, rerun=None), causes)


def match_mistakes(
    case: DiagnosisContext, known_causes: Mapping[str, Diagnosis]
) -> dict[str, Diagnosis]:
    """The known causes by outcome, and the mistakes that are certain on the seed of a case where
    there is no cause yet.
    """
    matcher = Matcher.of(
        case, lambda root: known_mistakes(case.kata, case.key, root, case.run_many)
    )
    causes = dict(known_causes)
    # Latest first: mistakes that have run so far have run through the earlier ones too.
    for root in reversed([root for root in matcher.roots if root not in known_causes]):
        if cause := to_diagnosis(find_certain(root, matcher)):
            causes[root] = cause
    return causes


def find_certain(root: str, matcher: Matcher) -> list[MistakeResults]:
    """The mistakes that explain a failure.

    Where there is none, other failures may have more than one reason: then they refute no mistake,
    but it must agree in several values that the reference does not give.
    """
    candidates = matcher.candidates(root)
    if candidates or len(matcher.roots) == 1:
        return candidates
    alone = replace(matcher, roots=[root])
    return [one for one in alone.candidates(root) if alone.has_telling_values(one)]


@dataclass(frozen=True, eq=False)
class Matcher:
    """An attempt's results beside those of possible causes; `roots` are the failures that wait for
    no other, and `known` gives the causes to consider for one of them.
    """

    case: DiagnosisContext
    known: KnownCauses
    roots: Sequence[str]
    passed: frozenset[str]
    failed: frozenset[str]

    @classmethod
    def of(cls, case: DiagnosisContext, known: KnownCauses) -> Matcher:
        """Sort the outcomes; what was stopped or never written says nothing about a cause."""
        telling = [
            outcome
            for outcome in case.outcomes
            if not is_uninformative(case.run.results.get(outcome.name))
        ]
        return cls(
            case,
            known,
            [
                outcome.name
                for outcome in telling
                if outcome.status in (Status.FAILED, Status.CRASHED)
            ],
            frozenset(outcome.name for outcome in telling if outcome.passed),
            frozenset(outcome.name for outcome in telling if not outcome.passed),
        )

    def candidates(self, root: str) -> list[MistakeResults]:
        """The mistakes that explain a failure and are left over in the end."""
        explained = {
            mistake: self.explained(mistake)
            for mistake in self.known(root)
            if self.agrees(mistake, root) and not self.is_refuted(mistake)
        }
        return [
            mistake
            for mistake, most in explained.items()
            if not any(most < more for more in explained.values())
            and self.is_significant(mistake, most)
        ]

    def agrees(self, mistake: MistakeResults, name: str) -> bool:
        """Whether a mistake gives what the attempt gave, which the reference does not."""
        given, actual = mistake.results.get(name), self.case.run.results[name]
        if given is None:
            return False
        if name == UNCHANGED:
            given, actual = rows_known_of_both(given, actual)
        return results_equal(given, actual, self.case.key.by_name[name].declaration.tolerance)

    def is_refuted(self, mistake: MistakeResults) -> bool:
        """Whether a mistake would have shown elsewhere, and did not."""
        binding = self.binding(mistake.function)
        return any(name in binding and not self.agrees(mistake, name) for name in mistake.results)

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

    def is_significant(self, mistake: MistakeResults, explained: frozenset[str]) -> bool:
        """Whether nothing of its function alone is left unexplained, or what is explained cannot be
        an accident.
        """
        rest = [
            name
            for name in self.failed - explained
            if self.is_of_nothing_else(name, mistake, explained)
        ]
        telling = {name for name in explained if len(self.figures(name)) >= MIN_DISTINCT_VALUES}
        if rest and not telling:
            return False
        if len(telling) >= MIN_TELLING:
            rest = [name for name in rest if not self.waits_for(name, telling)]
        return len(explained) >= MIN_EXPLAINED or all(
            self.is_spared(name, mistake) for name in rest
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

    def figures(self, name: str) -> set[float]:
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


def to_diagnosis(candidates: Sequence[MistakeResults]) -> Diagnosis | None:
    """The one mistake there is; of several what they have in common, and nothing where that is
    nothing.
    """
    if not candidates:
        return None
    names = " or ".join(mistake.name for mistake in candidates)
    if len({mistake.says for mistake in candidates}) == 1:
        return Diagnosis(names, candidates[0].says)
    parts = {mistake.function for mistake in candidates}
    if len(parts) > 1 and len(parts := set(map(get_owner, parts))) > 1:
        return None
    return Diagnosis(
        names,
        f"The cause is in {parts.pop()}; these figures fit {len(candidates)} mistakes that "
        f"people make.",
    )
