"""The warm server: Python and numpy loaded once, forked for each attempt, and out of reach of what it forks.

It says ``ready LAYERS`` once; then each packet is the experiments of a kata to load beforehand, or an attempt: three
descriptors, for data, for what is printed, and for the attempt's life. Closing the life ends the child; its exit status
comes back on it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import NoReturn

import msgpack

from kata_runner.engine.inside import child
from kata_runner.engine.inside.experiments import prepare
from kata_runner.engine.inside.lockdown import Walls
from kata_runner.engine.inside.prints import Printed
from kata_runner.engine.inside.trial import Trial

MOST_PACKET = 1 << 18
DATA = 19  # the child's one descriptor beside the standard three


class Server:
    """Forks a child for each attempt and looks after it until it is gone."""

    def __init__(self, control: socket.socket, walls: Walls) -> None:
        """Serve one grader, with these walls around each child."""
        self.control, self.walls = control, walls
        self.warm = False
        self.lives: dict[int, tuple[int, int, int]] = {}  # by descriptor: process id, its descriptor, its life
        self.poll = select.poll()

    def serve(self, trial: Trial) -> NoReturn:
        """Serve until the grader hangs up."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN)
        gc.freeze()
        self.control.send(msgpack.packb(["ready", trial.layers()]))
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
        if not self.warm:  # only now: whoever checks one attempt does not wait for what spares the next one time
            from kata_runner.engine.inside.warmth import warm_up

            warm_up()
            self.warm = True

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
            child.work(DATA, DATA, lambda limits: self.walls.put_up(limits, DATA))
        finally:
            os._exit(70)
