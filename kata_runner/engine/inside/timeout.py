"""Interrupting the attempt when it takes too long, in its own code, so that the traceback names the
line.
"""

from __future__ import annotations

import os
import signal
from time import monotonic, process_time

from kata_runner.engine.inside.stopped import WALL_PER_CPU, AttemptTimeoutError, explain_little_time

AGAIN = 0.05  # seconds until it looks at the clocks again: more of them passed, or it was caught


class TimeLimit:
    """As a context: raises `AttemptTimeoutError` in the code inside after too much processor or
    wall-clock time.

    One timer of the wall clock sees to both limits, as no processor time passes faster: it fires
    when the shorter of them can be over, and again and again from then on. So an attempt that
    catches everything is interrupted again, and the grader ends it at last. Where the system has no
    timers only the grader's own deadline remains. Outside the context no timer runs; the handler is
    set once in each process, for that takes longer than all else here: an attempt that sets another
    one is ended by the grader.
    """

    def __init__(self, limits: dict[str, float]) -> None:
        """Limits in seconds, `cpu` and `wall`; a little less than all of the wall's, for the grader
        waits that long.
        """
        self.allow(limits)
        self.armed = False
        self.hurried = ""
        self.timers = hasattr(signal, "setitimer")
        self._handling = 0  # the process in which the handler is set

    def allow(self, limits: dict[str, float]) -> None:
        """Have these limits from the next time on."""
        self.cpu, self.wall = limits["cpu"], 0.8 * limits["wall"]

    def __enter__(self) -> None:
        """Start the clocks."""
        self.armed, self.hurried = True, ""
        if self.timers and self._handling != os.getpid():
            signal.signal(signal.SIGALRM, self.expire)
            self._handling = os.getpid()
        self._start(self.cpu, self.wall)

    def __exit__(self, *_: object) -> None:
        """Stop them."""
        self.armed = False
        self._set_timer(0.0, 0.0)

    def hurry(self, function: str, seconds: float) -> None:
        """Leave little time from now on, in processor time, because of a function that had to be
        stopped before.
        """
        if self.armed and not self.hurried:
            self.hurried = function
            self._start(min(seconds, self.cpu), min(WALL_PER_CPU * seconds, self.wall))

    def _start(self, cpu: float, wall: float) -> None:
        """Have these seconds from now on."""
        self._cpu_ends, self._wall_ends = process_time() + cpu, monotonic() + wall
        self._set_timer(min(cpu, wall), AGAIN)

    def _set_timer(self, first: float, again: float) -> None:
        if self.timers:
            signal.setitimer(signal.ITIMER_REAL, first, again)

    def expire(self, *_: object) -> None:
        """Interrupt the attempt where a limit is over, unless it has just come to its end.

        Which of the two limits it reaches first depends on how busy the machine is, and what it
        reads must not.
        """
        if not self.armed or (process_time() < self._cpu_ends and monotonic() < self._wall_ends):
            return
        if self.hurried:
            raise AttemptTimeoutError(explain_little_time(self.hurried))
        raise AttemptTimeoutError(
            f"stopped after {self.cpu:g} s of processor time, or {self.wall:g} s with waiting."
        )
