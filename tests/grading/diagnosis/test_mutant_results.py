"""Mutants are run together, equal sources once, and each has its own results afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, pinned_key
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_results import (
    COMMON,
    editable_source,
    pinned_mutants,
    rank,
    run_mutants,
)
from kata_runner.model import Kata, Status
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import load_plugins


@pytest.fixture(scope="module")
def kata() -> Kata:
    return Catalogue(load_plugins()).find("rnn_intuition")


@pytest.fixture
def key(kata: Kata) -> AnswerKey:
    key = pinned_key(kata, PINNED_SEED)
    assert key is not None
    return key


class Crashing:
    """A sandbox in which every experiment crashes; it remembers what it ran."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        problem = Problem(Status.CRASHED, "crashed", "ValueError: no")
        for job in jobs:
            self.ran.append(list(job.which))
            yield job, Run(results={name: Result(name, None, problem) for name in job.which})


def same_source(kata: Kata, key: AnswerKey) -> list[MistakeResults]:
    """Mutants in two parts that are one change of the reference."""
    names = ("run_sequence.sin_for_tanh", "loss_gradients.sin_for_tanh")
    mutants = pinned_mutants(kata, key, [f'"{name}"' for name in names])
    return [one for one in mutants if one.name in names][:2]


def test_mutants_of_one_source_share_a_run_that_has_the_experiments_of_each(
    kata: Kata, key: AnswerKey
) -> None:
    one, other = same_source(kata, key)
    assert one.function != other.function
    sandbox = Crashing()
    run_mutants([one, other], sandbox.run_many)
    [names] = sandbox.ran
    assert names == [name for name in key.by_name if name in one.results or name in other.results]
    assert [each.results[name].name for each in (one, other) for name in each.results] == [
        *one.results,
        *other.results,
    ]


def test_a_mutant_has_no_results_in_experiments_of_other_parts(kata: Kata, key: AnswerKey) -> None:
    one, other = same_source(kata, key)
    run_mutants([one, other], Crashing().run_many)
    for mutant in (one, other):
        others = [name for name in (*one.results, *other.results) if name not in mutant.results]
        assert others
        assert {mutant.results.get(name) for name in others} == {None}


def test_mutants_are_run_once(kata: Kata, key: AnswerKey) -> None:
    mutants = same_source(kata, key)
    run_mutants(mutants, Crashing().run_many)
    again = Crashing()
    run_mutants(same_source(kata, key), again.run_many)
    assert again.ran == []


@pytest.mark.parametrize("part", ["loop_sums", "weights_for_words", "Loop.slice_of"])
def test_how_common_a_slip_is_does_not_depend_on_the_name_of_its_part(part: str) -> None:
    assert rank(MistakeResults(f"{part}.tanh_swapped", part, "", {})) == len(COMMON)
    assert rank(MistakeResults(f"{part}.tanh_left_out", part, "", {})) == COMMON.index("_left_out")


def test_edits_are_made_to_the_reference_with_plain_line_ends(
    write_kata: Callable[[dict[str, str | None]], Kata],
) -> None:
    kata = write_kata({})
    before = editable_source(kata)
    kata.reference.write_bytes(b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n"))
    assert editable_source(kata) == before
