"""Other ways to grade kata 6.3, written as anybody would: in one process, and as tests that pytest runs.

Both run the kata's own experiments and compare every table, and neither is safe: a stranger's code is in the process
that judges it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from classrooms import ROOT  # type: ignore[import-not-found]  # a script's own folder is on its path

from kata_runner.engine.inside.experiments import Experiment
from kata_runner.grading.answer_key import Expectation, read_pinned
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata

TEST = """
import sys
sys.path.insert(0, {here!r})

from pathlib import Path

import pytest
import rivals

EXPERIMENTS = rivals.experiments()
ATTEMPT = rivals.loaded(Path({attempt!r}))

@pytest.mark.parametrize("expectation", rivals.expectations(), ids=lambda expectation: expectation.declaration.name)
def test_experiment(expectation):
    assert rivals.passes(EXPERIMENTS[expectation.declaration.name], ATTEMPT, expectation)
"""


def lstm() -> Kata:
    """Kata 6.3."""
    return read_kata(ROOT / "katas" / "lstm_limitations", ROOT / "solutions", "builtin")


def expectations() -> tuple[Expectation, ...]:
    """What is right, as pinned."""
    key = read_pinned(lstm())
    assert key is not None
    return key.expectations


def experiments() -> dict[str, Experiment]:
    """The kata's experiments by name."""
    found = vars(loaded(lstm().experiments)).items()
    return {name: Experiment(value, 0) for name, value in found if hasattr(value, "declaration")}


def loaded(path: Path) -> ModuleType:
    """A file as a module, run here and now."""
    module = ModuleType(path.stem)
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), vars(module))
    return module


def passes(experiment: Experiment, attempt: ModuleType, expectation: Expectation) -> bool:
    """Whether an attempt gives the expected table."""
    wanted, table = expectation.table, experiment.table(attempt)
    return not shape_problem(wanted, table) and not any(differences(wanted, table, experiment.declaration.tolerance))


def in_this_process(paths: Iterable[Path]) -> Iterable[bool]:
    """Grade attempts one after the other; whether each passes."""
    tried, right = experiments(), expectations()
    for path in paths:
        attempt = loaded(path)
        yield all(passes(tried[one.declaration.name], attempt, one) for one in right)


def by_pytest(paths: Iterable[Path]) -> Iterable[bool]:
    """The same by a pytest process for each attempt, with none of its plugins to load."""
    for path in paths:
        test = path.with_name(f"test_{path.name}")
        test.write_text(TEST.format(here=str(Path(__file__).parent), attempt=str(path)), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test.name]
        environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        done = subprocess.run(command, cwd=path.parent, env=environment, stdout=subprocess.DEVNULL, check=False)
        yield done.returncode == 0
