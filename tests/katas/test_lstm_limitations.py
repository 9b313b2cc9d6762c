"""Kata 6.3: the demo carries every figure, right attempts pass and wrong ones fail where they are
wrong.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kata_runner.authoring import UNCHANGED, get_declaration
from kata_runner.engine.inside.kata_loader import Experiment
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.model import Report, Status
from kata_runner.table import Table
from tests.helpers.attempts import FOLDER, attempts_in, read_header, read_source
from tests.helpers.modules import load_module
from tests.helpers.thorough import IS_THOROUGH

ATTEMPTS = FOLDER / "lstm_limitations"
RIGHT = attempts_in("lstm_limitations/right", least=8)
WRONG = attempts_in("lstm_limitations/wrong", least=18)
FIGURES = json.loads((ATTEMPTS / "figures.json").read_text(encoding="utf-8"))
LENGTHS = ["10", "50", "100", "500", "1000"]


@pytest.fixture(scope="module")
def desk(open_desk: Callable[[str], Any]) -> Any:
    return open_desk("6.3")


def by_name(path: Path) -> str:
    return path.stem


# --- The demo


Printed = list[tuple[list[str], list[list[str]]]]


def tables_in(text: str) -> Printed:
    """Every printed table, as its header and its rows."""
    lines = text.splitlines()
    rules = [number for number, line in enumerate(lines) if re.fullmatch(r"-+(  -+)*", line)]
    found = []
    for number in rules:
        spans = [match.span() for match in re.finditer("-+", lines[number])]
        rows = []
        for line in lines[number + 1 :]:
            cells = cut(line, spans)
            if cells is None:
                break
            rows.append(cells)
        found.append((cut(lines[number - 1], spans) or [], rows))
    return found


def cut(line: str, spans: list[tuple[int, int]]) -> list[str] | None:
    """The cells of a table's line; nothing for a line that has text between the columns or an empty
    cell.
    """
    gaps = [line[end:begin] for (_, end), (begin, _) in pairwise(spans)]
    cells = [line[begin:end].strip() for begin, end in spans]
    fits = not "".join(gaps).strip() and len(line) <= spans[-1][1] and all(cells)
    return cells if fits else None


def rows_under(tables: Printed, *columns: str) -> list[list[str]]:
    """The rows of the table with these columns, those columns only."""
    for head, rows in tables:
        if set(columns) <= set(head):
            return [[row[head.index(column)] for column in columns] for row in rows]
    raise AssertionError(
        f"no table has the columns {columns}; there are {[head for head, _ in tables]}"
    )


@pytest.fixture(scope="module")
def printed(kata_anywhere: Any) -> Callable[..., str]:
    """Run `kata run 6.3` with more arguments and take what it prints."""

    def run(*arguments: object) -> str:
        ended = kata_anywhere("run", "6.3", *arguments, env={"COLUMNS": "110"})
        assert ended.code == 0, ended.err
        return str(ended.out)

    return run


@pytest.fixture(scope="module")
def demo(printed: Callable[..., str]) -> str:
    return printed()


@pytest.fixture(scope="module")
def demo_tables(demo: str) -> Printed:
    return tables_in(demo)


def test_states_after_the_signal(demo_tables: Printed) -> None:
    rows = rows_under(demo_tables, "state", "1", "2", "3", "4")
    assert {name: figures for name, *figures in rows} == FIGURES["states"]


def test_lstm_retention(demo_tables: Printed) -> None:
    assert rows_under(demo_tables, "step", "cell_sim", "hidden_sim") == FIGURES["lstm_retention"]


def test_lstm_lengths_that_are_left(demo_tables: Printed) -> None:
    lengths = dict(rows_under(demo_tables, "step", "cell_length"))
    shown = {step: float(text.rstrip("%")) for step, text in lengths.items()}
    assert [round(shown["10"], 1), round(shown["20"], 1), round(shown["50"], 3)] == [
        18.6,
        3.0,
        0.024,
    ]


def test_rnn_retention(demo_tables: Printed) -> None:
    assert rows_under(demo_tables, "step", "hidden_sim", "norm")[0][1] == "0.1449"
    rows = rows_under(demo_tables, "step", "hidden_sim", "norm")
    assert [row[:2] for row in rows] == FIGURES["rnn_retention"]
    norms = {step: norm for step, _, norm in rows}
    assert (norms["10"], norms["20"]) == ("3.1e-09", "6.2e-18")


def test_forget_gate_decay(demo_tables: Printed) -> None:
    gates = [f"f={gate}" for gate in FIGURES["decay"]["gates"]]
    assert rows_under(demo_tables, "steps", *gates) == FIGURES["decay"]["rows"]


def test_operation_counts(demo_tables: Printed) -> None:
    assert rows_under(demo_tables, "length", "operations") == FIGURES["lstm_ops"]
    attention = rows_under(demo_tables, "length", "operations", "positions in parallel")
    assert attention == [[*row, row[0]] for row in FIGURES["attention_ops"]]
    assert [row[0] for row in attention] == LENGTHS


def test_variants_as_the_lesson_has_them(demo_tables: Printed) -> None:
    rows = rows_under(demo_tables, "variant", "operations", "steps that wait", "longest path")
    assert [row[1:] for row in rows] == [
        ["11200", "100", "99"],
        ["24000", "101", "100"],
        ["49600", "103", "102"],
        ["22400", "100", "99"],
        ["40000", "1", "1"],
    ]


def test_nudge_vanishes_through_both_and_faster_through_the_rnn(demo_tables: Printed) -> None:
    rows = rows_under(demo_tables, "step", "through the cell", "through the RNN")
    cell, rnn = ([float(row[column]) for row in rows] for column in (1, 2))
    assert cell == sorted(cell, reverse=True) and rnn == sorted(rnn, reverse=True)
    assert all(c > r for c, r in zip(cell, rnn, strict=True))
    shown = {row[0]: row[1:] for row in rows}
    assert (shown["10"], shown["20"]) == (["1.6e-01", "1.5e-09"], ["3.1e-02", "3.0e-18"])


def test_timing_reaches_ten_thousand_steps_and_grows_with_the_length(
    demo: str, demo_tables: Printed
) -> None:
    lengths = [int(row[0]) for row in rows_under(demo_tables, "length", "milliseconds")]
    assert max(lengths) >= 10_000
    match = re.search(r"to\s+the\s+power\s+(\d+\.\d+)", demo)
    assert (
        match and 0.4 < float(match[1]) < 1.6
    )  # a busy machine stretches some of the measurements


def test_order_of_the_demo(demo: str) -> None:
    titles = [
        "signal",
        "LSTM retains",
        "RNN retains",
        "forget gate",
        "LSTM, one step",
        "self-attention",
        "variants",
        "nudge",
        "Time",
    ]
    places = [re.search(rf"^.*{title}.*$\n.+\n(.+\n)*\n", demo, re.MULTILINE) for title in titles]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(titles) and starts == sorted(starts)


@pytest.mark.thorough
def test_with_a_file_the_expected_value_stands_below_a_wrong_one(
    printed: Callable[..., str],
) -> None:
    text = printed(ATTEMPTS / "wrong" / "lstm_no_tanh_on_candidate.py")
    assert "✗ is wrong: the expected value stands below it." in text
    expected = {row[0]: row[1] for row in FIGURES["lstm_retention"]}
    for step in ("10", "20", "30"):
        match = re.search(rf"^ +{step} +✗ (\S+) .*\n +(\S+)", text, re.MULTILINE)
        assert match and match[2] == expected[step] != match[1]


# --- Attempts with a known verdict


def functions_of(desk: Any) -> Mapping[str, set[str]]:
    """Which of the learner's functions each graded experiment calls."""
    return {
        part.declaration.name: {name for name, *_ in part.calls} for part in desk.key().expectations
    }


def changed_arguments(report: Report) -> dict[str, set[str]]:
    """The outcome about arguments with the functions that it blames, where it failed by itself."""
    message = failures(report).get(UNCHANGED, "")
    return (
        {UNCHANGED: set(re.findall(r"^(\w+) changed its argument", message, re.MULTILINE))}
        if message
        else {}
    )


def failures(report: Report) -> dict[str, str]:
    """What failed by itself, with what the learner reads about it."""
    return {
        o.name: o.explanation
        for o in report.outcomes
        if not o.passed and o.status is not Status.BLOCKED
    }


@pytest.mark.parametrize("path", RIGHT, ids=by_name)
def test_right_attempt_passes(path: Path, desk: Any) -> None:
    assert read_header(path).first("expect") == "passed"
    report = desk.grade(read_source(path))
    assert report.passed, failures(report)
    assert report.score == report.max_score == 100


@pytest.mark.parametrize("path", WRONG, ids=by_name)
def test_wrong_attempt_fails_where_it_is_wrong(path: Path, desk: Any) -> None:
    header = read_header(path)
    wrong = header.first("in")
    report = desk.grade(read_source(path))
    assert report.status == header.first("expect")
    called = functions_of(desk)
    blamed = {name: called[name] for name in failures(report)} | changed_arguments(report)
    assert {wrong} in blamed.values(), f"no outcome of {wrong} alone failed, but {sorted(blamed)}"
    assert all(wrong in functions for functions in blamed.values()), sorted(blamed)
    others = [o for o in report.outcomes if wrong not in called[o.name]]
    assert others
    assert all(outcome.passed for outcome in others)
    assert all(message.strip() for message in failures(report).values())


def test_every_function_has_wrong_attempts() -> None:
    """So that the tests above say something about each of them."""
    counted = [read_header(path).first("in") for path in WRONG]
    assert all(counted.count(name) >= 3 for name in counted)
    assert len(set(counted)) == 6


# --- A right attempt never fails, whatever the seed


@pytest.fixture(scope="module")
def probes(desk: Any) -> list[Callable[..., Table]]:
    """The kata's graded probes: what depends on the seed."""
    names = vars(load_module(desk.kata.experiments))
    declared = [value for value in names.values() if hasattr(value, "declaration")]
    return [function for function in declared if not function.declaration.shown]


@pytest.fixture(scope="module")
def right_ones() -> dict[str, ModuleType]:
    """Right implementations; the noisy one is graded above."""
    return {path.stem: load_module(path) for path in RIGHT if path.stem != "chatty"}


@pytest.mark.slow
@settings(
    derandomize=True,
    max_examples=30 if IS_THOROUGH else 6,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(number=st.integers(0, 2**32 - 1))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # what an attempt warns of costs it nothing
def test_right_attempts_pass_whatever_the_seed(
    number: int, desk: Any, probes: list[Callable[..., Table]], right_ones: dict[str, ModuleType]
) -> None:
    reference = load_module(desk.kata.reference)
    for probe in probes:
        declaration = get_declaration(probe)
        expected = Experiment(probe, number).table(reference)
        for name, attempt in right_ones.items():
            actual = Experiment(probe, number).table(attempt)
            assert not shape_problem(expected, actual), (name, declaration.name)
            found = list(differences(expected, actual, declaration.tolerance))
            assert not found, (name, declaration.name, found[0])


@pytest.mark.parametrize("number", [1, 7, 2**32 - 1])
def test_right_attempts_pass_at_other_seeds_in_the_sandbox(number: int, desk: Any) -> None:
    chosen = random.Random(number).sample(RIGHT, 2)
    for path in chosen:
        assert all(outcome.passed for outcome in desk.judged(path.read_bytes(), number)), path.stem
