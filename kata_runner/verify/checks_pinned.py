"""The check of the pinned tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kata_runner.authoring import Declaration
from kata_runner.grading.answer_key import read_pinned, reference
from kata_runner.grading.diagnosis.mutants_json import get_path, is_current
from kata_runner.verify.candidate_mutants import all_candidates
from kata_runner.verify.check import Remark, check, problem
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
        if not is_same or now.table.columns != then.table.columns:
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
