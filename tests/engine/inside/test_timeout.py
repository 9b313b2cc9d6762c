"""The clock interrupts code in its own line, whichever limit it reaches, and says the same of
both.
"""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator

import pytest

from kata_runner.engine.inside.timeout import AttemptTimeoutError, TimeLimit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no timers")


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """The handlers of this process, put back."""
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.signal(signal.SIGALRM, before)


def compute() -> None:
    while True:
        pass


def wait() -> None:
    time.sleep(60)


@pytest.mark.parametrize(("code", "cpu", "wall"), [(compute, 0.05, 30.0), (wait, 30.0, 0.05)])
def test_it_interrupts_in_the_codes_own_line(
    code: Callable[[], None], cpu: float, wall: float
) -> None:
    with pytest.raises(AttemptTimeoutError) as caught, TimeLimit({"cpu": cpu, "wall": wall}):
        code()
    assert code.__name__ in [
        frame.name for frame in traceback.extract_tb(caught.value.__traceback__)
    ]
    assert (
        str(caught.value)
        == f"stopped after {cpu:g} s of processor time, or {0.8 * wall:g} s with waiting."
    )


def test_what_only_waits_uses_none_of_its_processor_time() -> None:
    with TimeLimit({"cpu": 0.05, "wall": 30.0}):
        time.sleep(0.2)


def test_what_catches_it_is_interrupted_again() -> None:
    caught = 0
    with pytest.raises(AttemptTimeoutError), TimeLimit({"cpu": 30.0, "wall": 0.05}):
        while caught < 3:
            try:
                wait()
            except AttemptTimeoutError:
                caught += 1
        wait()
    assert caught == 3


def test_afterwards_nothing_is_interrupted() -> None:
    clock = TimeLimit({"cpu": 30.0, "wall": 0.05})
    with clock:
        pass
    time.sleep(0.1)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
