"""A reference that fails where learners may look, and files of which nothing can be run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.checks_reference import check_reference
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check
from tests.helpers.area import FILES

WriteKata = Callable[[dict[str, str | None]], Kata]


def problems(kata: Kata, sandbox: Sandbox) -> str:
    """What the check finds to be wrong."""
    return "\n".join(run_check(check_reference, VerifyContext(kata, sandbox)).problems)


CONTROLLED = '''
from kata_runner import control


@experiment(control=control(part=({}, 2)))
def shares(impl, part={}):
    """A side divided."""
    return Table.of(impl.square(1 / part))
'''


@pytest.mark.parametrize(("low", "default"), [("0", "0.5"), ("-0.5", "1"), ("0", "2")])
def test_a_control_at_whose_end_the_reference_fails(
    low: str, default: str, write_kata: WriteKata, sandbox: Sandbox
) -> None:
    source = FILES["katas/area/experiments.py"]
    kata = write_kata({"katas/area/experiments.py": source + CONTROLLED.format(low, default)})
    text = problems(kata, sandbox)
    assert text.startswith("control part=0 (change its range, or the experiment): ")
    assert "the reference does not pass through 'shares': ZeroDivisionError" in text


def test_a_control_at_whose_ends_the_reference_works(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    source = FILES["katas/area/experiments.py"] + CONTROLLED.format("0.25", "0.5")
    kata = write_kata({"katas/area/experiments.py": source})
    assert problems(kata, sandbox) == ""


def test_a_shown_experiment_that_fails_as_it_is(write_kata: WriteKata, sandbox: Sandbox) -> None:
    source = FILES["katas/area/experiments.py"].replace("impl.square(9)", "impl.square(9) / 0")
    kata = write_kata({"katas/area/experiments.py": source})
    assert "'shown_only': ZeroDivisionError" in problems(kata, sandbox)


def test_a_package_that_is_not_installed(write_kata: WriteKata, sandbox: Sandbox) -> None:
    text = FILES["katas/area/kata.toml"].replace("[hints]", 'packages = ["nmpy"]\n[hints]')
    kata = write_kata({"katas/area/kata.toml": text})
    assert problems(kata, sandbox) == (
        f"{kata.folder}/kata.toml: field 'packages': 'nmpy' is not installed beside kata-runner: "
        f"correct the name, or install its distribution with pip"
    )


@pytest.mark.parametrize("file", ["katas/area/experiments.py", "solutions/area/solution.py"])
@pytest.mark.parametrize("content", ["x = 'ö'\n".encode("cp1252"), "x = 1\n".encode("utf-16"),
                                     b"x = '\0'\n"], ids=["1252", "utf-16", "nul"])  # fmt: skip
def test_a_python_file_that_is_no_text_is_to_be_saved_as_utf_8(
    file: str, content: bytes, area: Kata, sandbox: Sandbox
) -> None:
    (area.folder.parents[1] / file).write_bytes(content)
    broken = problems(area, sandbox)
    assert file in broken and "as UTF-8" in broken


CLOCKED = "import time\n\n" + FILES["solutions/area/solution.py"].replace(
    "side * side", "side * side + time.time_ns()"
)


def test_a_reference_that_ends_otherwise_is_not_said_to_draw(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    toml = FILES["katas/area/kata.toml"] + "[limits]\nwall = 1\n"
    context = VerifyContext(write_kata({"katas/area/kata.toml": toml}), sandbox)
    context.key()
    slow = "import random\nimport time\n\n\ndef square(side):\n    time.sleep(2)\n"
    context.kata.reference.write_text(slow, encoding="utf-8")
    text, *_ = run_check(check_reference, context).problems
    assert text.startswith("random_squares: a second run of the reference ends otherwise: ")


def test_an_experiment_that_draws_from_its_rng_is_not_said_to_draw_by_itself(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    experiments = FILES["katas/area/experiments.py"].replace(
        "rng.normal(size=3)", "[rng.randint(1, 9), np.random.RandomState(7).normal()]"
    )
    files: dict[str, str | None] = {
        "katas/area/experiments.py": f"import numpy as np\n{experiments}",
        "solutions/area/solution.py": CLOCKED,
    }
    found = problems(write_kata(files), sandbox)
    assert "by a clock" in found and "draws" not in found


def test_a_clock_within_the_tolerance_is_no_number_to_grade_by(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    experiments = FILES["katas/area/experiments.py"].replace(
        "[[radius, impl.circle(radius)]", "[[time(), impl.circle(radius)]"
    )
    files: dict[str, str | None] = {
        "katas/area/experiments.py": f"from time import time\n{experiments}"
    }
    assert problems(write_kata(files), sandbox).startswith(
        "circles: a number differs a little in a second run of the reference, by a clock"
    )
