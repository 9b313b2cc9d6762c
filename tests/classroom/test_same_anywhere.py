"""The same attempt gives the same bytes of feedback, alone and anywhere in a class."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import RunKata

pytestmark = pytest.mark.slow
EXPERIMENTS = '''\
"""Count."""

import random

import numpy as np

from kata_runner import Table, data, experiment, probe

OWN = np.random.RandomState(7)  # goes on drawing as long as the module is loaded
random.random()
np.random.random_sample()


@experiment(points=2)
def words_counted(impl):
    """The words of a text are counted."""
    return Table(["words"], [[impl.tally(data("words.txt").split())]])


@probe(points=2, inputs=lambda rng: [OWN.random_sample(), rng.random_sample(), random.random(), 4])
def inputs_from_anywhere(impl, inputs):
    """Inputs are counted too, wherever they are drawn."""
    return Table(["of", "count"], [["the inputs", impl.tally(inputs)]])


@probe(points=2)
def draws(impl, rng):
    """draw gives a number between 0 and 1."""
    return Table(["in range"], [[0 <= impl.draw(rng) < 1]])


@probe(points=2)
def some_more(impl, rng):
    """Counting goes on."""
    return Table(["words"], [[impl.tally(["a"] * 7)]])
'''
KATA = """\
id = "9.9"
title = "Tally"
phase = "Test"
summary = "Count."
data = ["words.txt"]
unchanged_arguments = 2

[limits]
cpu = 0.3
wall = 3.0
total = 6.0
memory_mb = 512
"""
RIGHT = (
    "def tally(words):\n    return len(words)\n\n\ndef draw(rng):\n    return rng.random_sample()\n"
)
DRAWS = (
    "import random\nimport numpy as np\n\nprint(random.random(), np.random.random_sample())\n"
    "def tally(words):\n"
    "    print(random.random(), np.random.random_sample(), list(set(words))[:3])\n"
    "    return len(words)\n\n\ndef draw(rng):\n    return random.random()\n"
)
STOPPED = "    if len(words) == 4: %s\n    return len(words)\n\n\ndef draw(rng):\n    return 0.5\n"
# What is judged, beside right ones that come first, and in what way it could differ by its place.
JUDGED = {
    "right": RIGHT,
    "draws_without_a_seed": DRAWS,
    "over_its_processor_time": "def tally(words):\n    while len(words) == 4: pass\n" +
                               STOPPED % "pass",
    "over_its_waiting_time": "import time\n\ndef tally(words):\n" + STOPPED % "time.sleep(60)",
    "over_its_memory": "def tally(words):\n" + STOPPED % "bytearray(1 << 30)",
    "over_its_output": "def tally(words):\n" + STOPPED % "print('x' * (20 << 20))",
    "crashes": "def tally(words):\n    return words.count()\n\ndef drow(rng):\n    return 0.5\n",
    "breaks_what_it_imports": (
        "import builtins, random, signal, sys\nimport numpy as np\n\nsys.path.clear()\n"
        "np.seterr(all='raise')\nrandom.seed(1)\nnp.random.seed(1)\n"
        "signal.signal(signal.SIGALRM, signal.SIG_IGN)\n" + RIGHT +
        "\ndef draw(rng):\n    return random.random() + wurds\n"
    ),
}  # fmt: skip


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose kata asks for data, for inputs that are made beforehand, and for draws."""
    folder = tmp_path / "pack"
    kata, solutions = folder / "katas" / "tally", folder / "solutions" / "tally"
    kata.mkdir(parents=True)
    solutions.mkdir(parents=True)
    (kata / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    (kata / "kata.toml").write_text(KATA, encoding="utf-8")
    (kata / "words.txt").write_text("one two three four five", encoding="utf-8")
    (solutions / "solution.py").write_text(RIGHT, encoding="utf-8")
    return folder


@pytest.fixture
def feedback_at(kata: RunKata, pack: Path, work: Path) -> Callable[..., dict[str, bytes]]:
    """Grades sources in an order, one after the other; the feedback on each."""

    def grade(sources: dict[str, str], level: str) -> dict[str, bytes]:
        folder, out = work / "class", work / "out"
        folder.mkdir()
        for place, (name, source) in enumerate(sources.items()):
            (folder / f"s{place}-{name}.py").write_text(source, encoding="utf-8")
        arguments = [
            "--pack",
            pack,
            "--out",
            out,
            "--seed",
            5,
            "--workers",
            1,
            "--isolation",
            level,
        ]
        ended = kata("grade", "9.9", folder, *arguments)
        assert ended.code == 0, ended.err
        feedback = {
            file.name.partition("-")[2]: behind_its_name(file)
            for file in (out / "feedback").glob("*.json")
        }
        folder.rename(work / f"class{len(list(work.iterdir()))}")
        out.rename(work / f"out{len(list(work.iterdir()))}")
        return feedback

    return grade


def behind_its_name(file: Path) -> bytes:
    """The feedback without the name of the file, by which its place was chosen."""
    return file.read_bytes().partition(b'"sha256"')[2]


@pytest.mark.thorough
@pytest.mark.skipif(
    sys.platform != "linux", reason="compares the levels of isolation that only Linux has"
)
@pytest.mark.parametrize("level", ["full", "kernel", "process"])
def test_the_feedback_is_the_same_at_every_place(
    level: str, feedback_at: Callable[..., dict[str, bytes]]
) -> None:
    forwards = feedback_at(JUDGED, level)
    backwards = feedback_at(dict(reversed(JUDGED.items())), level)
    turned = feedback_at(
        {name: JUDGED[name] for name in [*list(JUDGED)[4:], *list(JUDGED)[:4]]}, level
    )
    assert len(forwards) == len(JUDGED)
    assert forwards == backwards == turned
    alone = [
        feedback_at({name: JUDGED[name]}, level)
        for name in ("draws_without_a_seed", "over_its_processor_time")
    ]
    assert all(feedback.items() <= forwards.items() for feedback in alone)


@pytest.mark.thorough
def test_levels_differ_in_their_name_only(feedback_at: Callable[..., dict[str, bytes]]) -> None:
    judged = {
        name: source
        for name, source in JUDGED.items()
        if name not in ("over_its_memory", "over_its_output")
    }
    by_level = [feedback_at(judged, level) for level in ("kernel", "process")]
    outcomes = [
        {name: text.partition(b'"outcomes"')[2] for name, text in feedback.items()}
        for feedback in by_level
    ]
    assert outcomes[0] == outcomes[1]
