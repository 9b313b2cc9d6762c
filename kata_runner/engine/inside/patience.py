"""How much time a function gets that had to be stopped in an earlier experiment.

It is still called, for it may be slow on large inputs only; each time it gets little, and one that
never returns costs less than a second in all.
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
        """`allowance` is processor time for one experiment; `send` sends `Hurried`
        to the grader.
        """
        self.clock, self.allowance, self.left, self.send = clock, allowance, dict(left), send
        self.hurried, self.began = "", 0.0

    def begin(self) -> None:
        """Another experiment: nobody is hurried in it yet."""
        self.hurried = ""

    def before_call(self, function: str) -> None:
        """Leave little time for a function that was stopped before; raises TookTooLong where there
        is none left.
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
        """Note that a call was interrupted: the time is that of the function because of which there
        was little.
        """
        if self.hurried:
            self.left[self.hurried] -= max(monotonic() - self.began, self.allowance)
        else:
            self.left.setdefault(function, PATIENCE)
