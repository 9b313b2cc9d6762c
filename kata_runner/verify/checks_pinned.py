"""Pinning of what the reference and the known mistakes give, and the checks of what is pinned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kata_runner.authoring import Declaration
from kata_runner.grading.answer_key import read_pinned, reference, write_pinned
from kata_runner.grading.diagnosis.mistakes_json import (
    mistakes_equal,
    read_pinned_mistakes,
    write_pinned_mistakes,
)
from kata_runner.grading.diagnosis.mutants_json import get_path, is_current, write_pinned_mutants
from kata_runner.verify.author_check import Remark, check, problem
from kata_runner.verify.candidate_mutants import all_candidates, candidate_mutants
from kata_runner.verify.checks_mistakes import list_known
from kata_runner.verify.context import VerifyContext


@check("pinned")
def check_pinned_tables(context: VerifyContext) -> Iterator[Remark]:
    """The pinned tables are what the reference gives."""
    kata, pinned = context.kata, read_pinned(context.kata)
    current = context.key().expectations  # nothing can be pinned if this raises PackError
    if pinned is None:
        yield problem(f"{kata.expected} is not there or was made from other files: --pin writes it")
        return
    if len(current) != len(pinned.expectations):
        yield problem(f"{kata.expected} has other experiments than the kata: --pin writes it anew")
        return
    for now, then in zip(current, pinned.expectations, strict=True):
        is_same = without_figure(now.declaration) == then.declaration
        if not is_same or now.called != then.called or now.table.columns != then.table.columns:
            yield problem(f"'{now.declaration.name}' was declared otherwise: --pin writes it anew")
            return
    failed = [
        outcome.name for outcome in context.outcomes(reference(kata), pinned) if not outcome.passed
    ]
    if not is_current(kata, context.once(all_candidates)):
        yield problem(f"{get_path(kata)} was made from other files: --pin writes it anew")
    if failed:
        yield problem(f"{', '.join(failed)} give something else now: --pin writes them anew")


def without_figure(declaration: Declaration) -> Declaration:
    """Return a declaration without figure and controls: only what is graded is pinned."""
    return replace(declaration, figure=None, controls=())


@check("pinned mistakes", next_step="Pin what the mistakes give: `{verify} --pin`.")
def check_pinned_mistakes(context: VerifyContext) -> Iterator[Remark]:
    """The pinned tables of the known mistakes are what they give."""
    if not context.kata.mistakes.is_file():
        return
    current = context.once(list_known)
    pinned = read_pinned_mistakes(context.kata, context.key())
    if pinned is None:
        yield problem(
            f"{context.kata.mistaken} is not there or was made from other files: --pin writes it"
        )
    elif not mistakes_equal(pinned, current, context.key()):
        yield problem(
            f"{context.kata.mistaken}: the mistakes give something else now: --pin writes it anew"
        )


def pin_tables(context: VerifyContext) -> None:
    """Write `expected.json` and `mutants.json`, and `mistakes.json` where there are known
    mistakes; these come last, so that an error in them does not prevent the others.
    """
    key = context.key()
    write_pinned(context.kata, key)
    write_pinned_mutants(
        context.kata, key, candidate_mutants(context), context.once(all_candidates)
    )
    if context.kata.mistakes.is_file():
        write_pinned_mistakes(context.kata, key, context.once(list_known))
