"""Waiting for data from several pipes: with `poll` where the system has it, else with one thread
for each pipe.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

Take = Callable[[bytes], None]
PIECE = 1 << 14  # bytes read at once: a larger buffer, cut to the data read, fragments the memory
MAX_PIECES = 4  # read in one wait: the capacity of a pipe


class PolledPipes:
    """Pipes that `poll` watches; the data of each is passed piece by piece to its `take`, an empty
    piece at its end.
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._takers: dict[int, Take] = {}
        self._poll = select.poll()
        self._is_full = False

    def add(self, pipe: int, take: Take) -> None:
        """Watch a pipe, and pass its data to `take`."""
        self._takers[pipe] = take
        self._poll.register(pipe, select.POLLIN)

    def _drop(self, pipe: int) -> None:
        """Stop watching a pipe."""
        if self._takers.pop(pipe, None):
            self._poll.unregister(pipe)

    def drain(self, pipe: int) -> None:
        """Read the rest of a pipe whose writers have ended, and close it."""
        take = self._takers.get(pipe)
        if take is not None:
            os.set_blocking(pipe, False)
            # Raised when a writer is left that could not be killed: its data is not waited for.
            with suppress(OSError):
                while data := os.read(pipe, PIECE):
                    take(data)
        self._drop(pipe)
        os.close(pipe)

    def wait(self, seconds: float) -> None:
        """Wait at most `seconds` for data, and pass on what has arrived."""
        ready = self._poll.poll(max(0.0, seconds) * 1000)
        for _ in range(MAX_PIECES):
            self._is_full = bool(sum(self._take(pipe) for pipe, _ in ready))
            if not self._is_full:
                return
            ready = self._poll.poll(0)

    def wait_for_end(self, pipe: int, seconds: float) -> None:
        """Let data gather until this pipe ends, for at most `seconds`; return at once if the last
        pieces read were full, as more is waiting.
        """
        if not self._is_full:
            end = select.poll()
            end.register(pipe, 0)  # the end of a pipe is always reported
            end.poll(seconds * 1000)

    def _take(self, pipe: int) -> bool:
        """Read one piece and pass it on; return whether it was full, so that there may be more."""
        try:
            data = os.read(pipe, PIECE)
        except OSError:  # its other end was closed before it had read everything
            data = b""
        take = self._takers[pipe]
        if not data:
            self._drop(pipe)
        take(data)
        return len(data) == PIECE


class ThreadedPipes:
    """The same with one thread for each pipe, for systems without `poll` such as Windows."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._takers: dict[int, Take] = {}
        self._threads: dict[int, Thread] = {}
        self._arrived: SimpleQueue[tuple[int, bytes]] = SimpleQueue()

    def add(self, pipe: int, take: Take) -> None:
        """Watch a pipe, and pass its data to `take`."""
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

    def drain(self, pipe: int) -> None:
        """Pass on the rest of a pipe whose writers have ended, and close it."""
        self._threads.pop(pipe).join(timeout=1.0)
        while not self._arrived.empty():
            self._take(*self._arrived.get())
        self._takers.pop(pipe, None)
        os.close(pipe)

    def wait(self, seconds: float) -> None:
        """Wait at most `seconds` for data, and pass on what has arrived."""
        try:
            self._take(*self._arrived.get(timeout=max(0.0, seconds)))
        except Empty:
            return
        while not self._arrived.empty():
            self._take(*self._arrived.get())

    def wait_for_end(self, pipe: int, seconds: float) -> None:
        """Let data gather until this pipe ends, for at most `seconds`."""
        self._threads[pipe].join(seconds)

    def _take(self, pipe: int, data: bytes) -> None:
        take = self._takers.get(pipe)
        if take is not None:
            take(data)


Pipes = PolledPipes | ThreadedPipes


def pipes() -> Pipes:
    """Return the kind of pipes that this system supports."""
    return PolledPipes() if hasattr(select, "poll") else ThreadedPipes()
