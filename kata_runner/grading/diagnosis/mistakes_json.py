"""`mistakes.json`: pinned results of the known mistakes for the usual seed, so that a diagnosis
need not run them.

It is a JSON list with an item on each line: first the mistakes, with the locations of their
results, then for each experiment its pool of results. A result that several mistakes share is
stored once, one that equals the reference's is not stored, and a line is parsed only when it is
needed.
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
from kata_runner.grading.answer_key import AnswerKey, Expectation, damaged_error, to_tuples
from kata_runner.grading.diagnosis import json_lines
from kata_runner.grading.diagnosis.equality import results_equal_ignoring_text
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.source_digest import digest_sources, normalize_newlines
from kata_runner.model import Kata, Status
from kata_runner.table import Table, Tolerance

FORMAT = 1
MAX_DIGITS = 17  # enough to tell all floats apart


def read_pinned_mistakes(kata: Kata, key: AnswerKey) -> list[MistakeResults] | None:
    """Return the pinned mistakes, or None if there are none, or they were made from other files or
    have another format; raises PackError for a damaged file.
    """
    try:
        head, rest = json_lines.read_lines(kata.mistaken)
        if head["format"] != FORMAT or head["digest"] != hash_mistakes(kata):
            return None
        *lines, _ = rest.removesuffix("\n").split("\n")
        pools = [
            ResultPool(kata, expectation, line)
            for expectation, line in zip(key.expectations, lines, strict=True)
        ]
        return [
            MistakeResults(
                name,
                function,
                says,
                LazyMapping({pools[pool].name: (pools[pool], index) for pool, index in locations}),
            )
            for name, function, says, locations in head["mistakes"]
        ]
    except FileNotFoundError:
        return None
    except json_lines.DAMAGES as error:
        raise damaged_error(kata, kata.mistaken) from error


def write_pinned_mistakes(kata: Kata, key: AnswerKey, mistakes: Sequence[MistakeResults]) -> None:
    """Pin the results of mistakes for the seed of this key."""
    pools: list[list[str]] = [[] for _ in key.expectations]
    head = {
        "format": FORMAT,
        "seed": key.seed,
        "digest": hash_mistakes(kata),
        "mistakes": [
            [one.name, one.function, one.says, list(intern_results(one, key, pools))]
            for one in mistakes
        ],
    }
    lines = [json_lines.dump_item(head), *(f"[{','.join(pool)}]" for pool in pools)]
    json_lines.write_lines(kata.mistaken, lines)


def mistakes_equal(
    pinned: Sequence[MistakeResults], current: Sequence[MistakeResults], key: AnswerKey
) -> bool:
    """Whether the pinned mistakes and their results equal the current ones, whichever Python
    version pinned them.
    """
    return [get_identity(one) for one in pinned] == [get_identity(one) for one in current] and all(
        results_equal_ignoring_text(
            then.results[name], result, key.by_name[name].declaration.tolerance
        )
        for then, now in zip(pinned, current, strict=True)
        for name, result in now.results.items()
    )


def get_identity(mistake: MistakeResults) -> tuple[str, str, str, list[str]]:
    """Return what identifies a mistake: everything but its results, of which only the experiments'
    names.
    """
    return mistake.name, mistake.function, mistake.says, list(mistake.results)


def intern_results(
    mistake: MistakeResults, key: AnswerKey, pools: Sequence[list[str]]
) -> Iterator[tuple[int, int]]:
    """Add the results of a mistake to the pools unless they are there already; yield each result's
    pool and its index in the pool.
    """
    for number, (expectation, pool) in enumerate(zip(key.expectations, pools, strict=True)):
        result = mistake.results.get(expectation.declaration.name)
        if result is not None:
            text = json_lines.dump_item(serialize(expectation, result))
            if text not in pool:
                pool.append(text)
            yield number, pool.index(text)


class ResultPool:
    """The different results of all mistakes in one experiment, parsed when they are needed."""

    def __init__(self, kata: Kata, expectation: Expectation, line: str) -> None:
        self.kata, self.expectation, self.line = kata, expectation, line
        self.name = expectation.declaration.name

    @cached_property
    def results(self) -> list[Result]:
        """The results in the line."""
        return [deserialize(self.expectation, item) for item in json.loads(self.line.rstrip(","))]

    def result(self, index: int) -> Result:
        """Return one of the results; raises PackError if the line is damaged."""
        try:
            return self.results[index]
        except json_lines.DAMAGES as error:
            raise damaged_error(self.kata, self.kata.mistaken) from error


class LazyMapping(Mapping[str, Result]):
    """The results of one mistake by experiment: their locations are known, and a result is parsed
    when it is looked up.
    """

    def __init__(self, locations: Mapping[str, tuple[ResultPool, int]]) -> None:
        self.locations = locations

    def __getitem__(self, name: str) -> Result:
        pool, index = self.locations[name]
        return pool.result(index)

    def __contains__(self, name: object) -> bool:
        return name in self.locations

    def __iter__(self) -> Iterator[str]:
        return iter(self.locations)

    def __len__(self) -> int:
        return len(self.locations)


def hash_mistakes(kata: Kata) -> str:
    """Return a hash of everything that the mistakes' results depend on."""
    text = normalize_newlines(kata.mistakes.read_bytes())
    return hashlib.sha256(digest_sources(kata).encode() + text).hexdigest()


def serialize(expectation: Expectation, result: Result) -> list[Any]:
    """Return a result as plain data; 0 stands for calls or columns that equal the reference's."""
    calls = 0 if result.calls == expectation.calls else result.calls
    if result.table is None:
        assert result.problem is not None
        return [calls, result.problem.status, result.problem.kind, result.problem.text]
    columns = 0 if result.table.columns == expectation.table.columns else result.table.columns
    digits = digits_for(expectation.declaration.tolerance)
    return [
        calls,
        columns,
        [[round_cell(value, digits) for value in row] for row in result.table.rows],
    ]


def deserialize(expectation: Expectation, data: list[Any]) -> Result:
    """Return the result that was serialized."""
    name = expectation.declaration.name
    calls = (
        expectation.calls
        if data[0] == 0
        else tuple((function, to_tuples(form), count) for function, form, count in data[0])
    )
    if len(data) == 4:
        return Result(name, None, Problem(Status(data[1]), data[2], data[3]), calls)
    columns = expectation.table.columns if data[1] == 0 else data[1]
    return Result(name, Table.of_plain(columns, data[2], {}, ()), None, calls)


def digits_for(tolerance: Tolerance) -> int:
    """Return how many digits are a hundred times as fine as a relative tolerance."""
    relative = tolerance.relative
    return min(MAX_DIGITS, 2 + math.ceil(-math.log10(relative))) if 0 < relative < 1 else MAX_DIGITS


def round_cell(value: Cell, digits: int) -> Cell:
    """Round a float to so many significant digits; return anything else unchanged."""
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value
