"""The warm server: Python and numpy loaded once, forked for each attempt, and out of reach of what it forks.

``python server.py FOLDERS... -- PACKAGES... -- READABLE...``, its control socket as stdin. It says ``ready LAYERS``
once; then each packet is the experiments of a kata to load beforehand, or an attempt: three descriptors, for data, for
what is printed, and for the attempt's life. Closing the life ends the child; its exit status comes back on it.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

import gc
import select
import signal
import socket
import traceback
from contextlib import suppress
from types import ModuleType
from typing import Any, NoReturn

import msgpack
import numpy as np
import numpy.typing  # what nearly every attempt imports is imported once

from kata_runner.authoring import probe
from kata_runner.engine.inside import child
from kata_runner.engine.inside.clock import TimeLimit
from kata_runner.engine.inside.experiments import prepare
from kata_runner.engine.inside.implementation import Implementation
from kata_runner.engine.inside.lockdown import TRIED, lock, policy, readable_files
from kata_runner.engine.inside.prints import Printed
from kata_runner.table import Table

MOST_PACKET = 1 << 18
DATA = 19  # the child's one descriptor beside the standard three


class Server:
    """Forks a child for each attempt and looks after it until it is gone."""

    def __init__(self, control: socket.socket, readable: list[str]) -> None:
        """Serve one grader; children may read below `readable` and nowhere else."""
        self.control = control
        self.rules = readable_files(readable)
        self.filter = policy()
        self.lives: dict[int, tuple[int, int, int]] = {}  # by descriptor: process id, its descriptor, its life
        self.poll = select.poll()

    def serve(self) -> NoReturn:
        """Serve until the grader hangs up."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN)
        touch()
        self.control.send(msgpack.packb(["ready", self.tried()]))
        self.poll.register(self.control, select.POLLIN)
        while True:
            # New children last: no event that is already here can then name a descriptor that was used again.
            for descriptor, _ in sorted(self.poll.poll(), key=lambda event: event[0] == self.control.fileno()):
                if descriptor == self.control.fileno():
                    self.take()
                elif descriptor in self.lives:
                    self.bury(*self.lives[descriptor], kill=descriptor == self.lives[descriptor][2])

    def take(self) -> None:
        """One packet of the grader's."""
        packet, descriptors, _, _ = socket.recv_fds(self.control, MOST_PACKET, 3)
        if not packet:
            os._exit(0)
        if not descriptors:
            prepare(*msgpack.unpackb(packet))
            gc.freeze()
            return
        data, prints, life = descriptors
        process = os.fork()
        if process == 0:
            self.become_child(data, prints)
        os.close(data)
        os.close(prints)
        watched = os.pidfd_open(process)
        self.lives[watched] = self.lives[life] = (process, watched, life)
        self.poll.register(watched, select.POLLIN)
        self.poll.register(life, select.POLLIN)

    def bury(self, process: int, watched: int, life: int, kill: bool) -> None:
        """See a child to its end and tell the grader how it was: it has ended, or the grader has hung up."""
        if kill:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)  # not waited for yet, so the number is still this child's
        _, status, used = os.wait4(process, 0)
        with suppress(OSError):
            os.write(life, msgpack.packb([os.waitstatus_to_exitcode(status), used.ru_maxrss]))
        for descriptor in (watched, life):
            self.poll.unregister(descriptor)
            os.close(descriptor)
            del self.lives[descriptor]

    def become_child(self, data: int, prints: int) -> NoReturn:
        """In the fork: keep three standard streams and one pipe, give up the rest, then work."""
        try:
            gc.enable()
            null = os.open(os.devnull, os.O_RDONLY)
            for source, standard in ((null, 0), (prints, 1), (prints, 2), (data, DATA)):
                os.dup2(source, standard)
            sys.stdout = sys.stderr = Printed()
            child.work(DATA, DATA, lambda limits: lock(limits, self.rules, self.filter, DATA))
        finally:
            os._exit(70)

    def tried(self) -> list[str]:
        """Which walls hold, found out in a child that is only there to try them."""
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            with suppress(BaseException):
                os.write(writing, msgpack.packb(lock(TRIED, self.rules, self.filter, writing)))
            os._exit(0)
        os.close(writing)
        layers = child.read_all(reading)
        os.close(reading)
        os.waitpid(process, 0)
        return list(msgpack.unpackb(layers)) if layers else []


@probe(points=1)
def toy_experiment(impl: Any, rng: Any) -> Table:
    """What experiments mostly do."""
    tables = []
    for _ in range(20):
        a, b = impl.step(np.zeros_like(rng.normal(size=3)) + rng.uniform() + rng.randint(3))
        tables.append(Table.of(a=a, b=np.linalg.norm(np.where(b > 0, b, np.sqrt(b * b)))))
    return Table.stack(tables)


def touch() -> None:
    """Do once what every child would do first, so that all of them share the memory it takes."""
    module = ModuleType("toy")
    vars(module)["step"] = lambda v: (np.tanh(np.exp(-v) @ np.ones((3, 3))), np.concatenate([v, v]))
    toy, clock = Implementation(module), TimeLimit({"cpu": 60.0, "wall": 60.0})
    for _ in range(3):
        child.run(
            toy_experiment,
            toy,
            {"seed": 0, "mark": "", "filename": "", "limits": {}},
            clock,
            lambda *m: msgpack.packb(m),
        )
    traceback.format_exc()
    gc.collect()
    gc.freeze()
    gc.disable()


if __name__ == "__main__":
    folders, packages, readable = child.arguments()
    server = Server(socket.socket(fileno=os.dup(0)), readable)
    child.load_packages(folders, packages)
    server.serve()
