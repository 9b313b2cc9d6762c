"""Time limits for functions that had to be stopped in an earlier experiment.

Such a function is still called, because it may be slow on large inputs only. Each time it gets
little time, so that one that never returns costs less than a second in total.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic

from kata_runner.engine.inside.messages import Hurried, Message
from kata_runner.engine.inside.stopped import PATIENCE, AttemptTimeoutError, explain_little_time
from kata_runner.engine.inside.timeout import TimeLimit


class Patience:
    """The time that is left for each function that had to be stopped."""

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
