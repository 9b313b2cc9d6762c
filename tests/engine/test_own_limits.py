"""An experiment with limits of its own is held to these, and all others to those of the kata; with
real processes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata, Limits

EXPERIMENTS = '''
from kata_runner import Table, experiment, probe

@experiment(points=1)
def first(impl):
    """As the kata has it."""
    return Table.of(impl.work(1))

@experiment(points=1, limits={"cpu": 1.5, "wall": 8})
def patient(impl):
    """With more time."""
    return Table.of(impl.work(2))

@probe(points=1, limits={"memory_mb": 1500})
def roomy(impl, rng):
    """With more memory."""
    return Table.of(impl.work(3))

@probe(points=1, limits={"cpu": 0.1, "output_kb": 1})
def hurried(impl, rng):
    """With less time, and less to print."""
    return Table.of(impl.work(4))

@probe(points=1, limits={"memory_mb": 300})
def cramped(impl, rng):
    """With less memory."""
    return Table.of(impl.work(5))

@experiment(points=1)
def last(impl):
    """As the kata has it."""
    return Table.of(impl.work(6))
'''
NAMES = ["first", "patient", "roomy", "hurried", "cramped", "last"]
LIMITS = Limits(cpu=0.4, wall=3.0, total=20.0, memory_mb=600)
BUSY = """
import time

def work(n):
    end = time.process_time() + {}
    while time.process_time() < end: pass
    return n
"""
GREEDY = (
    "import numpy as np\n\ndef work(n):\n    return 0 * len(np.empty({} << 20, "
    "dtype=np.uint8)) + n\n"
)


@pytest.fixture(scope="module", params=["process", "full"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    if request.param == "full" and sys.platform != "linux":
        pytest.skip("walls that only Linux has")
    with Sandbox(request.param) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Callable[..., Run]:
    """Runs an attempt."""
    folder = tmp_path_factory.mktemp("kata")
    (folder / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    kata = Kata(
        "0.4",
        "work",
        "Work",
        "",
        "",
        "here",
        folder,
        folder,
        limits=LIMITS,
        unchanged_arguments=1.0,
    )

    def run(source: str, hurried: bool = False) -> Run:
        return sandbox.run(
            replace(Job(kata, attempt_of(Path("work.py"), source.encode())), hurried=hurried)
        )

    return run


def texts(run: Run) -> dict[str, str]:
    assert [name for name in run.results if name != "unchanged_arguments"] == NAMES
    return {name: result.problem.text for name, result in run.results.items() if result.problem}


@pytest.mark.thorough
def test_processor_time(ran: Callable[..., Run]) -> None:
    said = texts(ran(BUSY.format("0.8 * (n == 2) + 0.25 * (n == 4)")))
    assert said == {
        "hurried": "work did not return: stopped after 0.1 s of processor time, or 2.4 s with "
        "waiting."
    }


@pytest.mark.thorough
def test_memory(ran: Callable[..., Run]) -> None:
    said = texts(ran(GREEDY.format("(700 if n == 3 else 250)")))
    assert said == {"cramped": "work wanted more memory than the 300 MB it may have."}
    said = texts(ran(GREEDY.format("(2000 if n == 3 else 550 if n != 5 else 1)")))
    assert said["roomy"] == "work wanted more memory than the 1500 MB it may have."
    assert said["last"] == "work wanted more memory than the 600 MB it may have."


@pytest.mark.thorough
def test_what_is_printed(ran: Callable[..., Run]) -> None:
    results = ran("def work(n):\n    print('x' * 5000)\n    return n\n").results
    assert len(results["first"].output) == 5000 and len(results["hurried"].output) < 1200


def test_in_a_hurry_those_of_the_kata_hold_for_all(ran: Callable[..., Run]) -> None:
    said = texts(ran(BUSY.format("60 * (n == 2)"), hurried=True))
    assert said == {
        "patient": "work did not return: stopped after 0.4 s of processor time, or 2.4 s with "
        "waiting."
    }


@pytest.mark.thorough
def test_arguments_are_watched_in_every_process(ran: Callable[..., Run]) -> None:
    run = ran("def work(n):\n    return n\n")
    assert not texts(run)
    table = run.results["unchanged_arguments"].table
    assert table is not None and table.rows == (("work: 1", "unchanged"),)
    first_in_process = set(NAMES) - {"patient"}  # which runs in the process of `first`
    told = {name for name, result in run.results.items() if result.arguments}
    assert told == first_in_process
