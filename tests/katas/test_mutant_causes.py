"""Causes from small changes to the reference: named without any catalogue, and never a false one.

Slips stand under `attempts/slips`; of the words that the report must have any is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.source import attempt_of
from kata_runner.model import Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugins import Plugins
from tests.helpers.attempts import FOLDER, attempts_in, read_header, read_source
from tests.helpers.graders import grade

pytestmark = pytest.mark.slow  # a hundred attempts are graded
SLIPS = [path for path in attempts_in("slips") if read_header(path).first("kata") != "ag.1"]
RAW_GATE = FOLDER / "slips" / "forget_gate_raw.py"
WITHOUT_CATALOGUE = {"scoring", "code", "mutants", "python", "relations"}
MIN_SHARE = 0.75
TRIES = 20


def load(names: set[str]) -> Plugins:
    return Plugins([one for one in entry_points("kata_runner") if one.name in names])


@pytest.fixture(scope="module")
def grade_source(open_desk: Callable[[str], Any]) -> Callable[..., Report]:
    """Grade a source, with causes from everything but the catalogue."""
    plugins = load(WITHOUT_CATALOGUE)

    def grade_one(source: str, kata: str = "6.3", seed: int = 0) -> Report:
        desk = open_desk(kata)
        job = Job(desk.kata, attempt_of(Path("attempt.py"), source.encode()), "graded", seed)
        return grade(job, desk.sandbox, plugins)

    return grade_one


def read(path: Path) -> tuple[str, list[str], str]:
    """The kata of a slip, the words of which one must be said, and the source."""
    header = read_header(path)
    words = header.first("must").replace(",", "|").lower().split("|")
    return header.first("kata"), [word.strip() for word in words], read_source(path).decode()


def causes(report: Report) -> dict[str, str]:
    """The names of the causes with what is said of them."""
    return {one.diagnosis.mistake: one.diagnosis.says for one in report.outcomes if one.diagnosis}


def test_most_slips_are_named_without_a_catalogue(grade_source: Callable[..., Report]) -> None:
    unnamed = []
    for path in SLIPS:
        kata, words, source = read(path)
        said = " ".join(causes(grade_source(source, kata)).values()).lower()
        if not any(word in said for word in words):
            unnamed.append(path.stem)
    assert len(unnamed) <= (1 - MIN_SHARE) * len(SLIPS), unnamed


@pytest.mark.parametrize("seed", [1, 4321])
def test_another_seed_names_the_same(seed: int, grade_source: Callable[..., Report]) -> None:
    _, _, source = read(RAW_GATE)
    assert causes(grade_source(source, seed=seed)) == causes(grade_source(source))
    assert list(causes(grade_source(source, seed=seed))) == ["lstm_step.sigmoid_left_out"]


def test_two_parts_that_are_wrong_are_named_both(grade_source: Callable[..., Report]) -> None:
    _, _, source = read(RAW_GATE)
    two = source.replace("total = np.dot(w_h, h_prev) + ", "total = np.dot(w_h, h_prev) - ")
    assert {name.partition(".")[0] for name in causes(grade_source(two))} == {
        "lstm_step",
        "rnn_step",
    }


def test_noise_has_no_cause_among_mutants(grade_source: Callable[..., Report]) -> None:
    _, _, source = read(RAW_GATE)
    rng = np.random.RandomState(5)
    for _ in range(TRIES):
        scale, shift = rng.normal(size=2)
        noise = f"forget = np.cos({scale} * (np.dot(w.w_f, joined) + {shift}))"
        wrong = source.replace("forget = np.dot(w.w_f, joined) + w.b_f", noise)
        assert not [name for name in causes(grade_source(wrong)) if name.startswith("lstm_step.")]


SECOND_SLIPS = ("0.7 * w.b_f", "np.flip(w.b_f)", "w.b_f ** 2", "w.b_f + 0.3", "w.b_f / 3")


@pytest.mark.parametrize("other", SECOND_SLIPS)
def test_two_slips_in_one_probe_have_no_false_cause(
    other: str, grade_source: Callable[..., Report]
) -> None:
    _, _, source = read(RAW_GATE)
    wrong = source.replace("joined) + w.b_f\n", f"joined) + {other}\n")
    assert wrong != source
    named = [name for name in causes(grade_source(wrong)) if name.startswith("lstm_step.")]
    assert all("sigmoid_left_out" in name for name in named)  # where the other one does not show


@pytest.mark.parametrize("part", ["lstm_step", "rnn_step", "cosine_similarity", "lstm_ops"])
def test_a_part_that_is_not_there_has_no_false_cause(
    part: str, grade_source: Callable[..., Report], open_desk: Callable[[str], Any]
) -> None:
    reference = open_desk("6.3").kata.reference.read_text(encoding="utf-8")
    report = grade_source(reference.replace(f"def {part}(", f"def other_{part}("))
    assert not report.passed
    assert causes(report) == {}


def test_the_names_of_the_reference_are_told_nowhere(grade_source: Callable[..., Report]) -> None:
    for path in SLIPS[:12]:
        kata, _, source = read(path)
        for name in causes(grade_source(source, kata)):
            assert "->" not in name and "candidate =" not in name
