"""The warm server: loads Python and numpy once, forks for each attempt, and is out of reach of its
forks.

It sends ``ready LAYERS`` once. Then each packet that it receives is a word with open descriptors:

``warm``     many attempts will follow: load what most of them need before the first
``kata``     a file with the experiments of a kata
``terms``    a file with the terms for the next attempts, and their kata
``attempt``  two sockets, `data` and `life`, and a pipe for output: when the grader closes `life`,
             the child is killed; when the child has ended, the server writes to `life` its exit
             status and the function that it called last

Between the forks the server sets nothing in its process that one attempt would find in a different
state than the next: a kata is loaded anew for all new terms, and what its experiments rely on is
set in the child.
"""

from __future__ import annotations

import gc
import mmap
import os
import select
import signal

# The module `socket`, which is built on this one, takes as long to import as all others here.
from _socket import CMSG_LEN, socket
from array import array
from contextlib import suppress
from typing import NamedTuple, NoReturn

import msgpack

from kata_runner.engine.inside import runner
from kata_runner.engine.inside.call_recorder import NOTE_SIZE
from kata_runner.engine.inside.lockdown import LayerProbe, Walls, die_with_parent, get_bounds
from kata_runner.engine.inside.messages import pack
from kata_runner.engine.inside.workload import Workload, make_workload

MAX_PACKET = 16
MAX_HANDED_OVER = 3  # descriptors in a packet
# Cached terms, of 0.16 MB each. The second runs of a class's failures have as many terms as there
# are sets of failing experiments; preparing each anew takes 4 % of the rate of such a class.
MAX_KEPT = 256
ANCILLARY_SIZE = CMSG_LEN(MAX_HANDED_OVER * array("i").itemsize)
DATA = 19  # the only descriptor of a child beside the standard three


class Child(NamedTuple):
    """A child as the server sees it: its process id, the descriptors of its process (`watched`) and
    of its `life`, and memory shared with it.
    """

    process: int
    watched: int
    life: int
    note: mmap.mmap


class Server:
    """Server that forks a child for each attempt and reaps it."""

    def __init__(self, control: socket, walls: Walls) -> None:
        """Serve one grader; `walls` are the isolation layers for each child."""
        self.control, self.walls, self.pid = control, walls, os.getpid()
        self.katas: dict[str, tuple[bytes, dict[str, str]]] = {}
        self.workloads: dict[bytes, Workload] = {}
        self.assignment: Workload | None = None
        self.null = os.open(os.devnull, os.O_RDONLY)
        self.output = runner.open_output()
        self.children: dict[int, Child] = {}  # each under both of its descriptors
        self.poll = select.poll()
        self.layers: frozenset[str] = frozenset()
        # Raises at once if the kernel lacks what every child needs.
        os.close(os.pidfd_open(self.pid))

    def serve(self, trial: LayerProbe) -> NoReturn:
        """Serve until the grader disconnects."""
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
                elif descriptor in self.children:
                    child = self.children[descriptor]
                    self.reap(child, kill=descriptor == child.life)
            # New children come last: otherwise a new child could reuse a descriptor for which an
            # older event is still to be handled.
            if is_asked:
                self.handle_packet()

    def handle_packet(self) -> None:
        """Handle one packet from the grader."""
        packet, descriptors = receive_packet(self.control)
        if not packet:
            for one in {one.life: one for one in self.children.values()}.values():
                self.reap(one, kill=True)  # there may be no other process to reap it
            os._exit(0)
        if packet == b"attempt":
            self.fork(*descriptors)
        elif packet == b"kata":
            key, *experiments = msgpack.unpackb(contents(*descriptors))
            self.katas[key] = experiments
            self.workloads.clear()
        elif packet == b"terms":
            self.select_workload(contents(*descriptors))
        elif packet == b"warm":
            from kata_runner.engine.inside.warmup import warm_up

            warm_up()

    def select_workload(self, content: bytes) -> None:
        """Switch to other terms, of which the last `MAX_KEPT` are cached."""
        if content not in self.workloads:
            key, terms = msgpack.unpackb(content)
            if len(self.workloads) == MAX_KEPT:
                del self.workloads[next(iter(self.workloads))]
            self.workloads[content] = make_workload(*self.katas[key], terms)
            gc.freeze()
        self.assignment = self.workloads[content]

    def fork(self, data: int, prints: int, life: int) -> None:
        """Fork a child for one attempt."""
        note = mmap.mmap(-1, NOTE_SIZE)
        process = os.fork()
        if process == 0:
            self.become_child(data, prints, note)
        os.close(data)
        os.close(prints)
        watched = os.pidfd_open(process)
        self.children[watched] = self.children[life] = Child(process, watched, life, note)
        self.poll.register(watched, select.POLLIN)
        self.poll.register(life, select.POLLIN)

    def reap(self, child: Child, kill: bool) -> None:
        """Reap a child, killing it first if `kill` is set, and send the grader its exit status and
        last called function.
        """
        if kill:
            with suppress(ProcessLookupError):
                # Not reaped yet, so the id still belongs to this child.
                os.kill(child.process, signal.SIGKILL)
        _, status = os.waitpid(child.process, 0)
        end = pack([os.waitstatus_to_exitcode(status), child.note[:].rstrip(b"\0")])
        try:  # noqa: SIM105  # each fork would have to copy what `suppress` touches
            os.write(child.life, end)
        except OSError:
            pass
        child.note.close()
        for descriptor in (child.watched, child.life):
            self.poll.unregister(descriptor)
            os.close(descriptor)
            del self.children[descriptor]

    def become_child(self, data: int, prints: int, note: mmap.mmap) -> NoReturn:
        """In the child: keep the standard streams, one pipe and the note, release all else, and run
        the attempt.
        """
        try:
            die_with_parent(self.pid)
            gc.enable()
            for other in self.children.values():
                other.note.close()
            for source, standard in ((self.null, 0), (prints, 1), (prints, 2), (data, DATA)):
                os.dup2(source, standard)
            runner.use_output(self.output)
            runner.serve_attempt(DATA, self.given, self.lock, note)
        finally:
            os._exit(70)

    def given(self) -> tuple[Workload, runner.Attempt]:
        """In the child: return the prepared workload, and the attempt."""
        assert self.assignment is not None
        return self.assignment, msgpack.unpackb(runner.read_all(DATA))

    def lock(self, assignment: Workload) -> list[str]:
        """In the child: apply the isolation layers and return the names of those that hold."""
        held = self.walls.apply(get_bounds(assignment.limits), DATA)
        if not self.layers.issubset(held):
            # A layer that held in the test does not hold here: no line of the attempt may run.
            os._exit(70)
        return held


def receive_packet(control: socket) -> tuple[bytes, list[int]]:
    """Receive a packet; return it with the open descriptors that it carries."""
    descriptors = array("i")
    packet, ancillary, _, _ = control.recvmsg(MAX_PACKET, ANCILLARY_SIZE)
    for _, _, data in ancillary:
        descriptors.frombytes(data)
    return packet, list(descriptors)


def contents(file: int) -> bytes:
    """Read an open file from its beginning, and close it."""
    with os.fdopen(file, "rb") as content:
        content.seek(0)
        return content.read()
