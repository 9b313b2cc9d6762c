"""Each of the author's checks stops a kata that is broken in its way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import compute, write_pinned
from kata_runner.model import Kata
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import CHECKS, run_check, verify
from tests.helpers.area import FILES

WriteKata = Callable[[dict[str, str | None]], Kata]
SQUARE = (
    "def square(side):\n    {}\n\ndef circle(radius):\n    return 3.141592653589793 * radius**2\n"
)
QUICK = [
    "lesson",
    "numbers",
    "hints",
    "needs",
    "signatures",
    "reference",
    "headings",
    "starter",
    "pinned",
    "mistakes",
    "pinned mistakes",
]


def problems(kata: Kata, sandbox: Sandbox) -> dict[str, str]:
    """What each of the quick checks found to be wrong."""
    context = VerifyContext(kata, sandbox)
    return {
        check.name: "\n".join(run_check(check, context).problems)
        for check in CHECKS
        if check.name in QUICK
    }


def pinned(kata: Kata, sandbox: Sandbox) -> Kata:
    write_pinned(kata, compute(kata, 0, sandbox.run))
    return kata


def test_a_good_kata_passes_every_gate(area: Kata, sandbox: Sandbox) -> None:
    findings = list(verify(VerifyContext(pinned(area, sandbox), sandbox)))
    assert [finding.check for finding in findings] == list(CHECKS)
    assert not [finding.problems for finding in findings if not finding.holds]


def test_a_missing_lesson(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = pinned(write_kata({"katas/area/lesson.md": None}), sandbox)
    assert "lesson.md is missing" in problems(kata, sandbox)["lesson"]


def test_missing_hints(write_kata: WriteKata, sandbox: Sandbox) -> None:
    text = 'id = "0.2"\ntitle = "Areas"\nphase = "Foundations"\nsummary = "Squares."\n'
    kata = pinned(write_kata({"katas/area/kata.toml": text}), sandbox)
    found = problems(kata, sandbox)["hints"].splitlines()
    assert [line.rpartition("kata.toml ")[2] for line in found] == [
        "has no hint for square",
        "has no hint for circle",
    ]


def test_hints_for_what_nobody_writes(write_kata: WriteKata, sandbox: Sandbox) -> None:
    text = FILES["katas/area/kata.toml"]
    kata = pinned(write_kata({"katas/area/kata.toml": text + 'sqare = ["How long?"]\n'}), sandbox)
    assert problems(kata, sandbox)["hints"].endswith(
        "has hints for sqare, which the starter does not ask for"
    )


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["circle(radius)"], "square is graded, and the starter does not ask for it"),
        (
            ["square(side)", "circle(radius)", "cube(side)"],
            "the starter asks for cube, and no experiment calls it",
        ),
        (
            ["square(width)", "circle(radius)"],
            "the starter has square(width), the reference square(side)",
        ),
        (
            ["square(side, n=2)", "circle(radius)"],
            "the starter has square(side, n=2), the reference square(side)",
        ),
    ],
)
def test_a_starter_that_means_other_functions(
    heads: list[str], said: str, write_kata: WriteKata, sandbox: Sandbox
) -> None:
    source = "".join(f"def {head}:\n    raise NotImplementedError\n" for head in heads)
    assert problems(write_kata({"katas/area/starter.py": source}), sandbox)["signatures"] == said


def test_annotations_and_helpers_of_the_starter_are_its_own(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    source = (
        "def square(side: float) -> float:\n    'Four corners.'\n    raise NotImplementedError()\n"
        "def circle(radius):\n    raise NotImplementedError\n"
        "def given(x):\n    return x\n"
    )
    found = problems(write_kata({"katas/area/starter.py": source}), sandbox)
    assert (found["signatures"], found["hints"]) == ("", "")


LESSON = """\
# Areas

>>> this is no example: it stands in no fenced block

```python
>>> square(3)
9
>>> square(2)
5
>>> side = 1 / 0
>>> import math
>>> print(f"{circle(1):.4f}, {math.pi:.4f}")
3.1416, 3.1416

```

```text
>>> nor is this
```
"""


def test_examples_of_the_lesson_that_come_out_otherwise(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata({"katas/area/lesson.md": LESSON})
    [finding] = [
        run_check(check, VerifyContext(kata, sandbox)) for check in CHECKS if check.name == "lesson"
    ]
    assert finding.notes == ("5 examples",)
    assert finding.problems == (
        "line 8: square(2) gives '4', and '5' is written",
        "line 10: side = 1 / 0 gives ZeroDivisionError: division by zero",
    )


def test_an_example_without_end(write_kata: WriteKata, sandbox: Sandbox) -> None:
    text = FILES["katas/area/kata.toml"] + "[limits]\ncpu = 0.5\n"
    lesson = "```python\n>>> while True: pass\n\n```\n"
    kata = write_kata({"katas/area/lesson.md": lesson, "katas/area/kata.toml": text})
    assert "stopped after 0.5 s" in problems(kata, sandbox)["lesson"]


def test_examples_without_a_reference_that_loads(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = write_kata(
        {"katas/area/lesson.md": LESSON, "solutions/area/solution.py": "def square(side:\n"}
    )
    assert problems(kata, sandbox)["lesson"].startswith("the examples cannot be tried: line 1: ")


def test_a_lesson_that_is_no_text(area: Kata, sandbox: Sandbox) -> None:
    area.lesson.write_bytes(b"\xff")
    assert "lesson.md cannot be read: " in problems(area, sandbox)["lesson"]


def test_a_reference_that_is_never_the_same(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = "import random\n\n" + SQUARE.format("return side * side + random.random()")
    found = problems(pinned(write_kata({"solutions/area/solution.py": source}), sandbox), sandbox)
    assert found["reference"].splitlines()[0] == (
        "random_squares: the reference draws random numbers by itself, so a second run gives "
        "something else: draw from "
        "the rng that a probe is given, or from a RandomState with a fixed seed (seed 0)"
    )


def test_an_experiment_that_draws_by_itself(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = FILES["katas/area/experiments.py"].replace("rng.normal(", "np.random.normal(")
    kata = pinned(
        write_kata({"katas/area/experiments.py": "import numpy as np\n" + source}), sandbox
    )
    assert problems(kata, sandbox)["reference"].startswith(
        "random_squares: the experiment draws random numbers by "
    )


def test_a_reference_that_keeps_something_of_earlier_calls(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    source = "import time\n\n" + SQUARE.format("return side * side + time.time_ns()")
    found = problems(pinned(write_kata({"solutions/area/solution.py": source}), sandbox), sandbox)
    assert found["reference"].startswith(
        "three_squares: a second run of the reference gives something else, by a clock"
    )


def test_a_reference_that_returns_nan(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = SQUARE.format("return float('nan') if side == 2 else side * side")
    found = problems(pinned(write_kata({"solutions/area/solution.py": source}), sandbox), sandbox)
    assert found["reference"] == (
        "three_squares: the reference gives nan in row 2, area: nan equals nothing, so nobody "
        "can pass (seed 0)"
    )
    assert set(found.values()) == {found["reference"], ""}


def test_the_level_at_which_a_kata_runs_is_told(area: Kata, sandbox: Sandbox) -> None:
    [finding] = [
        run_check(check, VerifyContext(area, sandbox))
        for check in CHECKS
        if check.name == "reference"
    ]
    assert finding.notes[0].startswith(f"seeds 0 to 3, isolation {sandbox.level}")


NEEDS = FILES["katas/area/kata.toml"].replace("[hints]", "needs = {}\n[hints]")


def test_needs_that_name_no_kata(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = write_kata({"katas/area/kata.toml": NEEDS.format('["0.1", "areas"]')})
    assert problems(kata, sandbox)["needs"].splitlines() == [
        f"{kata.folder}/kata.toml: needs '0.1', and no kata is called that: did you mean '0.2'?",
        f"{kata.folder}/kata.toml: needs 'areas', and no kata is called that: did you mean 'area'?",
    ]


def test_needs_that_go_in_a_circle(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = write_kata({"katas/area/kata.toml": NEEDS.format('["0.7"]')})
    other = replace(kata, id="0.7", name="other", needs=("area",))
    [finding] = [
        run_check(check, VerifyContext(kata, sandbox, katas=[other]))
        for check in CHECKS
        if check.name == "needs"
    ]
    assert finding.problems == (
        f"{kata.folder}/kata.toml: needs go in a circle: 0.2 -> 0.7 -> 0.2",
    )


def test_a_reference_that_fails_at_some_seed(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = SQUARE.format("assert side < 1.7 or side in (2, 3)\n    return side * side")
    kata = write_kata({"solutions/area/solution.py": source})
    found = problems(kata, sandbox)["reference"]
    assert re.match(
        r"(seed \d: )?.*solution.py:2: the reference does not pass through "
        r"'random_squares': Assert",
        found,
    )


def test_a_reference_that_crashes_leaves_the_other_gates_to_their_work(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata(
        {"solutions/area/solution.py": SQUARE.format("return 1 / 0"), "katas/area/lesson.md": None}
    )
    found = problems(kata, sandbox)
    assert "ZeroDivisionError" in found["reference"] and "missing" in found["lesson"]


def test_a_missing_reference(write_kata: WriteKata, sandbox: Sandbox) -> None:
    found = problems(write_kata({"solutions/area/solution.py": None}), sandbox)
    assert "solution.py" in found["reference"]


def test_a_starter_that_is_done_already(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = (
        "def square(side):\n    return side * side\n\ndef circle(radius):\n    raise "
        "NotImplementedError\n"
    )
    found = problems(pinned(write_kata({"katas/area/starter.py": source}), sandbox), sandbox)
    assert found["starter"] == "it passes random_squares, three_squares"


def test_a_starter_that_does_not_load(write_kata: WriteKata, sandbox: Sandbox) -> None:
    found = problems(
        pinned(write_kata({"katas/area/starter.py": "def square(side):\n"}), sandbox), sandbox
    )
    assert "does not load" in found["starter"] and "line 1" in found["starter"]


def test_tables_that_are_not_pinned(area: Kata, sandbox: Sandbox) -> None:
    assert "--pin" in problems(area, sandbox)["pinned"]


def test_pinned_tables_of_another_reference(area: Kata, sandbox: Sandbox) -> None:
    pinned(area, sandbox).reference.write_text(
        SQUARE.format("return side * side"), encoding="utf-8"
    )
    assert "other files" in problems(area, sandbox)["pinned"]


def test_pinned_tables_that_somebody_changed(area: Kata, sandbox: Sandbox) -> None:
    text = pinned(area, sandbox).expected.read_text(encoding="utf-8")
    assert "[3, 9]" in text
    area.expected.write_text(text.replace("[3, 9]", "[3, 10]"), encoding="utf-8")
    assert "three_squares give something else now" in problems(area, sandbox)["pinned"]


def test_pinned_declarations_that_somebody_changed(area: Kata, sandbox: Sandbox) -> None:
    text = pinned(area, sandbox).expected.read_text(encoding="utf-8")
    area.expected.write_text(text.replace('"points": 3', '"points": 30'), encoding="utf-8")
    assert "'three_squares' was declared otherwise" in problems(area, sandbox)["pinned"]


def test_a_pinned_experiment_that_somebody_took_out(area: Kata, sandbox: Sandbox) -> None:
    data = json.loads(pinned(area, sandbox).expected.read_text(encoding="utf-8"))
    data["experiments"].pop()
    area.expected.write_text(json.dumps(data), encoding="utf-8")
    assert "--pin" in problems(area, sandbox)["pinned"]


def test_a_damaged_key(area: Kata, sandbox: Sandbox) -> None:
    pinned(area, sandbox).expected.write_text("{", encoding="utf-8")
    assert "damaged" in problems(area, sandbox)["pinned"]


@pytest.mark.parametrize("experiments", ["def broken(:\n", "raise RuntimeError\n"])
def test_experiments_that_do_not_load(
    experiments: str, write_kata: WriteKata, sandbox: Sandbox
) -> None:
    found = problems(write_kata({"katas/area/experiments.py": experiments}), sandbox)
    assert found["reference"] and found["starter"] and not found["lesson"]


def test_a_heading_that_is_not_in_the_lesson(
    write_kata: WriteKata, sandbox: Sandbox, area: Kata
) -> None:
    source = area.experiments.read_text(encoding="utf-8").replace(
        "@experiment(points=1)", '@experiment(points=1, lesson="Circles")'
    )
    files: dict[str, str | None] = {
        "katas/area/experiments.py": source,
        "katas/area/lesson.md": "# Areas\n\n```\n# Circles\n```\n",
    }
    found = problems(pinned(write_kata(files), sandbox), sandbox)
    assert found["headings"] == "circles: lesson='Circles': the headings are 'Areas'"
    files["katas/area/lesson.md"] = "# Areas\n\n## Circles ##\n"
    assert problems(pinned(write_kata(files), sandbox), sandbox)["headings"] == ""
