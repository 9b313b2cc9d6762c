"""Runs of many pairs of changes to a reference in one process: this program is appended to the
reference in a sandbox, and no code of the attempt is in it.

The results are compared there, roughly, with what the attempt gave. Each pair that fits is printed,
as its two numbers after a prefix, until the time is over.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from math import isclose
from time import process_time
from types import ModuleType
from typing import Any

INSIDE = "kata_runner.engine.inside."
Edit = tuple[int, int, str]
NEAR = 1e-6
MAX_MATCHES = 4


def search(packed: bytes) -> None:
    """Print the pairs that give the target, those with the smallest numbers first: the `fixed`
    change with each other one, or all pairs if there is no fixed one.
    """
    word, source, spans, name, seed, target, fixed, edits, seconds = marshal.loads(packed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].seterr(all="ignore")
    end, trial, count = process_time() + seconds, Trial(source, spans, name, seed, target), 0
    numbers = range(len(edits))
    pairs: Iterable[tuple[int, int]] = sorted(combinations(numbers, 2), key=sum)
    if fixed is not None:
        pairs = ((fixed, number) for number in numbers if number != fixed)
    for first, second in pairs:
        if process_time() > end or count == MAX_MATCHES:
            return
        together = combine(source, edits[first], edits[second])
        if together and trial.fits(together):
            count += 1
            print(f"{word}{first} {second}")


def combine(source: bytes, one: Edit, other: Edit) -> list[Edit]:
    """Return two changes as changes of places that do not overlap, nothing if they cannot be
    combined.

    If both replace the same place, they are merged word by word.
    """
    if one[1] <= other[0] or other[1] <= one[0]:
        return [one, other]
    if one[:2] != other[:2]:
        return []
    base = words_of(source[one[0] : one[1]].decode())
    steps = sorted([*diff_words(base, words_of(one[2])), *diff_words(base, words_of(other[2]))])
    if any(a[1] > b[0] or a[:2] == b[:2] for a, b in pairwise(steps)):
        return []
    for begin, end, words in reversed(steps):
        base[begin:end] = words
    return [(one[0], one[1], "".join(base))]


def words_of(text: str) -> list[str]:
    """Split a text into words, signs and spaces."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def diff_words(base: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the changes that turn `base` into `words`: where each begins and ends in `base`, and
    the new words.
    """
    matcher = SequenceMatcher(None, base, words, autojunk=False)
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag != "equal":
            yield begin, end, list(words[start:stop])


class Trial:
    """One experiment on the reference with changes, compared with the target."""

    def __init__(
        self,
        source: bytes,
        spans: Sequence[tuple[int, int]],
        name: str,
        seed: int,
        target: Sequence[Any],
    ) -> None:
        """Find the experiment; `spans` are those of the module's functions and classes."""
        inside = sys.modules
        self.make = inside[f"{INSIDE}kata_loader"].Experiment
        self.record = inside[f"{INSIDE}call_recorder"].CallRecorder
        self.patience = inside[f"{INSIDE}timeout"].Patience
        self.function = next(
            one for one in vars(inside["experiments"]).values()
            if getattr(getattr(one, "declaration", None), "name", None) == name
        )  # fmt: skip
        self.source, self.spans, self.seed, self.target = source, spans, seed, target
        self.code = compile(source, "<reference>", "exec", dont_inherit=True)

    def fits(self, edits: Sequence[Edit]) -> bool:
        """Whether the reference with these changes may give the target."""
        module = ModuleType("variant")
        try:
            exec(self.code, vars(module))
            for statement in self.changed_statements(edits):
                exec(compile(statement, "<variant>", "exec", dont_inherit=True), vars(module))
            recorder = self.record(module, self.patience(None, 0.0, {}, None))
            table = self.make(self.function, self.seed).table(recorder.implementation)
        except Exception:  # the changed code may raise anything
            return False
        given = [cell for row in table.rows for cell in row]
        return len(given) == len(self.target) and all(map(is_near, given, self.target))

    def changed_statements(self, edits: Sequence[Edit]) -> Iterator[bytes]:
        """Yield the new source of each statement of the module that is changed."""
        for begin, end in self.spans:
            text = self.source[begin:end]
            inside = [edit for edit in edits if begin <= edit[0] and edit[1] <= end]
            for first, last, other in sorted(inside, reverse=True):
                text = text[: first - begin] + other.encode() + text[last - begin :]
            if inside:
                yield text


def is_near(one: Any, other: Any) -> bool:
    """Whether two cells may be equal."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=NEAR, abs_tol=1e-12) or (one != one and other != other)  # noqa: PLR0124
    return bool(one == other)
