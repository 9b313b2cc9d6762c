"""An author's gates: what a kata must hold before anybody is graded by it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kata_runner.engine.job import Job
from kata_runner.errors import BrokenPack
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJob, compute, read_pinned, reference
from kata_runner.grading.grade import judge
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.starter import starter_text

SEEDS = (PINNED_SEED, 1, 2, 3)


@dataclass(frozen=True)
class Finding:
    """What one gate found: its sentence, and what is wrong where something is."""

    gate: str
    problem: str = ""


def verify(kata: Kata, run: RunJob) -> Iterator[Finding]:
    """Every gate's finding, one after the other."""
    gates: list[Callable[[Kata, RunJob], str]] = [
        lesson_and_hints_are_there,
        reference_passes,
        starter_fails,
        expected_tables_are_pinned,
    ]
    for gate in gates:
        sentence = " ".join((gate.__doc__ or "").split()).rstrip(".")
        try:
            yield Finding(sentence, gate(kata, run))
        except BrokenPack as error:
            yield Finding(sentence, str(error))


def lesson_and_hints_are_there(kata: Kata, run: RunJob) -> str:
    """There is a lesson, and a hint for something."""
    if not kata.lesson.is_file():
        return f"{kata.lesson} is missing"
    return "" if kata.hints else f"{kata.folder / 'kata.toml'} has no [hints]"


def reference_passes(kata: Kata, run: RunJob) -> str:
    """The reference passes whatever the seed, and a second run of it gives the same."""
    for seed in SEEDS:
        key = compute(kata, seed, run)
        failed = [outcome for outcome in outcomes(kata, reference(kata), key, run) if not outcome.passed]
        if failed:
            return f"seed {seed}: {failed[0].name}: {failed[0].message}"
    return ""


def starter_fails(kata: Kata, run: RunJob) -> str:
    """The starter loads and passes nothing."""
    source = starter_text(kata).encode()
    starter = Attempt(kata.starter, source, hashlib.sha256(source).hexdigest())
    result = run(Job(kata, starter))
    if result.unloadable:
        return f"it does not load: {result.unloadable.text}"
    passed = [outcome.name for outcome in judge(compute(kata, PINNED_SEED, run), result) if outcome.passed]
    return f"it passes {', '.join(passed)}" if passed else ""


def expected_tables_are_pinned(kata: Kata, run: RunJob) -> str:
    """The pinned tables are what the reference gives."""
    pinned = read_pinned(kata)
    if pinned is None:
        return f"{kata.expected} is not there or was made from other files: --pin writes it"
    current = compute(kata, PINNED_SEED, run).expectations
    if len(current) != len(pinned.expectations):
        return f"{kata.expected} has other experiments than the kata: --pin writes it anew"
    for now, then in zip(current, pinned.expectations, strict=True):
        if now.declaration != then.declaration or now.table.columns != then.table.columns:
            return f"'{now.declaration.name}' was declared otherwise: --pin writes it anew"
    failed = [outcome.name for outcome in outcomes(kata, reference(kata), pinned, run) if not outcome.passed]
    return f"{', '.join(failed)} give something else now: --pin writes them anew" if failed else ""


def outcomes(kata: Kata, attempt: Attempt, key: AnswerKey, run: RunJob) -> tuple[Outcome, ...]:
    """The outcomes of an attempt by a key."""
    return judge(key, run(Job(kata, attempt, "graded", key.seed)))
