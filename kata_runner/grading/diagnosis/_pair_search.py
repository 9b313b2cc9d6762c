"""Runs many pairs of changes to a reference in one process: the text of this file goes with the
reference into a sandbox, and no line of an attempt does.

What an attempt gave is compared with them there, roughly. Each pair that fits is printed, by its
numbers and behind a word, until the time is over.
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
    """Print the pairs that give the target: of a change that is fixed and each other, or of all
    two, those first that stand first.
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
    """Two changes as changes of places that do not overlap; nothing where they cannot be made both.

    What was written anew as a whole is told apart by its words.
    """
    if one[1] <= other[0] or other[1] <= one[0]:
        return [one, other]
    if one[:2] != other[:2]:
        return []
    base = words_of(source[one[0] : one[1]].decode())
    steps = sorted([*steps_to(base, words_of(one[2])), *steps_to(base, words_of(other[2]))])
    if any(a[1] > b[0] or a[:2] == b[:2] for a, b in pairwise(steps)):
        return []
    for begin, end, words in reversed(steps):
        base[begin:end] = words
    return [(one[0], one[1], "".join(base))]


def words_of(text: str) -> list[str]:
    """The words, signs and spaces of a text."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def steps_to(base: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """What stands where in some words, in place of what stood there."""
    matcher = SequenceMatcher(None, base, words, autojunk=False)
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag != "equal":
            yield begin, end, list(words[start:stop])


class Trial:
    """One experiment on the reference with changes, beside the target."""

    def __init__(
        self,
        source: bytes,
        spans: Sequence[tuple[int, int]],
        name: str,
        seed: int,
        target: Sequence[Any],
    ) -> None:
        """Find the experiment; `spans` are those of the module's statements."""
        inside = sys.modules
        self.make = inside[f"{INSIDE}experiments"].Experiment
        self.record = inside[f"{INSIDE}call_recorder"].CallRecorder
        self.patience = inside[f"{INSIDE}patience"].Patience
        self.function = next(
            one for one in vars(inside["experiments"]).values()
            if getattr(getattr(one, "declaration", None), "name", None) == name
        )  # fmt: skip
        self.source, self.spans, self.seed, self.target = source, spans, seed, target
        self.code = compile(source, "<reference>", "exec", dont_inherit=True)

    def fits(self, edits: Sequence[Edit]) -> bool:
        """Whether some changes may give the target."""
        module = ModuleType("variant")
        try:
            exec(self.code, vars(module))
            for statement in self.changed_statements(edits):
                exec(compile(statement, "<variant>", "exec", dont_inherit=True), vars(module))
            recorder = self.record(module, self.patience(None, 0.0, {}, None))
            table = self.make(self.function, self.seed).table(recorder.implementation)
        except Exception:  # a change may do anything
            return False
        given = [cell for row in table.rows for cell in row]
        return len(given) == len(self.target) and all(map(is_near, given, self.target))

    def changed_statements(self, edits: Sequence[Edit]) -> Iterator[bytes]:
        """The statements of the module that are changed, written anew."""
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
