"""Pairs of changes are changes to the reference, as it stands in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.diagnosis import pairs
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_matching import MutantMatcher
from kata_runner.grading.diagnosis.mutant_results import MutantResults
from kata_runner.grading.diagnosis.mutants_json import PinnedMutant
from kata_runner.grading.diagnosis.pairs import PairSearch, as_cause
from kata_runner.model import Kata
from kata_runner.mutation.source_edits import Candidate, Edit
from kata_runner.table import Table

REFERENCE = "# areas\n\n\ndef area(a, b):\n    return a * b + 0\n"
KEY = AnswerKey(0, ())
RESULTS = {name: Result(name, Table.of([1.0, 2.0, 3.0]), None) for name in ("left", "right")}


@dataclass(frozen=True, eq=False)
class Proposing(MutantMatcher):
    """A matcher for which some mutants explain the failure `right`."""

    proposed: list[MistakeResults] = field(default_factory=list)

    def propose(self, roots: Iterable[str]) -> dict[str, list[MistakeResults]]:
        return {root: self.proposed if root == "right" else [] for root in roots}

    def finite_wrong_values(self, name: str) -> set[float]:
        return {1.0, 2.0, 3.0}


@pytest.fixture
def kata(write_kata: Callable[[dict[str, str | None]], Kata]) -> Kata:
    return write_kata({"solutions/area/solution.py": REFERENCE})


def case_of(
    kata: Kata, run_many: Callable[[Iterable[Job]], Iterator[tuple[Job, Run]]]
) -> DiagnosisContext:
    return DiagnosisContext(kata, KEY, Run(results=dict(RESULTS)), (), (), run_many)


def mutant(kata: Kata, name: str, edit: Edit, base: str = "") -> MistakeResults:
    """A mutant that differs in both experiments."""
    candidate = Candidate(f"area.{name}", "area", f"It is {name}.", (), edit, base)
    prints = dict.fromkeys(RESULTS, ("", ""))
    results = MutantResults(kata, KEY, PinnedMutant(candidate, prints))
    return MistakeResults(candidate.name, "area", candidate.says, results)


def edit_to(old: str, new: str) -> Edit:
    begin = REFERENCE.index(old)
    return begin, begin + len(old), new


@pytest.mark.parametrize(("base", "expected"), [("", ["one", "none"]), ("summed", ["none"])])
def test_a_change_to_an_alternative_is_in_no_pair(
    base: str, expected: list[str], kata: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[str] = []

    def search(_: object, __: str, fixed: MistakeResults | None, ___: float) -> Iterator[object]:
        searches.append("one" if fixed else "none")
        return iter(())

    monkeypatch.setattr(pairs, "search", search)
    case = case_of(kata, lambda _: iter(()))
    other = mutant(kata, "other", edit_to("*", "+"), base)
    matcher = Proposing(case, [*RESULTS], frozenset(), frozenset(RESULTS), proposed=[other])
    assert PairSearch(matcher).find_cause("left") is None
    assert searches == expected
    searches.clear()
    PairSearch(matcher).find_pair("left", other)
    assert searches == expected[:-1]


def test_both_changes_are_in_their_places_whatever_ends_the_lines_of_the_reference(
    kata: Kata,
) -> None:
    sources: list[bytes] = []

    def run_many(jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        for job in jobs:
            sources.append(job.attempt.source)
            yield job, Run()

    kata.reference.write_bytes(REFERENCE.replace("\n", "\r\n").encode())
    matcher = MutantMatcher(case_of(kata, run_many), [], frozenset(), frozenset())
    pair = (
        mutant(kata, "one", edit_to("a * b", "a - b")),
        mutant(kata, "other", edit_to("0", "1")),
    )
    assert as_cause(matcher, pair).name == "area.one and area.other"
    assert sources == [REFERENCE.replace("a * b", "a - b").replace("0", "1").encode()]
