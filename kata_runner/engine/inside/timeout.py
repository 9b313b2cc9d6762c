"""Interruption of an attempt that takes too long, within its code, so that the traceback names the
line.
"""

from __future__ import annotations

import os
import signal
from time import monotonic, process_time

from kata_runner.engine.inside.stopped import WALL_PER_CPU, AttemptTimeoutError, explain_little_time

AGAIN = 0.05  # seconds until it fires again: no limit was exceeded, or the exception was caught


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
