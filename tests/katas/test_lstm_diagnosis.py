"""Kata 6.3: whoever makes a mistake is told which, in code that looks like nobody else's, and never
a wrong one.

The attempts under `uncatalogued/` were written after the catalogue, in other ways than its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kata_runner.model import Outcome, Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.attempts import FOLDER, attempts_in, read_header, read_source

pytestmark = pytest.mark.slow  # each attempt is graded and diagnosed
ATTEMPTS = attempts_in("lstm_limitations/uncatalogued", least=30)
ATTEMPTS_BY_NAME = {path.stem: path for path in ATTEMPTS}
LEAST = 0.9


@pytest.fixture(scope="module")
def report_on(open_desk: Callable[[str], Any]) -> Callable[[str], Report]:
    """The report on an attempt, with causes from the catalogue alone."""
    desk = open_desk("6.3")
    expected = {"scoring", "mistakes"}
    plugins = Plugins([one for one in entry_points("kata_runner") if one.name in expected])
    bare = type(desk)(desk.kata, plugins, desk.sandbox)
    return cache(lambda name: bare.grade(read_source(ATTEMPTS_BY_NAME[name])))


def causes(path: Path) -> tuple[set[str], set[str]]:
    """What is wrong with an attempt: what shows, and what is hidden."""
    header = read_header(path)
    return header.names("cause"), header.names("hidden")


def named(outcomes: tuple[Outcome, ...]) -> set[str]:
    """The mistakes that a report names."""
    return {outcome.diagnosis.mistake for outcome in outcomes if outcome.diagnosis}


@pytest.mark.parametrize("path", ATTEMPTS, ids=lambda path: path.stem)
def test_no_cause_is_named_that_is_none(path: Path, report_on: Callable[[str], Report]) -> None:
    shown, hidden = causes(path)
    assert named(report_on(path.stem).outcomes) <= shown | hidden


@pytest.mark.thorough
def test_nearly_every_real_cause_is_named(report_on: Callable[[str], Report]) -> None:
    found = [
        path.stem
        for path in ATTEMPTS
        if (shown := causes(path)[0]) and shown <= named(report_on(path.stem).outcomes)
    ]
    assert len(found) >= LEAST * len(ATTEMPTS), (
        f"not {sorted({path.stem for path in ATTEMPTS} - set(found))}"
    )


@pytest.mark.parametrize("path", ATTEMPTS, ids=lambda path: path.stem)
def test_none_of_them_passes(path: Path, report_on: Callable[[str], Report]) -> None:
    assert not report_on(path.stem).passed


def test_two_gates_that_are_wrong_are_both_named(report_on: Callable[[str], Report]) -> None:
    outcomes = {
        outcome.name: outcome for outcome in report_on("forget_bias_lost_and_tanh_gate").outcomes
    }
    said = {
        name: outcome.diagnosis.mistake for name, outcome in outcomes.items() if outcome.diagnosis
    }
    assert said["forget_gate"] == "no_forget_bias"
    assert said["first_result_is_hidden"] == "tanh_on_output_gate"
    assert outcomes["forget_gate"].status == "failed", "it waited for what the other mistake spares"


def test_two_functions_that_are_wrong_are_both_named(report_on: Callable[[str], Report]) -> None:
    assert named(report_on("sigmoid_network_and_two_lengths").outcomes) == {
        "rnn_with_sigmoid",
        "length_doubled",
    }


@pytest.mark.parametrize("seed", [1, 4321])
def test_another_seed_names_the_same(seed: int, open_desk: Callable[[str], Any]) -> None:
    path = FOLDER / "lstm_limitations" / "uncatalogued" / "a_bias_for_each_half.py"
    report = open_desk("6.3").grade(read_source(path), seed=seed)
    assert named(report.outcomes) == causes(path)[0]
