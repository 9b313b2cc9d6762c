"""The expected tables: pinned ones are what the reference gives, stale ones are not used, damaged
ones say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from kata_runner.engine.job import Cost, Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import (
    AnswerKey,
    compute,
    pinned_key,
    read_pinned,
    reference,
    write_pinned,
)
from kata_runner.model import Kata
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade

RunJob = Callable[[Job], Run]
WriteKata = Callable[[dict[str, str | None]], Kata]


def as_data(key: AnswerKey) -> list[Any]:
    return [
        (part.declaration, part.table.columns, part.table.rows, part.calls)
        for part in key.expectations
    ]


@pytest.fixture
def pinned(area: Kata, run: RunJob) -> Kata:
    """The small kata, its tables pinned."""
    write_pinned(area, compute(area, 0, run))
    return area


def test_pinned_is_what_was_computed(area: Kata, run: RunJob) -> None:
    key = compute(area, 0, run)
    write_pinned(area, key)
    read = read_pinned(area)
    assert read is not None and read.seed == 0
    assert as_data(read) == as_data(key)


def test_pinning_twice_writes_the_same(pinned: Kata, run: RunJob) -> None:
    before = pinned.expected.read_bytes()
    write_pinned(pinned, compute(pinned, 0, run))
    assert pinned.expected.read_bytes() == before


def test_what_the_reference_took_is_pinned_with_its_tables(pinned: Kata) -> None:
    read = read_pinned(pinned)
    assert read is not None
    assert 5 < read.cost.peak_mb < 500 and 0 < read.cost.seconds < 5


def test_a_key_that_was_pinned_without_the_cost_is_read(pinned: Kata) -> None:
    text = re.sub(
        r', "peak_mb": \d+, "seconds": [0-9.e-]+', "", pinned.expected.read_text(encoding="utf-8")
    )
    pinned.expected.write_text(text, encoding="utf-8")
    read = read_pinned(pinned)
    assert read is not None and read.cost == Cost()


def test_only_graded_experiments_are_in_the_key(area: Kata, run: RunJob) -> None:
    names = [part.declaration.name for part in compute(area, 0, run).expectations]
    assert names == ["random_squares", "three_squares", "circles"]


def test_a_key_follows_the_seed(area: Kata, run: RunJob) -> None:
    first, again, other = (compute(area, seed, run) for seed in (1, 1, 2))
    assert as_data(first) == as_data(again) != as_data(other)


def test_the_pinned_key_is_for_its_seed_only(pinned: Kata) -> None:
    assert pinned_key(pinned, 0) is not None
    assert pinned_key(pinned, 1) is None


def test_nothing_is_pinned_yet(area: Kata) -> None:
    assert read_pinned(area) is None and pinned_key(area, 0) is None


@pytest.mark.parametrize("part", ["experiments", "reference"])
def test_a_stale_key_is_not_used(part: str, pinned: Kata, run: RunJob) -> None:
    path = getattr(pinned, part)
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert read_pinned(pinned) is None
    assert compute(pinned, 0, run).expectations, "and is computed anew"


def test_line_endings_do_not_make_a_key_stale(pinned: Kata) -> None:
    for path in (pinned.experiments, pinned.reference):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_pinned(pinned) is not None


def test_with_a_stale_key_the_reference_still_passes(pinned: Kata, sandbox: Sandbox) -> None:
    text = pinned.experiments.read_text(encoding="utf-8").replace("(1, 2, 3)", "(4, 5)")
    pinned.experiments.write_text(text, encoding="utf-8")
    plugins = Plugins([EntryPoint("scoring", "kata_runner.grading.scoring", "1")])
    assert grade(Job(pinned, reference(pinned), "graded", 0), sandbox, plugins).passed


def damaged(text: str) -> dict[str, str]:
    """What may have happened to the file, by name."""
    data = json.loads(text)
    first = data["experiments"][0]
    return {
        "empty": "",
        "cut off": text[: len(text) // 2],
        "a list": "[]",
        "a number": "1",
        "merge conflict": f"<<<<<<< ours\n{text}",
        "no digest": json.dumps({key: value for key, value in data.items() if key != "digest"}),
        "no experiments": json.dumps(data | {"experiments": None}),
        "no rows": json.dumps(
            data | {"experiments": [{k: v for k, v in first.items() if k != "rows"}]}
        ),
        "narrow row": json.dumps(data | {"experiments": [first | {"rows": [[]]}]}),
        "no number": json.dumps(data | {"experiments": [first | {"rows": [[None]]}]}),
        "odd tolerance": json.dumps(data | {"experiments": [first | {"tolerance": 3}]}),
        "odd calls": json.dumps(data | {"experiments": [first | {"calls": [["square"]]}]}),
    }


def test_a_damaged_key_says_how_to_write_it_anew(pinned: Kata) -> None:
    for name, text in damaged(pinned.expected.read_text(encoding="utf-8")).items():
        pinned.expected.write_text(text, encoding="utf-8")
        with pytest.raises(PackError, match=r"expected\.json.*kata verify 0\.2 --pin"):
            pytest.fail(f"{name}: taken for {read_pinned(pinned)}")


def test_a_key_that_is_not_text_is_damaged_too(pinned: Kata) -> None:
    pinned.expected.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="--pin"):
        read_pinned(pinned)


@pytest.mark.parametrize(
    ("solution", "words"),
    [
        (None, "solution.py"),
        ("def square(:\n", "does not load"),
        ("def square(side):\n    return side * side\n", "circle is not defined"),
        (
            "def square(side):\n    raise ValueError('broken')\n",
            "random_squares.*ValueError: broken",
        ),
    ],
)
def test_a_reference_that_fails_is_the_packs_fault(
    solution: str | None, words: str, write_kata: WriteKata, run: RunJob
) -> None:
    kata = write_kata({"solutions/area/solution.py": solution})
    with pytest.raises(PackError, match=words):
        compute(kata, 0, run)


@pytest.mark.parametrize(
    ("experiments", "words"),
    [
        (None, "experiments.py"),
        ("def broken(:\n", "experiments.py"),
        ("raise RuntimeError('on load')\n", "on load"),
        (
            "from kata_runner import experiment\n@experiment(points=1)\ndef silent(impl): pass\n",
            "docstring",
        ),
    ],
)
def test_experiments_that_do_not_load_are_the_packs_fault(
    experiments: str | None, words: str, write_kata: WriteKata, run: RunJob
) -> None:
    kata = write_kata({"katas/area/experiments.py": experiments})
    with pytest.raises(PackError, match=words):
        compute(kata, 0, run)
