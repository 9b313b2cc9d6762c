"""What an attempt writes is shown with the experiment in which it wrote it, whichever way it takes,
and what it did not write is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata, Status
from tests.helpers.sources import attempt_of

EXPERIMENTS = '''\
from kata_runner import Table, probe


@probe(points=1)
def one(impl, rng):
    """Asks the first function."""
    return Table.of(impl.first())


@probe(points=1)
def two(impl, rng):
    """Asks the second function."""
    return Table.of(impl.second())
'''
FIRST = "import os, sys\n\n\ndef first(): return 1\n\n\n"


@pytest.fixture(params=["kernel", "process"], scope="module")
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(request.param) as sandbox:
        yield sandbox


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    """Two experiments with a function each."""
    (tmp_path / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    return Kata("0.3", "squares", "Squares", "", "", "here", tmp_path, tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "print('x')",
        "print('x', end='')",
        "print('x', file=sys.__stdout__)",
        "print('x', file=sys.__stderr__)",
        "os.write(1, b'x\\n')",
        "os.write(2, b'x\\n')",
    ],
)
def test_each_way_of_writing_is_shown_with_its_experiment(
    kata: Kata, sandbox: Sandbox, statement: str
) -> None:
    source = f"{FIRST}def second():\n    {statement}\n    return 2\n\n\n{statement}\n"
    run = sandbox.run(Job(kata, attempt_of(source)))
    outputs = [run.results[name].output for name in ("one", "two")]
    assert (run.output, outputs) == ("x", ["", "x"])


def test_what_was_written_before_a_death_is_shown_with_its_experiment(
    kata: Kata, sandbox: Sandbox
) -> None:
    source = f"{FIRST}def second():\n    print('x')\n    os._exit(3)\n"
    run = sandbox.run(Job(kata, attempt_of(source)))
    problem = run.results["two"].problem
    assert problem is not None and problem.status is Status.KILLED
    assert (run.output, run.results["two"].output) == ("", "x")


def test_nothing_is_written_of_a_coroutine_that_nobody_awaits(kata: Kata, sandbox: Sandbox) -> None:
    source = f"{FIRST}async def second(): return 2\n"
    run = sandbox.run(Job(kata, attempt_of(source)))
    assert (run.output, run.results["two"].output) == ("", "")
    assert run.results["two"].problem is not None
