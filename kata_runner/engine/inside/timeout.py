"""Interrupting the attempt when it takes too long, in its own code, so that the traceback names the
line.
"""

from __future__ import annotations

import signal

from kata_runner.engine.inside.stopped import WALL_PER_CPU, AttemptTimeoutError, explain_little_time

AGAIN = 0.2  # seconds until an attempt that caught an interruption is interrupted again


class TimeLimit:
    """As a context: raises `AttemptTimeoutError` in the code inside after too much processor or
    wall-clock time.

    The timers repeat: an attempt that catches everything is interrupted again, and the grader ends
    it at last. Where the system has no timers only the grader's own deadline remains. Nothing is
    set in the process outside the context, and what the attempt set there is set anew each time.
    """

    def __init__(self, limits: dict[str, float]) -> None:
        """Limits in seconds, `cpu` and `wall`; a little less than all of the wall's, for the grader
        waits that long.
        """
        self.allow(limits)
        self.armed = False
        self.hurried = ""
        self.timers = hasattr(signal, "setitimer")

    def allow(self, limits: dict[str, float]) -> None:
        """Have these limits from the next time on."""
        self.cpu, self.wall = limits["cpu"], 0.8 * limits["wall"]

    def __enter__(self) -> None:
        """Start the clocks."""
        self.armed, self.hurried = True, ""
        if self.timers:
            signal.signal(signal.SIGPROF, self.expire)
            signal.signal(signal.SIGALRM, self.expire)
        self._set_timers(self.cpu, self.wall)

    def __exit__(self, *_: object) -> None:
        """Stop them."""
        self.armed = False
        self._set_timers(0.0, 0.0)

    def hurry(self, function: str, seconds: float) -> None:
        """Leave little time from now on, in processor time, because of a function that had to be
        stopped before.
        """
        if self.armed and not self.hurried:
            self.hurried = function
            self._set_timers(min(seconds, self.cpu), min(WALL_PER_CPU * seconds, self.wall))

    def _set_timers(self, cpu: float, wall: float) -> None:
        if self.timers:
            signal.setitimer(signal.ITIMER_PROF, cpu, AGAIN if cpu else 0.0)
            signal.setitimer(signal.ITIMER_REAL, wall, AGAIN if wall else 0.0)

    def expire(self, *_: object) -> None:
        """Interrupt the attempt, unless it has just come to its end.

        Which of the two limits it reaches first depends on how busy the machine is, and what it
        reads must not.
        """
        if self.hurried and self.armed:
            raise AttemptTimeoutError(explain_little_time(self.hurried))
        if self.armed:
            raise AttemptTimeoutError(
                f"stopped after {self.cpu:g} s of processor time, or {self.wall:g} s with waiting."
            )
