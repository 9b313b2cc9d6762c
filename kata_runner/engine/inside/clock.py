"""Interrupting the attempt when it takes too long, in its own code, so that the traceback names the line."""

from __future__ import annotations

import signal

from kata_runner.engine.inside.implementation import TookTooLong

AGAIN = 0.2  # seconds until an attempt that caught an interruption is interrupted again


class TimeLimit:
    """As a context: raises `TookTooLong` in the code inside after too much processor or wall-clock time.

    The timers repeat: an attempt that catches everything is interrupted again, and the grader ends it at last. Where
    the system has no timers only the grader's own deadline remains.
    """

    def __init__(self, limits: dict[str, float]) -> None:
        """Limits in seconds, `cpu` and `wall`; a little less than all of the wall's, for the grader waits that long."""
        self.cpu, self.wall = limits["cpu"], 0.8 * limits["wall"]
        self.armed = False
        self.timers = hasattr(signal, "setitimer")
        if self.timers:
            signal.signal(signal.SIGPROF, self.expire)
            signal.signal(signal.SIGALRM, self.expire)

    def __enter__(self) -> None:
        """Start the clocks."""
        self.armed = True
        if self.timers:
            signal.setitimer(signal.ITIMER_PROF, self.cpu, AGAIN)
            signal.setitimer(signal.ITIMER_REAL, self.wall, AGAIN)

    def __exit__(self, *_: object) -> None:
        """Stop them."""
        self.armed = False
        if self.timers:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    def expire(self, *_: object) -> None:
        """Interrupt the attempt, unless it has just come to its end.

        Which of the two limits it reaches first depends on how busy the machine is, and what it reads must not.
        """
        if self.armed:
            raise TookTooLong(f"stopped after {self.cpu:g} s of processor time, or {self.wall:g} s with waiting.")
