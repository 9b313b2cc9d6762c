"""Grading in the background: a thread with a warm sandbox, so that keys work while code runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from queue import Empty, PriorityQueue, SimpleQueue

from kata_runner.api import Grader
from kata_runner.errors import KataRunnerError

Task = Callable[[Grader], object]
TakeError = Callable[[KataRunnerError], object]
Delivery = Callable[[], object]  # gives a task's result, or its error, to what takes it
SAVE, KEY, PICTURE = range(3)  # urgency of a task, the most urgent first


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
        self._deliveries: SimpleQueue[Delivery] = SimpleQueue()
        self._numbers = count()
        self.ready, self._signal = os.pipe()
        self.pending = 0
        threading.Thread(target=self._work, daemon=True).start()

    def do(
        self, urgency: int, task: Task, then: Callable[..., object], take_error: TakeError
    ) -> None:
        """Queue a task, before those with a larger `urgency`.

        What `take_delivery` returns calls `then` with the result, or `take_error` with the error.
        """
        self.pending += 1
        self._tasks.put((urgency, next(self._numbers), task, then, take_error))

    def take_delivery(self) -> Delivery | None:
        """Return the delivery of the next task that has ended; None if there is none."""
        try:
            delivery = self._deliveries.get_nowait()
        except Empty:
            return None
        os.read(self.ready, 1)
        self.pending -= 1
        return delivery

    def _work(self) -> None:
        """Run the queued tasks."""
        while True:
            _, _, task, then, take_error = self._tasks.get()
            try:
                delivery = partial(then, task(self._grader))
            except KataRunnerError as error:
                delivery = partial(take_error, error)
            except Exception as error:  # a bug of a pack or ours is shown, and the watch goes on
                text = f"{type(error).__name__}: {error}: a fault of a pack or of kata-runner"
                delivery = partial(take_error, KataRunnerError(text))
            self._deliveries.put(delivery)
            os.write(self._signal, b".")
