"""Pinning of what the reference and the known mistakes give, so that grading need not run them."""

from __future__ import annotations

from kata_runner.grading.answer_key import PINNED_SEED, write_pinned
from kata_runner.grading.diagnosis.mistakes_json import write_pinned_mistakes
from kata_runner.grading.diagnosis.mutants_json import write_pinned_mutants
from kata_runner.verify.candidate_mutants import all_candidates, candidate_mutants
from kata_runner.verify.checks_mistakes import list_known
from kata_runner.verify.context import VerifyContext


def pin_tables(context: VerifyContext) -> None:
    """Write `expected.json` and `mutants.json`, and `mistakes.json` where there are known
    mistakes; these come last, so that an error in them does not prevent the others.
    """
    key = context.key(PINNED_SEED)
    write_pinned(context.kata, key)
    write_pinned_mutants(
        context.kata, key, candidate_mutants(context), context.once(all_candidates)
    )
    if context.kata.mistakes.is_file():
        write_pinned_mistakes(context.kata, key, context.once(list_known))
