"""What a kata's known mistakes give: pinned for the usual seed, computed for any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs
from kata_runner.grading.known import Known, known_of
from kata_runner.grading.mistakes import read_mistakes, run_mistakes
from kata_runner.grading.pinned_mistakes import read_pinned_mistakes
from kata_runner.model import Kata

KEPT: WeakKeyDictionary[AnswerKey, dict[str, list[Known]]] = WeakKeyDictionary()


def known_mistakes(kata: Kata, key: AnswerKey, functions: Iterable[str], run_many: RunJobs) -> list[Known]:
    """The mistakes in these functions, with what they give for the seed of this key; each is found once a key."""
    kept = KEPT.setdefault(key, {})
    missing = [function for function in functions if function not in kept]
    if missing:
        pinned = read_pinned_mistakes(kata, key) if key.seed == PINNED_SEED else None
        found = compute_mistakes(kata, key, missing, run_many) if pinned is None else pinned
        for function in missing:
            kept[function] = [mistake for mistake in found if mistake.function == function]
    return [mistake for function in functions for mistake in kept[function]]


def compute_mistakes(kata: Kata, key: AnswerKey, functions: Sequence[str], run_many: RunJobs) -> list[Known]:
    """Run the mistakes in these functions."""
    mistakes = [one for one in read_mistakes(kata) if one.function in functions]
    runs = run_mistakes(kata, mistakes, key.seed, run_many)
    return sorted((known_of(*pair, key) for pair in runs), key=lambda known: known.name)
