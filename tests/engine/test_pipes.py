"""Pipes are read as they come, to their ends and beyond a writer's death, by both ways of
waiting.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from kata_runner.engine.pipes import PolledPipes, ThreadedPipes, pipes

BOTH = [PolledPipes, ThreadedPipes] if sys.platform != "win32" else [ThreadedPipes]
LARGE = b"a large answer " * 100_000


class Taken:
    """What came through one pipe; `closed` once its end did."""

    def __init__(self) -> None:
        self.data, self.closed = b"", False

    def __call__(self, data: bytes) -> None:
        self.data, self.closed = self.data + data, not data


@pytest.fixture(params=BOTH)
def watched(request: pytest.FixtureRequest) -> PolledPipes | ThreadedPipes:
    made: PolledPipes | ThreadedPipes = request.param()
    return made


@pytest.fixture
def writing() -> Iterator[tuple[int, int]]:
    """A pipe; its reading end is closed by whoever drains it."""
    reading, writing = os.pipe()
    yield reading, writing
    try:
        os.close(writing)
    except OSError:
        return


def wait_for(watched: PolledPipes | ThreadedPipes, taken: Taken, size: int) -> None:
    """Wait until so much has come, or the end, or ten seconds have gone."""
    late = time.monotonic() + 10
    while len(taken.data) < size and not taken.closed and time.monotonic() < late:
        watched.wait(1.0)


def test_one_wait_takes_all_that_a_pipe_holds(writing: tuple[int, int]) -> None:
    watched, taken = pipes(), Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], LARGE[: 1 << 16])
    time.sleep(0.1)  # a thread that reads needs a moment
    watched.wait(1.0)
    assert taken.data == LARGE[: 1 << 16]
    os.close(writing[1])
    watched.drain(writing[0])


def test_what_is_written_is_taken(
    watched: PolledPipes | ThreadedPipes, writing: tuple[int, int]
) -> None:
    taken = Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], b"hello")
    wait_for(watched, taken, 5)
    assert (taken.data, taken.closed) == (b"hello", False)
    os.close(writing[1])
    wait_for(watched, taken, 6)
    assert taken.closed
    watched.drain(writing[0])


def test_more_than_a_pipe_holds_comes_whole(
    watched: PolledPipes | ThreadedPipes, writing: tuple[int, int]
) -> None:
    def write() -> None:
        rest = memoryview(LARGE)
        while rest:
            rest = rest[os.write(writing[1], rest) :]
        os.close(writing[1])

    taken = Taken()
    watched.add(writing[0], taken)
    writer = threading.Thread(target=write)
    writer.start()
    wait_for(watched, taken, len(LARGE) + 1)
    writer.join()
    watched.drain(writing[0])
    assert taken.data == LARGE


def test_waiting_ends_when_its_time_is_over(
    watched: PolledPipes | ThreadedPipes, writing: tuple[int, int]
) -> None:
    taken = Taken()
    watched.add(writing[0], taken)
    begun = time.monotonic()
    watched.wait(0.05)
    watched.wait(-1.0)
    assert time.monotonic() - begun < 5 and not taken.data
    os.close(writing[1])
    watched.drain(writing[0])


def test_draining_takes_what_is_left_and_closes(
    watched: PolledPipes | ThreadedPipes, writing: tuple[int, int]
) -> None:
    taken = Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], b"last words")
    os.close(writing[1])
    watched.drain(writing[0])
    assert taken.data == b"last words"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(writing[0])


def test_one_pipe_does_not_wait_for_another(watched: PolledPipes | ThreadedPipes) -> None:
    ends = [os.pipe() for _ in range(3)]
    taken = [Taken() for _ in ends]
    for (reading, _), take in zip(ends, taken, strict=True):
        watched.add(reading, take)
    os.write(ends[2][1], b"third")
    wait_for(watched, taken[2], 5)
    assert [take.data for take in taken] == [b"", b"", b"third"]
    for reading, writing in ends:
        os.close(writing)
        watched.drain(reading)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that never ends blocks a thread there")
def test_a_writer_that_nothing_could_end_is_not_waited_for(writing: tuple[int, int]) -> None:
    watched, taken = PolledPipes(), Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], b"still here")
    begun = time.monotonic()
    watched.drain(writing[0])
    assert taken.data == b"still here" and time.monotonic() - begun < 5


def test_the_system_decides_which_way_it_is() -> None:
    assert type(pipes()) is BOTH[0]


def test_an_end_is_waited_for_while_answers_gather(
    watched: PolledPipes | ThreadedPipes, writing: tuple[int, int]
) -> None:
    taken = Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], b"an answer")
    begun = time.monotonic()
    watched.wait_for_end(writing[0], 0.2)
    assert time.monotonic() - begun >= 0.2 and len(taken.data) == 0
    os.close(writing[1])
    watched.wait_for_end(writing[0], 60.0)
    watched.wait(0.1)
    assert taken.data == b"an answer" and time.monotonic() - begun < 30


@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be polled there")
def test_nothing_is_let_gather_in_a_pipe_that_was_full(writing: tuple[int, int]) -> None:
    watched, taken = PolledPipes(), Taken()
    watched.add(writing[0], taken)
    os.write(writing[1], LARGE[: 1 << 16])
    watched.wait(1.0)
    begun = time.monotonic()
    watched.wait_for_end(writing[0], 60.0)
    assert time.monotonic() - begun < 30
