"""Writing down what the reference gives and what the known mistakes give instead, so that a check
runs neither.
"""

from __future__ import annotations

from kata_runner.grading.answer_key import PINNED_SEED, write_pinned
from kata_runner.grading.diagnosis.mistakes_json import write_pinned_mistakes
from kata_runner.grading.diagnosis.mutants_json import write_pinned_mutants
from kata_runner.verify.bench import Bench
from kata_runner.verify.candidate_mutants import all_candidates, candidate_mutants
from kata_runner.verify.checks_mistakes import list_known


def pin_tables(bench: Bench) -> None:
    """Write `expected.json` and `mutants.json`, and `mistakes.json` where there are known
    mistakes.
    """
    key = bench.key(PINNED_SEED)
    write_pinned(bench.kata, key)
    if bench.kata.mistakes.is_file():
        write_pinned_mistakes(bench.kata, key, bench.once(list_known))
    write_pinned_mutants(bench.kata, key, candidate_mutants(bench), bench.once(all_candidates))
