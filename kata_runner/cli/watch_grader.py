"""Grading beside the screen: a thread with a warm sandbox, so that keys work while code runs."""

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
SAVE, KEY, PICTURE = range(3)  # how urgent a task is


@dataclass(frozen=True)
class Done:
    """What a task gave, or the error it ended with; `then` is what to do with it."""

    then: Callable[[object], object]
    result: object
    error: KataRunnerError | None = None


class GradingThread:
    """Does tasks one after the other, the most urgent first; who waits for keys sees in `ready`
    that one has ended.
    """

    def __init__(self, grader: Grader) -> None:
        """Start; it ends with the process."""
        self._grader = grader
        self._tasks: PriorityQueue[tuple[int, int, Task, Callable[..., object]]] = PriorityQueue()
        self._done: SimpleQueue[Done] = SimpleQueue()
        self._numbers = count()
        self.ready, self._signal = os.pipe()
        self.pending = 0
        threading.Thread(target=self._work, daemon=True).start()

    def do(self, urgency: int, task: Task, then: Callable[..., object]) -> None:
        """Do a task before others with a larger number; `take_done` gives what came of it."""
        self.pending += 1
        self._tasks.put((urgency, next(self._numbers), task, then))

    def take_done(self) -> Done | None:
        """Return what has ended and was not taken yet; None where nothing has."""
        try:
            done = self._done.get_nowait()
        except Empty:
            return None
        os.read(self.ready, 1)
        self.pending -= 1
        return done

    def _work(self) -> None:
        """Do what is asked for."""
        while True:
            _, _, task, then = self._tasks.get()
            try:
                done = Done(then, task(self._grader))
            except KataRunnerError as error:
                done = Done(then, None, error)
            except Exception as error:  # a fault of a pack or ours is told, and the watch goes on
                text = f"{type(error).__name__}: {error}: a fault of a pack or of kata-runner"
                done = Done(then, None, KataRunnerError(text))
            self._done.put(done)
            os.write(self._signal, b".")
