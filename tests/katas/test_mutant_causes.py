"""Causes from small changes to the reference: named without any catalogue, and never a false one.

Slips stand under `attempts/slips`; of the words that the report must have any is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner.api import Grader
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job
from kata_runner.model import Report
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins, load_plugins
from kata_runner.packs.source_parts import list_callables
from tests.helpers.attempts import FOLDER, attempts_in, read_header, read_source
from tests.helpers.false_causes import NOISE, NOISY, PAIRS, RIGHT, SQUASHED, with_gate
from tests.helpers.graders import grade

pytestmark = pytest.mark.slow  # a hundred attempts are graded
SLIPS = [path for path in attempts_in("slips") if read_header(path).first("kata") != "ag.1"]
RAW_GATE = FOLDER / "slips" / "forget_gate_raw.py"
WITHOUT_CATALOGUE = {"scoring", "code", "mutants", "python", "relations"}
MIN_SHARE = 0.75


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


@pytest.mark.thorough
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


HALF = "return 0.5 * np.tanh(total)"


def test_a_cause_that_another_probe_of_its_part_contradicts_is_refuted(
    grade_source: Callable[..., Report],
) -> None:
    wrong = RIGHT.replace("return np.tanh(total)", HALF)
    assert wrong != RIGHT
    assert set(causes(grade_source(wrong))) == {"constant_factor"}, "no tanh that is too flat"
    leaky = RIGHT.replace("return np.tanh(total)", f"{HALF} + 0.5 * h_prev")
    assert set(causes(grade_source(leaky))) <= {"constant_factor"}


def test_two_slips_in_one_probe_are_named_both(grade_source: Callable[..., Report]) -> None:
    right, wrong = "forget = sig(np.dot(w.w_f, joined) + w.b_f)", "np.dot(w.w_f, joined) - w.b_f"
    named = causes(grade_source(RIGHT.replace(right, f"forget = {wrong}")))
    assert list(named) == ["lstm_step.sigmoid_left_out and lstm_step.b_f_subtracted"]
    [says] = named.values()
    assert says.startswith("Two slips: `sigmoid` is missing")


@pytest.mark.parametrize(
    "seed",
    [pytest.param(n, marks=[] if n < len(NOISY) else pytest.mark.thorough) for n in range(200)],
)
def test_noise_has_no_cause(seed: int, grade_source: Callable[..., Report]) -> None:
    noise = NOISE.format(seed=seed, part=NOISY[seed % len(NOISY)])
    report = grade_source(RIGHT + noise)
    assert not report.passed
    assert causes(report) == {}


EVERY = 41  # of which one is always tried


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(pair, marks=[] if n % EVERY == 0 else pytest.mark.thorough)
        for n, pair in enumerate(PAIRS)
    ],
)
def test_two_unrelated_slips_in_one_probe_have_no_false_cause(
    pair: tuple[str, str, tuple[str, str]], grade_source: Callable[..., Report]
) -> None:
    name, first, (old, new) = pair
    both, only_first, only_second = (
        grade_source(with_gate(name, slip, old, replacement))
        for slip, replacement in ((first, new), (first, old), (SQUASHED, new))
    )
    allowed = causes(only_first).keys() | causes(only_second).keys()
    assert causes(both).keys() <= allowed, "one slip may be named where the other does not show"


@pytest.mark.thorough
def test_two_unrelated_slips_have_no_false_cause_with_the_catalogue_either() -> None:
    sources = {
        pair: [
            with_gate(pair[0], slip, old, replacement)
            for slip, replacement in ((pair[1], new), (pair[1], old), (SQUASHED, new))
        ]
        for pair in PAIRS
        for old, new in [pair[2]]
    }
    each = list(dict.fromkeys(source for three in sources.values() for source in three))
    with Grader() as grader:
        named = {
            each[index]: causes(report).keys()
            for index, report in grader.grade_many("6.3", each)
            if isinstance(report, Report)
        }
    false = {
        pair: named[both] - named[first] - named[second]
        for pair, (both, first, second) in sources.items()
    }
    assert {pair: names for pair, names in false.items() if names} == {}


PARTS = [
    (kata, part)
    for kata in ("6.3", "6.1", "6.2", "7.1")
    for part in list_callables(Catalogue(load_plugins()).find(kata).reference.read_text("utf-8"))
]


@pytest.mark.parametrize(
    ("kata", "part"),
    [
        pytest.param(*pair, marks=[] if n < 3 else pytest.mark.thorough)
        for n, pair in enumerate(PARTS)
    ],
)
def test_a_part_that_is_not_there_has_no_false_cause(
    kata: str, part: str, grade_source: Callable[..., Report], open_desk: Callable[[str], Any]
) -> None:
    reference = open_desk(kata).kata.reference.read_text(encoding="utf-8")
    report = grade_source(f"{reference}\n\ndel {part}\n", kata)
    assert not report.passed
    assert causes(report) == {}


def test_the_names_of_the_reference_are_told_nowhere(grade_source: Callable[..., Report]) -> None:
    for path in SLIPS[:12]:
        kata, _, source = read(path)
        for name in causes(grade_source(source, kata)):
            assert "->" not in name and "candidate =" not in name
