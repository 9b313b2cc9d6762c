"""The check of mutants: on every seed, some experiment must reject each change to a reference."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.rejection import format_seeds
from kata_runner.verify.tried_mutants import MutantRun, list_mutants, run_sampled_mutants

NEXT_STEP = (
    "Write a probe that tells the first of them from the reference (`{verify} --diff` shows "
    "what it is). One that is "
    'as right as the reference is waived, `{verify} --waive KEY --why "…"`; one that learners '
    "will write becomes a "
    'mistake with a sentence of its own, `{verify} --mistake KEY "…"`.'
)
CHANCE = (
    "take chance out of {}: let every one of its inputs show it, add one that always "
    "does, or ask for more of them"
)


@check("mutants", next_step=NEXT_STEP)
def check_mutants(context: VerifyContext) -> Iterator[Remark]:
    """No small change to the reference goes unnoticed on any seed."""
    tried, waived = context.once(run_sampled_mutants), context.kata.waived
    survivors = [one for one in tried if not one.killed]
    unwaived = [one for one in survivors if one.mutant.key not in waived]
    yield measured(format_score(context, tried, len(survivors) - len(unwaived)))
    for one in unwaived:
        mutant, chance = one.mutant, describe_chance(one, context)
        text = f"survived{chance}, line {mutant.line}: {mutant.key}"
        yield problem(text, mutant.key, mutant.diff)
    if any(describe_chance(one, context) for one in unwaived):
        yield problem(
            f"those that passed on some seeds only: {CHANCE.format('the probes that see them')}"
        )
    killed = {one.mutant.key for one in tried if one.killed}
    yield from find_unused_waivers(context, killed)


def format_score(context: VerifyContext, tried: list[MutantRun], excused: int) -> str:
    """Return how many mutants are killed, on which seeds."""
    killed, total = sum(one.killed for one in tried), len(tried)
    available = len(context.once(list_mutants))
    rate = f" ({100 * killed / total:.3g}%)" if total else ""
    waived = f", {excused} waived" if excused else ""
    sampled = f"; a sample of {available}" if total < available else ""
    return f"killed {killed} of {total}{rate} on {format_seeds(context.seeds)}{waived}{sampled}"


def describe_chance(one: MutantRun, context: VerifyContext) -> str:
    """Return the seeds on which a mutant passes, or an empty text if it passes on all of them."""
    is_certain = len(one.passes_on) == len(context.seeds)
    return "" if is_certain else f" on {format_seeds(one.passes_on)} only"


def find_unused_waivers(context: VerifyContext, killed: set[str]) -> Iterator[Remark]:
    """Yield an error for each waiver that excuses nothing.

    Such a waiver would hide a later survivor with the same key.
    """
    known = {mutant.key for mutant in context.once(list_mutants)}
    for key in context.kata.waived:
        if key in killed or key not in known:
            why = "it is killed: take the waiver out" if key in known else "there is no such mutant"
            yield problem(f"kata.toml waives {key!r}, and {why}")
