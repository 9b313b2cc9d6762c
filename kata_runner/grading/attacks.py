"""Attacks on the grader itself: a corpus of hostile attempts, run on this machine.

Comments in an attack's file say which statuses are accepted, in the same form as in the attempts of
the tests: ``# expect: STATUS`` and ``# verdict at LEVEL: STATUS``, each with ``or`` between
several, ``# only on: MACHINE``, and ``# at LEVEL: not run`` if it would harm a machine without
isolation.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey, compute, pinned_key, reference
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Kata, get_overall_status

CORPUS = Path(__file__).with_name("corpus")
SUFFIX = ".attack"
IN_FLIGHT = 4
ATTACKS_PER_CONTROL_RUN = 10  # attacks between two right attempts, which must pass all the same
REACHED = re.compile(r"^REACHED:.*", re.MULTILINE)
COMMENT = re.compile(r"# ([a-z0-9_ ]+): (.*)")


@dataclass(frozen=True)
class AttackResult:
    """The result of one attack; `broken` says what went wrong, and is empty if nothing did."""

    name: str
    broken: str


def read_kata_id() -> str:
    """Return the id of the kata that the attacks are written for."""
    return (CORPUS / "KATA").read_text(encoding="utf-8").strip()


def run_attacks(kata: Kata, sandbox: Sandbox) -> Iterator[AttackResult]:
    """Run every attack for this machine and level and yield its result.

    Right attempts run between the attacks.
    """
    key = pinned_key(kata, 0) or compute(kata, 0, sandbox.run)
    expected = {path.stem: header(path) for path in sorted(CORPUS.glob(f"*{SUFFIX}"))}
    jobs = (Job(kata, attempt, "graded") for attempt in attempts(kata, expected, sandbox.level))
    for job, run in sandbox.run_many(jobs, IN_FLIGHT):
        name = job.attempt.path.stem
        broken = describe_breach(key, run, verdicts(expected.get(name, {}), sandbox.level))
        if name in expected or broken:  # a right attempt is reported only if it failed
            yield AttackResult(name, broken)


def attempts(kata: Kata, expected: dict[str, dict[str, str]], level: str) -> Iterator[Attempt]:
    """Yield the attacks that can run here, and the reference between them."""
    for number, (name, head) in enumerate(expected.items()):
        if number % ATTACKS_PER_CONTROL_RUN == 0:
            yield reference(kata)
        if is_for(head, level):
            yield attempt_of(Path(f"{name}.py"), (CORPUS / f"{name}{SUFFIX}").read_bytes())


def is_for(head: dict[str, str], level: str) -> bool:
    """Whether an attack can be run on this machine and at this level."""
    machine = platform.machine()
    is_harmful = head.get(f"at {level}", "").startswith("not run")
    return head.get("only on", machine) == machine and not is_harmful


def header(path: Path) -> dict[str, str]:
    """Return the fields in the comments of an attack's file, the first of each name."""
    lines = re.split("\r\n|\r|\n", path.read_bytes().decode("latin-1"))
    comments = [match for line in lines if (match := COMMENT.fullmatch(line))]
    return {match[1]: match[2] for match in reversed(comments)}  # the first one is kept


def verdicts(head: dict[str, str], level: str) -> list[str]:
    """Return the statuses that are accepted at a level; a right attempt has to pass."""
    return (head.get(f"verdict at {level}") or head.get("expect", "passed")).split(" or ")


def describe_breach(key: AnswerKey, run: Run, expected: list[str]) -> str:
    """Return what went wrong, in a few words; empty if nothing did."""
    if run.fault:
        return run.fault
    text = "\n".join([run.output, *(result.output for result in run.results.values())])
    if reached := REACHED.search(text):
        return reached[0]
    status = get_overall_status(evaluate(key, run), loads=run.unloadable is None)
    return "" if status in expected else f"expected {' or '.join(expected)}, got {status}"
