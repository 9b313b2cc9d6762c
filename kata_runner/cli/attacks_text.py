"""`kata doctor --attacks`: the corpus of attacks, run against this machine."""

from __future__ import annotations

import json
from time import monotonic

from kata_runner.cli.options import warn_of_fallback
from kata_runner.cli.output import note, print_result
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import KataRunnerError
from kata_runner.grading.attacks import Result, read_kata_id, run_attacks
from kata_runner.packs.catalogue import Catalogue


def attack(catalogue: Catalogue, isolation: str, as_json: bool) -> int:
    """Run the attacks, and print those that broke something and how many did not.

    Return the exit code.
    """
    kata, begun = catalogue.find(read_kata_id()), monotonic()
    with Sandbox(isolation) as sandbox:
        warn_of_fallback(sandbox)
        note(f"attacking level {sandbox.level}, which takes up to a minute")
        results = sorted(run_attacks(kata, sandbox), key=lambda result: result.name)
        level = sandbox.level
    broken = [result for result in results if result.broken]
    print_result(
        as_data(level, results) if as_json else as_text(level, results, broken, monotonic() - begun)
    )
    return KataRunnerError.exit_code if broken else 0


def as_data(level: str, results: list[Result]) -> str:
    """Return the results as JSON."""
    attacks = [
        {"name": result.name, "held": not result.broken, "broken": result.broken}
        for result in results
    ]
    return json.dumps({"format": 1, "level": level, "attacks": attacks}, indent=1)


def as_text(level: str, results: list[Result], broken: list[Result], seconds: float) -> str:
    """Return a line for each attack that broke something, and how many did not."""
    lines = [f"✗ {result.name}: {result.broken}" for result in broken]
    held = len(results) - len(broken)
    return "\n".join(
        [*lines, f"{held} of {len(results)} held at level {level}, in {seconds:.0f} s."]
    )
