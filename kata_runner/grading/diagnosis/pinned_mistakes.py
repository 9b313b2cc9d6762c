"""`mistakes.json`: what the known mistakes give for the usual seed, so that a diagnosis need not
run them.

It is a JSON list with an item on a line: first who gives what, then for each experiment what there
is to give. What several mistakes give stands there once, what the reference gives not at all, and a
line is read when it is needed.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey, Expectation, digest, same_anywhere, tupled
from kata_runner.grading.diagnosis.alike import alike_but_for_words
from kata_runner.grading.diagnosis.known import Known
from kata_runner.model import Kata, Status
from kata_runner.packs.author_files import read_text
from kata_runner.table import Table, Tolerance

FORMAT = 1
MOST_DIGITS = 17  # so many tell all floats apart


def read_pinned_mistakes(kata: Kata, key: AnswerKey) -> list[Known] | None:
    """The pinned mistakes, or nothing when there are none or they were made from other files."""
    try:
        _, first, *rest, _ = read_text(kata.mistaken).splitlines()
        head = json.loads(first.rstrip(","))
        if head["digest"] != digest_of_mistakes(kata):
            return None
        shelves = [
            Shelf(kata, expectation, line)
            for expectation, line in zip(key.expectations, rest, strict=True)
        ]
        return [Known(name, function, says, Places({shelves[shelf].name: (shelves[shelf], place)
                                                    for shelf, place in places}))
                for name, function, says, places in head["mistakes"]]  # fmt: skip
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise damaged(kata) from error


def write_pinned_mistakes(kata: Kata, key: AnswerKey, mistakes: Sequence[Known]) -> None:
    """Pin what mistakes give for the seed of this key."""
    shelves: list[list[str]] = [[] for _ in key.expectations]
    named = [[one.name, one.function, one.says, list(put(one, key, shelves))] for one in mistakes]
    head = {
        "format": FORMAT,
        "seed": key.seed,
        "digest": digest_of_mistakes(kata),
        "mistakes": named,
    }
    lines = [dumped(head), *(f"[{','.join(shelf)}]" for shelf in shelves)]
    kata.mistaken.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def same_mistakes(pinned: Sequence[Known], current: Sequence[Known], key: AnswerKey) -> bool:
    """Whether the pinned mistakes are these, and give what these give, by whatever Python they were
    pinned.
    """
    return [named(one) for one in pinned] == [named(one) for one in current] and all(
        alike_but_for_words(then.results[name], result, key.by_name[name].declaration.tolerance)
        for then, now in zip(pinned, current, strict=True)
        for name, result in now.results.items()
    )


def named(mistake: Known) -> tuple[str, str, str, list[str]]:
    """All of a mistake but what it gives."""
    return mistake.name, mistake.function, mistake.says, list(mistake.results)


def put(mistake: Known, key: AnswerKey, shelves: Sequence[list[str]]) -> Iterator[tuple[int, int]]:
    """Put what a mistake gives on the shelves where it is not there yet, and yield the shelves and
    the places.
    """
    for number, (expectation, shelf) in enumerate(zip(key.expectations, shelves, strict=True)):
        result = mistake.results.get(expectation.declaration.name)
        if result is not None:
            text = dumped(packed(expectation, result))
            if text not in shelf:
                shelf.append(text)
            yield number, shelf.index(text)


class Shelf:
    """What there is to give in one experiment, read when it is wanted."""

    def __init__(self, kata: Kata, expectation: Expectation, line: str) -> None:
        self.kata, self.expectation, self.line = kata, expectation, line
        self.name = expectation.declaration.name
        self.read: dict[int, Result] = {}

    @cached_property
    def items(self) -> Any:
        """The line as data."""
        return json.loads(self.line.rstrip(","))

    def result(self, place: int) -> Result:
        """One of the results; raises PackError when it cannot be read."""
        try:
            if place not in self.read:
                self.read[place] = unpacked(self.expectation, self.items[place])
            return self.read[place]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise damaged(self.kata) from error


class Places(Mapping[str, Result]):
    """The results of one mistake by experiment: where they lie is known, what they are is read when
    it is asked for.
    """

    def __init__(self, places: Mapping[str, tuple[Shelf, int]]) -> None:
        self.places = places

    def __getitem__(self, name: str) -> Result:
        shelf, place = self.places[name]
        return shelf.result(place)

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def digest_of_mistakes(kata: Kata) -> str:
    """A hash of what the mistakes' tables depend on."""
    text = same_anywhere(kata.mistakes.read_bytes())
    return hashlib.sha256(digest(kata).encode() + text).hexdigest()


def damaged(kata: Kata) -> PackError:
    """What to do about a file that is not as it was written."""
    return PackError(f"{kata.mistaken}: damaged: `kata verify {kata.id} --pin` writes it anew")


def dumped(data: Any) -> str:
    """Plain data as short as JSON can be."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def packed(wanted: Expectation, result: Result) -> list[Any]:
    """A result as plain data; 0 stands for calls or columns that are the reference's."""
    calls = 0 if result.calls == wanted.calls else result.calls
    if result.table is None:
        assert result.problem is not None
        return [calls, result.problem.status, result.problem.kind, result.problem.text]
    columns = 0 if result.table.columns == wanted.table.columns else result.table.columns
    digits = digits_for(wanted.declaration.tolerance)
    return [
        calls,
        columns,
        [[rounded(value, digits) for value in row] for row in result.table.rows],
    ]


def unpacked(wanted: Expectation, data: list[Any]) -> Result:
    """The result that was packed."""
    name = wanted.declaration.name
    calls = (
        tuple((function, tupled(form), count) for function, form, count in data[0])
        if data[0]
        else wanted.calls
    )
    if len(data) == 4:
        return Result(name, None, Problem(Status(data[1]), data[2], data[3]), calls)
    return Result(
        name, Table.of_plain(data[1] or wanted.table.columns, data[2], {}, ()), None, calls
    )


def digits_for(tolerance: Tolerance) -> int:
    """How many digits are a hundred times as fine as a tolerance."""
    relative = tolerance.relative
    return (
        min(MOST_DIGITS, 2 + math.ceil(-math.log10(relative))) if 0 < relative < 1 else MOST_DIGITS
    )


def rounded(value: Cell, digits: int) -> Cell:
    """A float with so many digits; all else as it is."""
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value
