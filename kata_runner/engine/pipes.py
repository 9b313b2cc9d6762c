"""Waiting for several pipes at once: with `poll` where the system can, with a thread a pipe where
it cannot.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

Take = Callable[[bytes], None]
PIECE = 1 << 14  # bytes: a larger piece, cut to what came, would leave a hole in memory each time
MAX_PIECES = 4  # at a time: as much as a pipe holds


class PolledPipes:
    """Pipes that the system can watch; each is given to its `take` piece by piece, with nothing at
    its end.
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._takers: dict[int, Take] = {}
        self._poll = select.poll()
        self._is_full = False

    def add(self, pipe: int, take: Take) -> None:
        """Watch a pipe."""
        self._takers[pipe] = take
        self._poll.register(pipe, select.POLLIN)

    def _drop(self, pipe: int) -> None:
        """Watch it no longer."""
        if self._takers.pop(pipe, None):
            self._poll.unregister(pipe)

    def drain(self, pipe: int) -> None:
        """Take what is left in a pipe whose writers are gone, and close it."""
        take = self._takers.get(pipe)
        if take is not None:
            os.set_blocking(pipe, False)
            with suppress(
                OSError
            ):  # a writer may be left that nothing could end: what it says is not waited for
                while data := os.read(pipe, PIECE):
                    take(data)
        self._drop(pipe)
        os.close(pipe)

    def wait(self, seconds: float) -> None:
        """Take what comes, waiting so long for it at most."""
        ready = self._poll.poll(max(0.0, seconds) * 1000)
        for _ in range(MAX_PIECES):
            self._is_full = bool(sum(self._take(pipe) for pipe, _ in ready))
            if not self._is_full:
                return
            ready = self._poll.poll(0)

    def wait_for_end(self, pipe: int, seconds: float) -> None:
        """Let what comes gather until this pipe ends, so long at most; not where one was just
        full.
        """
        if not self._is_full:
            end = select.poll()
            end.register(pipe, 0)  # an end is told without being asked for
            end.poll(seconds * 1000)

    def _take(self, pipe: int) -> bool:
        """Take a piece; whether it was a whole one, so that there may be more."""
        try:
            data = os.read(pipe, PIECE)
        except OSError:  # its other end is gone, and never read what it was given
            data = b""
        take = self._takers[pipe]
        if not data:
            self._drop(pipe)
        take(data)
        return len(data) == PIECE


class ThreadedPipes:
    """The same where only a thread can wait for a pipe, as on Windows."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._takers: dict[int, Take] = {}
        self._threads: dict[int, Thread] = {}
        self._arrived: SimpleQueue[tuple[int, bytes]] = SimpleQueue()

    def add(self, pipe: int, take: Take) -> None:
        """Watch a pipe."""
        self._takers[pipe] = take
        self._threads[pipe] = Thread(target=self._read, args=(pipe,), daemon=True)
        self._threads[pipe].start()

    def _read(self, pipe: int) -> None:
        data = b"-"
        while data:
            try:
                data = os.read(pipe, PIECE)
            except OSError:
                data = b""
            self._arrived.put((pipe, data))

    def _drop(self, pipe: int) -> None:
        """Watch it no longer."""
        self._takers.pop(pipe, None)

    def drain(self, pipe: int) -> None:
        """Take what is left in a pipe whose writers are gone, and close it."""
        self._threads.pop(pipe).join(timeout=1.0)
        while not self._arrived.empty():
            self._take(*self._arrived.get())
        self._drop(pipe)
        os.close(pipe)

    def wait(self, seconds: float) -> None:
        """Take what comes, waiting so long for it at most."""
        try:
            self._take(*self._arrived.get(timeout=max(0.0, seconds)))
        except Empty:
            return
        while not self._arrived.empty():
            self._take(*self._arrived.get())

    def wait_for_end(self, pipe: int, seconds: float) -> None:
        """Let what comes gather until this pipe ends, so long at most."""
        self._threads[pipe].join(seconds)

    def _take(self, pipe: int, data: bytes) -> None:
        take = self._takers.get(pipe)
        if take is not None:
            take(data)


Pipes = PolledPipes | ThreadedPipes


def pipes() -> Pipes:
    """The kind that this system can do."""
    return PolledPipes() if hasattr(select, "poll") else ThreadedPipes()
