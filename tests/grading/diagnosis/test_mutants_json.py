"""`mutants.json`: what is written is read again, and nothing of it once a file has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.grading.diagnosis.mutant_results import make_source
from kata_runner.grading.diagnosis.mutants_json import (
    PinnedMutant,
    get_path,
    is_current,
    read_pinned_mutants,
    write_pinned_mutants,
)
from kata_runner.model import Kata
from kata_runner.mutation.source_edits import Candidate
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


# It has a sum, so that changes to it give what no change to the reference does.
ALTERNATIVES = """\
from kata_runner import alternative


@alternative("area", "b times, as a sum")
def summed(a, b):
    return a * int(b) + a * (b - int(b))
"""


@pytest.fixture
def with_alternative(
    write_kata: Callable[..., Kata], sandbox: Sandbox
) -> tuple[Kata, VerifyContext, list[PinnedMutant]]:
    """The same kata with another right way to write its part, pinned."""
    kata = write_kata({
        "katas/area/experiments.py": EXPERIMENTS,
        "solutions/area/solution.py": REFERENCE,
        "solutions/area/alternatives.py": ALTERNATIVES,
    })  # fmt: skip
    context = VerifyContext(kata, sandbox)
    mutants = candidate_mutants(context)
    write_pinned_mutants(kata, context.key(), mutants, context.once(all_candidates))
    return kata, context, mutants


def test_changes_to_an_alternative_are_pinned_too_where_they_give_something_else(
    with_alternative: tuple[Kata, VerifyContext, list[PinnedMutant]],
) -> None:
    kata, context, mutants = with_alternative
    of_alternative = [one for one in mutants if one.candidate.base]
    assert {one.candidate.base for one in of_alternative} == {"summed"}
    assert {one.candidate.function for one in mutants} == {"area"}
    assert all("summed" not in one.candidate.says + one.candidate.name for one in mutants)
    prints = [tuple(one.fingerprints.items()) for one in mutants]
    assert not {tuple(one.fingerprints.items()) for one in of_alternative} & {
        given for one, given in zip(mutants, prints, strict=True) if not one.candidate.base
    }
    again = read_pinned_mutants(kata, context.key())
    assert again is not None
    assert [vars(one.candidate) for one in again] == [vars(one.candidate) for one in mutants]


def test_the_source_of_a_changed_alternative_is_the_reference_with_it_in_its_place(
    with_alternative: tuple[Kata, VerifyContext, list[PinnedMutant]],
) -> None:
    kata, _, mutants = with_alternative
    areas = []
    for candidate in (one.candidate for one in mutants if one.candidate.base):
        known: dict[str, Any] = {"__file__": "attempt.py"}
        exec(make_source(kata, candidate), known)
        with suppress(Exception):  # a change may crash too
            areas.append(known["area"](2.25, 3.5))
    assert len(areas) > 3
    assert 2.25 * 3.5 not in areas


def test_once_the_alternatives_have_changed_their_changes_are_gone_and_the_pins_outdated(
    with_alternative: tuple[Kata, VerifyContext, list[PinnedMutant]],
) -> None:
    kata, context, mutants = with_alternative
    assert is_current(kata, context.once(all_candidates))
    kata.alternatives.write_text(ALTERNATIVES.replace("b times", "so often"), encoding="utf-8")
    assert not is_current(kata, context.once(all_candidates))
    again = read_pinned_mutants(kata, context.key())
    assert again is not None
    assert len(again) == len([one for one in mutants if not one.candidate.base])
