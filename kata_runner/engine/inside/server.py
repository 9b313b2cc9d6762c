"""The warm server: Python and numpy loaded once, forked for each attempt, and out of reach of what
it forks.

It says ``ready LAYERS`` once; then each packet is a word with open descriptors. ``warm``: many
attempts will come, so what they need is loaded before the first. ``kata``: a file with the
experiments of a kata. ``terms``: a file with the terms on which the next attempts are put through a
kata. ``attempt``: three pipes, for data, for what is printed, and for the attempt's life. Closing
the life ends the child; its exit status comes back on it, the most memory it took, and the function
it was in.

Between the forks the server sets nothing in its process that one attempt would find in another
state than the next: a kata is loaded anew for all new terms, and what its experiments rely on is
set in the child.
"""

from __future__ import annotations

import gc
import mmap
import os
import select
import signal
import sys

# `socket`, which is made of this, takes as long to import as all else here.
from _socket import CMSG_LEN, socket
from array import array
from contextlib import suppress
from typing import NamedTuple, NoReturn

import msgpack

from kata_runner.engine.inside import runner
from kata_runner.engine.inside.answers import wired
from kata_runner.engine.inside.call_recorder import NOTE_SIZE
from kata_runner.engine.inside.lockdown import Bounds, Walls, get_bounds
from kata_runner.engine.inside.prints import Printed
from kata_runner.engine.inside.probe_layers import LayerProbe
from kata_runner.engine.inside.workload import Workload, make_workload

MAX_PACKET = 16
MAX_HANDED_OVER = 3  # descriptors with a packet
MAX_KEPT = 32  # terms, so that what goes back and forth between some is not made anew each time
ANCILLARY_SIZE = CMSG_LEN(MAX_HANDED_OVER * array("i").itemsize)
DATA = 19  # the child's one descriptor beside the standard three


class Child(NamedTuple):
    """A child, seen by the server: descriptors of its process and of its life, and memory shared
    with it.
    """

    process: int
    watched: int
    life: int
    note: mmap.mmap


class Server:
    """Forks a child for each attempt and looks after it until it is gone."""

    def __init__(self, control: socket, walls: Walls) -> None:
        """Serve one grader, with these walls around each child."""
        self.control, self.walls = control, walls
        self.katas: dict[str, tuple[bytes, dict[str, str]]] = {}
        self.assignments: dict[bytes, Workload] = {}
        self.assignment: Workload | None = None
        self.bounds: Bounds = {}
        self.null = os.open(os.devnull, os.O_RDONLY)
        self.printed = Printed()
        self.lives: dict[int, Child] = {}  # by both descriptors of each
        self.poll = select.poll()
        self.layers: frozenset[str] = frozenset()
        os.close(
            os.pidfd_open(os.getpid())
        )  # raises at once where the kernel lacks what every child needs

    def serve(self, trial: LayerProbe) -> NoReturn:
        """Serve until the grader hangs up."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN)
        gc.freeze()
        layers = trial.layers()
        self.layers = frozenset(layers)
        self.control.send(msgpack.packb(["ready", layers]))
        self.poll.register(self.control, select.POLLIN)
        control = self.control.fileno()
        while True:
            is_asked = False
            for descriptor, _ in self.poll.poll():
                if descriptor == control:
                    is_asked = True
                elif descriptor in self.lives:
                    child = self.lives[descriptor]
                    self.bury(child, kill=descriptor == child.life)
            # New children last: no event that is already here can then name a descriptor that was
            # used again.
            if is_asked:
                self.take()

    def take(self) -> None:
        """One packet of the grader's."""
        packet, descriptors = received(self.control)
        if not packet:
            for one in {one.life: one for one in self.lives.values()}.values():
                self.bury(one, kill=True)  # nobody else may be there to take note of their end
            os._exit(0)
        if packet == b"attempt":
            self.fork(*descriptors)
        elif packet == b"kata":
            key, *experiments = msgpack.unpackb(contents(*descriptors))
            self.katas[key] = experiments
            self.assignments.clear()
        elif packet == b"terms":
            self.agree(contents(*descriptors))
        elif packet == b"warm":
            from kata_runner.engine.inside.warmup import warm_up

            warm_up()

    def agree(self, content: bytes) -> None:
        """Take other terms: those of a while ago are still at hand."""
        if content not in self.assignments:
            key, terms = msgpack.unpackb(content)
            if len(self.assignments) == MAX_KEPT:
                del self.assignments[next(iter(self.assignments))]
            self.assignments[content] = make_workload(*self.katas[key], terms)
            gc.freeze()
        self.assignment = self.assignments[content]
        self.bounds = get_bounds(self.assignment.limits)

    def fork(self, data: int, prints: int, life: int) -> None:
        """A child for one attempt."""
        note = mmap.mmap(-1, NOTE_SIZE)
        process = os.fork()
        if process == 0:
            self.become_child(data, prints, note)
        os.close(data)
        os.close(prints)
        watched = os.pidfd_open(process)
        self.lives[watched] = self.lives[life] = Child(process, watched, life, note)
        self.poll.register(watched, select.POLLIN)
        self.poll.register(life, select.POLLIN)

    def bury(self, child: Child, kill: bool) -> None:
        """See a child to its end and tell the grader how it was: it has ended, or the grader has
        hung up.
        """
        if kill:
            with suppress(ProcessLookupError):
                os.kill(
                    child.process, signal.SIGKILL
                )  # not waited for yet, so the number is still this child's
        _, status, used = os.wait4(child.process, 0)
        calling = child.note[:].rstrip(b"\0")
        end = wired([os.waitstatus_to_exitcode(status), used.ru_maxrss, calling])
        try:  # noqa: SIM105  # what `suppress` would touch each fork would have to copy
            os.write(child.life, end)
        except OSError:
            pass
        child.note.close()
        for descriptor in (child.watched, child.life):
            self.poll.unregister(descriptor)
            os.close(descriptor)
            del self.lives[descriptor]

    def become_child(self, data: int, prints: int, note: mmap.mmap) -> NoReturn:
        """In the fork: keep three standard streams, one pipe and the note, give up the rest, then
        work.
        """
        try:
            gc.enable()
            for other in self.lives.values():
                other.note.close()
            for source, standard in ((self.null, 0), (prints, 1), (prints, 2), (data, DATA)):
                os.dup2(source, standard)
            sys.stdout = sys.stderr = self.printed
            runner.serve_attempt(DATA, self.given, self.lock, note)
        finally:
            os._exit(70)

    def given(self) -> tuple[Workload, runner.Attempt]:
        """In the child: what was made ready for it, and the attempt."""
        assert self.assignment is not None
        return self.assignment, msgpack.unpackb(runner.read_all(DATA))

    def lock(self, _: Workload) -> list[str]:
        """In the child: put up the walls."""
        held = self.walls.put_up(self.bounds, DATA)
        if not self.layers.issubset(held):
            os._exit(
                70
            )  # what stood in the trial and does not here: no line of the attempt may run
        return held


def received(control: socket) -> tuple[bytes, list[int]]:
    """A packet, and the open descriptors that came with it."""
    descriptors = array("i")
    packet, ancillary, _, _ = control.recvmsg(MAX_PACKET, ANCILLARY_SIZE)
    for _, _, data in ancillary:
        descriptors.frombytes(data)
    return packet, list(descriptors)


def contents(file: int) -> bytes:
    """What is in an open file, from its beginning."""
    with os.fdopen(file, "rb") as content:
        content.seek(0)
        return content.read()
