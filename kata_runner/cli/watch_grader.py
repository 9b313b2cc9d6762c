"""Grading in the background: a thread with a warm sandbox, so that keys work while code runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from queue import Empty, PriorityQueue, SimpleQueue

from kata_runner.api import Grader
from kata_runner.errors import KataRunnerError

Task = Callable[[Grader], object]
TakeError = Callable[[KataRunnerError], object]
SAVE, KEY, PICTURE = range(3)  # urgency of a task, the most urgent first


@dataclass(frozen=True)
class Done:
    """The result of a task, or the error it ended with.

    `then` is the function to call with the result, and `take_error` the one to call with the error.
    """

    then: Callable[[object], object]
    take_error: TakeError
    result: object
    error: KataRunnerError | None = None

    def deliver(self) -> None:
        """Call the function for the result or for the error."""
        if self.error is None:
            self.then(self.result)
        else:
            self.take_error(self.error)


class GradingThread:
    """A thread that runs tasks one after the other, the most urgent first.

    `ready` is a descriptor that becomes readable when a task has ended.
    """

    def __init__(self, grader: Grader) -> None:
        """Start the thread, which ends with the process."""
        self._grader = grader
        self._tasks: PriorityQueue[tuple[int, int, Task, Callable[..., object], TakeError]] = (
            PriorityQueue()
        )
        self._done: SimpleQueue[Done] = SimpleQueue()
        self._numbers = count()
        self.ready, self._signal = os.pipe()
        self.pending = 0
        threading.Thread(target=self._work, daemon=True).start()

    def do(
        self, urgency: int, task: Task, then: Callable[..., object], take_error: TakeError
    ) -> None:
        """Queue a task, before those with a larger `urgency`.

        `take_done` returns its result.
        """
        self.pending += 1
        self._tasks.put((urgency, next(self._numbers), task, then, take_error))

    def take_done(self) -> Done | None:
        """Return the next task that has ended; None if there is none."""
        try:
            done = self._done.get_nowait()
        except Empty:
            return None
        os.read(self.ready, 1)
        self.pending -= 1
        return done

    def _work(self) -> None:
        """Run the queued tasks."""
        while True:
            _, _, task, then, take_error = self._tasks.get()
            try:
                done = Done(then, take_error, task(self._grader))
            except KataRunnerError as error:
                done = Done(then, take_error, None, error)
            except Exception as error:  # a bug of a pack or ours is shown, and the watch goes on
                text = f"{type(error).__name__}: {error}: a fault of a pack or of kata-runner"
                done = Done(then, take_error, None, KataRunnerError(text))
            self._done.put(done)
            os.write(self._signal, b".")
