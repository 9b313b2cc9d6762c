"""Time limits of an attempt, which is interrupted within its code, so that the traceback names the
line.

A function that had to be stopped is still called in later experiments, because it may be slow on
large inputs only. Each time it gets little time, so that one that never returns costs less than a
second in total. Both ends of the pipe use what these limits are counted with.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from time import monotonic, process_time

from kata_runner.engine.inside.messages import Hurried, Message

AGAIN = 0.05  # seconds until it fires again: no limit was exceeded, or the exception was caught
PATIENCE = 0.5  # seconds for a function that was stopped, in all later experiments together
WALL_PER_CPU = 4.0  # wall-clock seconds for each second of processor time: machines are busy


# A BaseException, because it is no error of the code, and `except Exception` must not catch it.
class AttemptTimeoutError(BaseException):
    """Raised by a timer inside the attempt's code, so that the traceback names the line."""


def explain_little_time(function: str) -> str:
    """Return why there was little time; the text is the same whether some was left or none."""
    return (
        f"little time was left for it, because {function} had to be stopped in an earlier "
        f"experiment."
    )


def extra_seconds(kata: Mapping[str, float], own: Iterable[Mapping[str, float]]) -> float:
    """Return how many seconds experiments with limits of their own may take, all together, beyond
    the kata's limit for each.
    """
    return sum(max(0.0, each["cpu"] - kata["cpu"], each["wall"] - kata["wall"]) for each in own)


class TimeLimit:
    """Context manager that raises `AttemptTimeoutError` in its block after too much processor or
    wall-clock time.

    One wall-clock timer serves both limits, because processor time does not pass faster: it fires
    when the shorter limit can be exceeded, and repeatedly from then on. So an attempt that catches
    every exception is interrupted again, until the grader kills it. If the system has no timers,
    only the grader's deadline applies. Outside the block no timer runs. The signal handler is set
    once in each process, because this takes longer than everything else here; an attempt that sets
    another handler is killed by the grader.
    """

    def __init__(self, limits: dict[str, float]) -> None:
        """`limits` has `cpu` and `wall`, in seconds; the timer uses a little less than `wall`,
        which is the grader's deadline.
        """
        self.allow(limits)
        self.armed = False
        self.hurried = ""
        self.timers = hasattr(signal, "setitimer")
        self._handling = 0  # id of the process in which the handler is set

    def allow(self, limits: dict[str, float]) -> None:
        """Set the limits for the next block."""
        self.cpu, self.wall = limits["cpu"], 0.8 * limits["wall"]

    def __enter__(self) -> None:
        """Start the timer."""
        self.armed, self.hurried = True, ""
        if self.timers and self._handling != os.getpid():
            signal.signal(signal.SIGALRM, self.expire)
            self._handling = os.getpid()
        self._start(self.cpu, self.wall)

    def __exit__(self, *_: object) -> None:
        """Stop the timer."""
        self.armed = False
        self._set_timer(0.0, 0.0)

    def hurry(self, function: str, seconds: float) -> None:
        """Leave at most these seconds of processor time, because of a function that had to be
        stopped before.
        """
        if self.armed and not self.hurried:
            self.hurried = function
            self._start(min(seconds, self.cpu), min(WALL_PER_CPU * seconds, self.wall))

    def _start(self, cpu: float, wall: float) -> None:
        """Set both limits, counted from now, and the timer."""
        self._cpu_ends, self._wall_ends = process_time() + cpu, monotonic() + wall
        self._set_timer(min(cpu, wall), AGAIN)

    def _set_timer(self, first: float, again: float) -> None:
        if self.timers:
            signal.setitimer(signal.ITIMER_REAL, first, again)

    def expire(self, *_: object) -> None:
        """Interrupt the attempt if a limit is exceeded, unless the block has just ended.

        The message names both limits: which one is exceeded first depends on how busy the machine
        is, and the message must not depend on that.
        """
        if not self.armed or (process_time() < self._cpu_ends and monotonic() < self._wall_ends):
            return
        if self.hurried:
            raise AttemptTimeoutError(explain_little_time(self.hurried))
        raise AttemptTimeoutError(
            f"stopped after {self.cpu:g} s of processor time, or {self.wall:g} s with waiting."
        )


class Patience:
    """The time that is left for each function that had to be stopped in an earlier experiment."""

    def __init__(
        self,
        clock: TimeLimit,
        allowance: float,
        left: Mapping[str, float],
        send: Callable[[Message], object],
    ) -> None:
        """`allowance` is the processor time, in seconds, for such a function in one experiment;
        `left` is what remains for each one; `send` sends `Hurried` to the grader.
        """
        self.clock, self.allowance, self.left, self.send = clock, allowance, dict(left), send
        self.hurried, self.began, self.is_charged = "", 0.0, False

    def begin(self) -> None:
        """Begin another experiment, in which no function is hurried yet."""
        self.hurried, self.is_charged = "", False

    def before_call(self, function: str) -> None:
        """Shorten the time limit if a function was stopped before; raises AttemptTimeoutError if it
        has no time left.
        """
        if function not in self.left:
            return
        if self.left[function] <= 0.0:
            raise AttemptTimeoutError(explain_little_time(function))
        if not self.hurried:
            self.hurried, self.began = function, monotonic()
            self.send(Hurried(function, self.left[function]))
            self.clock.hurry(function, min(self.allowance, self.left[function]))

    def was_stopped(self, function: str) -> None:
        """Record that a call was interrupted, perhaps within another call.

        The time is charged once, to the function for which the limit was shortened, if there is
        one.
        """
        if not self.hurried:
            self.left.setdefault(function, PATIENCE)
        elif not self.is_charged:
            self.is_charged = True
            self.left[self.hurried] -= max(monotonic() - self.began, self.allowance)
