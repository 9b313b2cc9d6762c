"""What mistakes give is pinned in few bytes, and read back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from kata_runner.engine.job import Result
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey, compute
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, mistake_results
from kata_runner.grading.diagnosis.mistakes import read_mistakes, run_mistakes
from kata_runner.grading.diagnosis.mistakes_json import (
    deserialize,
    digits_for,
    mistakes_equal,
    read_pinned_mistakes,
    round_cell,
    serialize,
    write_pinned_mistakes,
)
from kata_runner.model import Kata
from kata_runner.table import Table, Tolerance

CATALOGUE = """\
from kata_runner import mistake

@mistake("square", "That is a cube.")
def cube(side):
    return side**3

@mistake("square", "That is a cube, too.")
def another_cube(side):
    return side * side * side

@mistake("square", "Nothing came.")
def nothing(side):
    return None

@mistake("square", "It depends on a name that is not there.")
def crash(side):
    return nowhere

@mistake("circle", "That is the diameter.")
def diameter(radius):
    return float("nan")
"""
Pinned = tuple[Kata, AnswerKey, list[MistakeResults]]


@pytest.fixture
def pinned(write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox) -> Pinned:
    """A kata with its mistakes pinned, and what was pinned."""
    kata = write_kata({"solutions/area/mistakes.py": CATALOGUE})
    key = compute(kata, 0, sandbox.run)
    runs = dict(run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many))
    known = [
        mistake_results(one, run, key)
        for one, run in sorted(runs.items(), key=lambda pair: pair[0].name)
    ]
    write_pinned_mistakes(kata, key, known)
    return kata, key, known


def test_what_was_pinned_is_read_back(pinned: Pinned) -> None:
    kata, key, known = pinned
    read = read_pinned_mistakes(kata, key)
    assert read is not None
    assert mistakes_equal(read, known, key)
    assert [one.name for one in read] == ["another_cube", "crash", "cube", "diameter", "nothing"]


def test_only_what_differs_from_the_reference_is_there(pinned: Pinned) -> None:
    _, _, known = pinned
    places = {one.name: sorted(one.results) for one in known}
    assert places["diameter"] == ["circles"]
    assert places["cube"] == ["random_squares", "three_squares"]


def test_what_two_mistakes_give_stands_there_once(pinned: Pinned) -> None:
    kata, _, _ = pinned
    head, *shelves = json.loads(kata.mistaken.read_text(encoding="utf-8"))
    places = {name: dict(where) for name, _, _, where in head["mistakes"]}
    assert places["cube"] == places["another_cube"]
    assert [len(shelf) for shelf in shelves] == [3, 3, 1]


def test_it_is_the_same_text_every_time(pinned: Pinned) -> None:
    kata, key, known = pinned
    before = kata.mistaken.read_bytes()
    write_pinned_mistakes(kata, key, known)
    assert kata.mistaken.read_bytes() == before


@pytest.mark.parametrize("file", ["mistakes", "experiments", "reference"])
def test_it_is_not_used_with_other_files_than_it_was_made_from(file: str, pinned: Pinned) -> None:
    kata, key, _ = pinned
    path = getattr(kata, file)
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert read_pinned_mistakes(kata, key) is None


def test_line_endings_of_a_checkout_do_not_matter(pinned: Pinned) -> None:
    kata, key, _ = pinned
    kata.mistakes.write_bytes(kata.mistakes.read_bytes().replace(b"\n", b"\r\n"))
    assert read_pinned_mistakes(kata, key) is not None


def test_nothing_pinned(area: Kata, sandbox: Sandbox) -> None:
    assert read_pinned_mistakes(area, compute(area, 0, sandbox.run)) is None


@pytest.mark.parametrize("text", ["", "{}", "[\n{\n]", "[\n{}\n]\n"])
def test_a_damaged_file(text: str, pinned: Pinned) -> None:
    kata, key, _ = pinned
    kata.mistaken.write_text(text, encoding="utf-8")
    with pytest.raises(
        PackError, match=r"mistakes.json: damaged: `kata verify 0.2 --pin` writes it anew"
    ):
        read_pinned_mistakes(kata, key)


def test_a_line_that_is_damaged_is_found_when_it_is_read(pinned: Pinned) -> None:
    kata, key, _ = pinned
    lines = kata.mistaken.read_text(encoding="utf-8").splitlines()
    lines[2] = "[[0]],"
    kata.mistaken.write_text("\n".join(lines), encoding="utf-8")
    read = read_pinned_mistakes(kata, key)
    assert read is not None
    with pytest.raises(PackError, match="damaged"):
        [one.results["random_squares"] for one in read if one.name == "cube"]


def test_a_table_without_columns_and_a_run_without_calls_are_no_defaults(pinned: Pinned) -> None:
    expectation = pinned[1].expectations[0]
    empty = Result(expectation.declaration.name, Table.of(side=[]), None, ())
    read = deserialize(expectation, json.loads(json.dumps(serialize(expectation, empty))))
    assert read.table is not None
    assert ([*read.table.columns], [*map(list, read.table.rows)]) == ([], [[]])
    assert read.calls == ()


def test_digits_are_a_hundred_times_as_fine_as_the_tolerance() -> None:
    assert [digits_for(Tolerance(relative)) for relative in (1e-2, 1e-4, 1e-9, 0.0)] == [
        4,
        6,
        11,
        17,
    ]
    assert round_cell(1 / 3, 4) == 0.3333
    assert round_cell(123456, 4) == 123456
    assert round_cell(0.1 + 0.2, 17) == 0.1 + 0.2


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0c", "\r"])
def test_a_sentence_may_contain_anything_that_ends_a_line_elsewhere(
    mark: str, pinned: Pinned
) -> None:
    kata, key, known = pinned
    marked = [replace(one, says=f"One{mark}Two") for one in known]
    write_pinned_mistakes(kata, key, marked)
    read = read_pinned_mistakes(kata, key)
    assert read is not None
    assert {one.says for one in read} == {f"One{mark}Two"}
    assert mistakes_equal(read, marked, key)


def test_another_format_is_outdated_and_not_damaged(pinned: Pinned) -> None:
    kata, key, _ = pinned
    first, head, *_ = kata.mistaken.read_text(encoding="utf-8").split("\n")
    other = {**json.loads(head.rstrip(",")), "format": 2, "mistakes": {"in": "another way"}}
    kata.mistaken.write_text(f"{first}\n{json.dumps(other)}\n]\n", encoding="utf-8")
    assert read_pinned_mistakes(kata, key) is None
