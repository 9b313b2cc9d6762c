"""`mutants.json`: what is written is read again, and nothing of it once a file has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.grading.diagnosis.mutants_json import (
    PinnedMutant,
    get_path,
    is_current,
    read_pinned_mutants,
    write_pinned_mutants,
)
from kata_runner.model import Kata
from kata_runner.mutation.candidate import Candidate
from kata_runner.verify.candidate_mutants import all_candidates, candidate_mutants
from kata_runner.verify.context import VerifyContext

EXPERIMENTS = '''\
from kata_runner import Table, probe


@probe(points=1)
def areas(impl, rng):
    """area multiplies both sides."""
    sides = rng.uniform(1, 9, size=(4, 2))
    rows = [(f"case {n}", impl.area(a, b)) for n, (a, b) in enumerate(sides)]
    return Table(["case", "area"], rows)
'''
REFERENCE = "def area(a, b):\n    return a * b\n"


@pytest.fixture
def pinned(
    write_kata: Callable[..., Kata], sandbox: Sandbox
) -> tuple[Kata, VerifyContext, list[PinnedMutant], list[Candidate]]:
    kata = write_kata({
        "katas/area/experiments.py": EXPERIMENTS,
        "solutions/area/solution.py": REFERENCE,
    })  # fmt: skip
    context = VerifyContext(kata, sandbox)
    mutants, candidates = candidate_mutants(context), context.once(all_candidates)
    write_pinned_mutants(kata, context.key(PINNED_SEED), mutants, candidates)
    return kata, context, mutants, candidates


def test_what_is_written_is_read_again(
    pinned: tuple[Kata, VerifyContext, list[PinnedMutant], list[Candidate]],
) -> None:
    kata, context, mutants, candidates = pinned
    again = read_pinned_mutants(kata, context.key())
    assert again is not None
    assert [vars(one.candidate) for one in again] == [vars(one.candidate) for one in mutants]
    assert [dict(one.fingerprints) for one in again] == [dict(one.fingerprints) for one in mutants]
    assert "area.plus_for_times" in {one.candidate.name for one in again}
    assert is_current(kata, candidates)


def test_of_other_files_there_are_none(
    pinned: tuple[Kata, VerifyContext, list[PinnedMutant], list[Candidate]],
) -> None:
    kata, context, _, candidates = pinned
    kata.reference.write_text("def area(a, b):\n    return b * a\n", encoding="utf-8")
    assert read_pinned_mutants(kata, context.key()) is None
    assert not is_current(kata, candidates)


def test_a_damaged_file_is_told_with_what_to_do(
    pinned: tuple[Kata, VerifyContext, list[PinnedMutant], list[Candidate]],
) -> None:
    kata, context, _, candidates = pinned
    text = get_path(kata).read_text(encoding="utf-8")
    get_path(kata).write_text(text.replace("plus_for_times", 'plus"', 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"damaged: `kata verify 0\.\d --pin` writes it anew"):
        read_pinned_mutants(kata, context.key())
    assert candidates


def test_without_the_file_nothing_is_wrong(
    pinned: tuple[Kata, VerifyContext, list[PinnedMutant], list[Candidate]],
) -> None:
    kata, context, _, candidates = pinned
    get_path(kata).unlink()
    assert read_pinned_mutants(kata, context.key()) is None
    assert is_current(kata, candidates)
