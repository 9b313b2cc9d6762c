"""Following a job to its end: what dies or hangs costs its own experiments, and the rest is tried
in a new process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.engine import interpreter
from kata_runner.engine.attempt_process import AttemptProcess
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.supervisor import SupervisedJob, supervise
from kata_runner.errors import EngineError, PackError
from kata_runner.model import Kata, Limits, Status
from tests.helpers.sources import attempt_of

EXPERIMENTS = '''\
from kata_runner import Table, probe


def asks(name, function):
    def experiment(impl, rng):
        """Asks one function."""
        return Table.of(getattr(impl, function)(2))

    experiment.__name__ = name
    return probe(points=1)(experiment)


one, two, three, four = (asks(name, "slow") for name in ("one", "two", "three", "four"))
five, six = (asks(name, "good") for name in ("five", "six"))
'''
LIMITS = Limits(cpu=0.5, wall=1.0, total=6.0)
GOOD = "def good(x):\n    return x * x\n"
DEAF = """\
import signal, time


def slow(x):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        time.sleep(60)
"""
GOOD_IN_C = "def slow(x):\n    return sum(range(10**13))\n"  # no timer interrupts it
BUSY = 1.0  # seconds that a machine which does other things may stand still


@pytest.fixture(params=["kernel", "process"], scope="module")
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(request.param) as sandbox:
        yield sandbox


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    """Six experiments, four of which ask the same function."""
    (tmp_path / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    return Kata("0.3", "squares", "Squares", "", "", "here", tmp_path, tmp_path, limits=LIMITS)


@pytest.fixture
def ran(kata: Kata, sandbox: Sandbox) -> Callable[..., Run]:
    """Runs an attempt of this source."""

    def run(source: str, limits: Limits = LIMITS) -> Run:
        return sandbox.run(Job(replace(kata, limits=limits), attempt_of(source)))

    return run


def statuses(run: Run) -> list[str]:
    """What each experiment came to, in order."""
    return [
        result.problem.status.value if result.problem else "a table"
        for result in run.results.values()
    ]


def texts(run: Run) -> list[str]:
    """What is said of each problem."""
    return [result.problem.text for result in run.results.values() if result.problem]


def test_results_stand_in_the_order_of_the_file(ran: Callable[..., Run]) -> None:
    run = ran(GOOD + "slow = good\n")
    assert list(run.results) == ["one", "two", "three", "four", "five", "six"]
    assert statuses(run) == ["a table"] * 6
    assert run.results["one"].table is not None and run.results["one"].table.rows == ((4,),)


def test_what_is_drawn_without_a_seed_is_the_same_each_time(ran: Callable[..., Run]) -> None:
    source = (
        GOOD + "import random\nimport numpy as np\n\ndef slow(x):\n    return random.random(), "
        "np.random.rand()\n"
    )
    one, other = (
        [result.table.rows for result in ran(source).results.values() if result.table]
        for _ in range(2)
    )
    assert one == other
    assert len(set(one)) > 2  # and yet drawn anew each time


def test_a_death_costs_one_experiment(ran: Callable[..., Run]) -> None:
    run = ran(GOOD + "import os\n\ndef slow(x):\n    os._exit(7)\n")
    assert statuses(run) == ["killed"] * 4 + ["a table"] * 2
    assert "exit code 7" in texts(run)[0]


LITTLE = (
    "slow did not return: little time was left for it, because slow had to be stopped in "
    "an earlier experiment."
)


def starts(ran: Callable[..., Run]) -> float:
    """How many seconds it takes on this machine, now, to start a process after each death, and to
    see that it died.
    """
    return 8 * ran(GOOD).seconds + BUSY


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("body", [DEAF, GOOD_IN_C])
def test_a_function_that_only_killing_ends_is_waited_for_once_and_then_hurried(
    ran: Callable[..., Run], body: str
) -> None:
    run = ran(GOOD + body)
    assert statuses(run) == ["timed_out"] * 4 + ["a table"] * 2
    assert texts(run) == ["Stopped: no result after 1 s.", *[LITTLE] * 3]
    assert run.seconds < LIMITS.wall + 1.0 + starts(ran)


def test_a_function_that_can_be_interrupted_is_waited_for_once_and_then_hurried(
    ran: Callable[..., Run],
) -> None:
    run = ran(
        GOOD + "def slow(x):\n    while True:\n        pass\n",
        replace(LIMITS, cpu=0.2, wall=6.0, total=20.0),
    )
    assert statuses(run) == ["timed_out"] * 4 + ["a table"] * 2
    assert (
        texts(run)[0]
        == "slow did not return: stopped after 0.2 s of processor time, or 4.8 s with waiting."
    )
    assert texts(run)[1:] == [LITTLE] * 3
    assert run.seconds < 0.2 + 1.0 + starts(ran)


@pytest.mark.thorough
@pytest.mark.slow
def test_a_function_that_catches_every_interruption_costs_no_more(ran: Callable[..., Run]) -> None:
    catches = "    while True:\n        try:\n            while True:\n                pass\n"
    run = ran(GOOD + f"def slow(x):\n{catches}        except BaseException:\n            pass\n")
    assert statuses(run) == ["timed_out"] * 4 + ["a table"] * 2
    assert run.seconds < LIMITS.wall + 1.0 + starts(ran)


@pytest.mark.slow
@pytest.mark.parametrize(
    "way", ["while len(times) == 1: pass", "time.sleep(1e6 * (len(times) == 1))"]
)
def test_a_function_that_was_slow_once_keeps_what_it_returns_quickly_later(
    ran: Callable[..., Run], way: str
) -> None:
    run = ran(
        GOOD
        + f"import time\ntimes = []\n\ndef slow(x):\n    times.append(x)\n    {way}\n    return x\n"
    )
    assert statuses(run) == ["timed_out"] + ["a table"] * 5


@pytest.mark.slow
def test_two_functions_that_never_return_are_each_waited_for_once(ran: Callable[..., Run]) -> None:
    run = ran("def slow(x):\n    while True: pass\n\ngood = slow\n", replace(LIMITS, cpu=0.2))
    assert statuses(run) == ["timed_out"] * 6
    assert [text.split()[0] for text in texts(run)] == ["slow"] * 4 + ["good"] * 2
    assert "stopped after 0.2 s" in texts(run)[4]  # its own limit, not what the other had left


@pytest.mark.thorough
@pytest.mark.slow
def test_after_a_second_whoever_waits_is_told_what_for(kata: Kata, sandbox: Sandbox) -> None:
    remarks: list[str] = []
    sandbox.remark = remarks.append
    try:
        source = GOOD + "import time\n\ndef slow(x):\n    time.sleep(1.2)\n    return x\n"
        run = sandbox.run(
            Job(replace(kata, limits=Limits(cpu=0.5, wall=10.0, total=30.0)), attempt_of(source))
        )
    finally:
        sandbox.remark = lambda _: None
    assert statuses(run) == ["a table"] * 6
    limits = "(it may take 0.5 s of processor time, 10 s with waiting)"
    assert remarks == [
        f"still running: {name} {limits}" for name in ("one", "two", "three", "four")
    ]


@pytest.mark.thorough
@pytest.mark.slow
def test_when_the_time_is_used_up_the_rest_is_not_tried(ran: Callable[..., Run]) -> None:
    run = ran(GOOD + DEAF, replace(LIMITS, wall=1.0, total=1.5))
    assert statuses(run) == ["timed_out"] * 6
    assert texts(run)[-1].startswith("Not reached: earlier experiments used up the attempt's time")


def test_what_does_not_load_is_tried_once(ran: Callable[..., Run]) -> None:
    run = ran("import os\nos._exit(3)\n")
    assert run.unloadable is not None and run.unloadable.status is Status.KILLED
    assert not run.results


def test_what_is_printed_stands_with_its_experiment(ran: Callable[..., Run]) -> None:
    run = ran(GOOD + "print('loading')\n\ndef slow(x):\n    print('slow', x)\n    return x\n")
    assert run.output == "loading"
    assert [result.output for result in run.results.values()] == ["slow 2"] * 4 + [""] * 2


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("[0.5] * 40_000", "ValueError: a table holds 32,768 values at most, got 40,000"),
        (
            "'x' * 20_000",
            "ValueError: got a text of 20,000 letters, and a cell holds at most 10,000",
        ),
    ],
)
def test_more_than_a_table_holds_is_the_attempts_mistake(
    ran: Callable[..., Run], result: str, said: str
) -> None:
    run = ran(
        GOOD + f"def slow(x):\n    return {result}\n",
        replace(LIMITS, cpu=10.0, wall=20.0, total=60.0),
    )
    assert statuses(run) == ["failed"] * 4 + ["a table"] * 2
    assert texts(run) == [said] * 4


def test_a_start_that_fails_twice_is_our_fault(
    kata: Kata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = tmp_path / "starts"
    program = f"open({str(starts)!r}, 'a').write('.'); raise SystemExit('no room')"
    monkeypatch.setattr(interpreter, "command", lambda *_: [sys.executable, "-c", program])
    with (
        Sandbox("process") as sandbox,
        pytest.raises(EngineError, match=r"ended early \(died, status 1\): no room"),
    ):
        sandbox.run(Job(kata, attempt_of(GOOD)))
    assert starts.read_text(encoding="utf-8") == ".."


def test_the_cost_is_told_when_declarations_are(kata: Kata, sandbox: Sandbox) -> None:
    job = Job(kata, attempt_of(GOOD + "slow = good\n"))
    assert sandbox.run(job).cost == Cost()
    run = sandbox.run(replace(job, declare=True))
    assert 5 < run.cost.peak_mb < 500 and 0 <= run.cost.seconds < 5
    assert [declaration.name for declaration in run.declarations] == list(run.results)


@pytest.mark.parametrize(
    ("experiments", "said"),
    [
        ("def one(:\n", "invalid syntax"),
        ("import no_such_module\n", "No module named 'no_such_module'"),
    ],
)
def test_experiments_that_do_not_load_are_the_packs_fault(
    kata: Kata, sandbox: Sandbox, tmp_path: Path, experiments: str, said: str
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "experiments.py").write_text(experiments, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        sandbox.run(Job(replace(kata, folder=folder), attempt_of(GOOD)))


def test_data_that_is_not_there_is_the_packs_fault(kata: Kata, sandbox: Sandbox) -> None:
    with pytest.raises(PackError, match=r"kata 0\.3: data cannot be read"):
        sandbox.run(Job(replace(kata, data=("words.txt",)), attempt_of(GOOD)))


def test_a_start_that_fails_in_the_middle_of_a_job_is_told_and_ends_no_process_twice(
    kata: Kata, sandbox: Sandbox
) -> None:
    starts: list[Job] = []

    def start(job: Job) -> AttemptProcess:
        starts.append(job)
        if len(starts) > 1:
            raise EngineError("the second start failed")
        return sandbox._start(job)

    job = Job(kata, attempt_of(GOOD + "import os\n\ndef slow(x):\n    os._exit(7)\n"))
    with pytest.raises(EngineError, match="the second start failed"):
        list(supervise([job], start, 1))


def test_after_a_fault_of_ours_an_attempt_has_all_of_its_time_again(
    kata: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_failed: list[SupervisedJob] = []
    is_our_fault = SupervisedJob.is_our_fault

    def fails_once(job: SupervisedJob, status: int | None) -> bool:
        if has_failed:
            return is_our_fault(job, status)
        has_failed.append(job)
        return True

    monkeypatch.setattr(SupervisedJob, "is_our_fault", fails_once)
    slow = GOOD + "import time\n\ndef slow(x):\n    time.sleep(0.2)\n    return x\n"
    job = Job(replace(kata, limits=replace(LIMITS, total=1.3)), attempt_of(slow))
    [(_, run)] = supervise([job], sandbox._start, 1)
    assert statuses(run) == ["a table"] * 6


def test_what_many_different_results_look_like_is_sent_as_far_as_it_is_read(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    experiment = '''\
from kata_runner import Table, probe


@probe(points=1)
def sizes(impl, rng):
    """Results of many sizes."""
    for number in range(256):
        impl.f(number)
    return Table.of(impl.count(*range(300)))
'''
    source = (
        "import numpy as np\n\n\ndef f(n):\n"
        "    return [np.zeros((n + i, 3)) for i in range(16)]\n\n\n"
        "def count(*values):\n    return len(values)\n"
    )
    (tmp_path / "experiments.py").write_text(experiment, encoding="utf-8")
    kata = Kata("0.4", "sizes", "Sizes", "", "", "here", tmp_path, tmp_path, unchanged_arguments=1)
    run = sandbox.run(Job(kata, attempt_of(source)))
    assert statuses(run) == ["a table"] * 2
    assert run.results["sizes"].calls
