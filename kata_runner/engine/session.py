"""Following a job to its end: deadlines, a new process for the rest after a death, bounded output.

The seam of the engine is `Child`: anything that takes a job, answers on one pipe, prints on another and can be ended.
`kata_runner.engine.process` is the form that works everywhere.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any, Protocol

import msgpack

from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.engine.text import harmless, shortened
from kata_runner.engine.wire import GarbledError, Messages, declarations_of, problem_of, result_of, string
from kata_runner.errors import BrokenPack, EngineFault
from kata_runner.model import Kata, Status

STARTUP = 60.0  # seconds until Python and numpy must be there, on the slowest and busiest machine
MOST_STARTS = 8  # a process that dies costs one experiment; this many deaths cost the rest
MOST_PRINTED = 16 << 20


class Child(Protocol):
    """One process for one attempt."""

    def give(self, job: bytes) -> None:
        """Hand over the job and say that it is all."""

    @property
    def answers(self) -> IO[bytes]:
        """Messages, up to its end."""

    @property
    def prints(self) -> IO[bytes]:
        """What the attempt prints."""

    def end(self) -> int:
        """Make sure that it is gone; its exit status, negative for a signal."""


def follow(job: Job, start: Callable[[], Child]) -> Run:
    """Run a job to its end, whatever the attempt does; raises BrokenPack or EngineFault when not the attempt failed."""
    begun = monotonic()
    run = Run()
    deadline = begun + STARTUP + job.kata.limits.total
    which = job.which
    for _ in range(MOST_STARTS):
        session = Session(replace(job, which=which), run, start(), deadline)
        session.follow()
        which = [declaration.name for declaration in run.declarations if declaration.name not in run.results]
        if not which or run.unloadable or monotonic() > deadline:
            break
    for name in which if run.declarations and not run.unloadable else ():
        text = "Not reached: earlier experiments used up the attempt's time or kept killing its process."
        run.results[name] = Result(name, None, Problem(Status.TIMED_OUT, "not_reached", text))
    run.seconds = monotonic() - begun
    return run


class Session:
    """One process's part of a run."""

    def __init__(self, job: Job, run: Run, child: Child, deadline: float) -> None:
        self.job, self.run, self.child, self.deadline = job, run, child, deadline
        self.events: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
        self.messages = Messages()
        self.mark = f"--- {os.urandom(8).hex()} "
        self.printed: list[bytes] = []
        self.printed_size = 0
        self.phase = "start"
        self.phase_began = monotonic()
        self.current = ""

    def follow(self) -> None:
        """Give the job, take messages until the end, and account for how it ended."""
        limits = self.job.kata.limits
        readers = [Thread(target=self.read, args=(name, getattr(self.child, name)), daemon=True)
                   for name in ("answers", "prints")]  # fmt: skip
        for reader in readers:
            reader.start()
        self.child.give(packed(self.job, self.mark))
        ending = self.take_messages(limits.wall)
        status = self.child.end()
        for reader in readers:
            reader.join(timeout=1.0)
        self.drain()
        self.account(ending, status)
        self.share_output(limits.output_kb << 10)

    def read(self, name: str, pipe: IO[bytes]) -> None:
        """Pass on what a pipe says until it ends."""
        while data := pipe.read(1 << 16):
            self.events.put((name, data))
        self.events.put((name, b""))

    def take_messages(self, wall: float) -> str:
        """Handle messages until the process is done, silent for too long, talks garbage or prints without end."""
        try:
            while self.phase != "done":
                until = self.deadline if self.phase == "start" else min(self.deadline, self.phase_began + wall)
                name, data = self.events.get(timeout=max(0.0, until - monotonic()))
                if name == "prints":
                    if not self.keep(data):
                        return "over_output"
                elif not data:
                    return "died"
                else:
                    for message in self.messages.feed(data):
                        self.handle(message)
        except Empty:
            return "silent"
        except (GarbledError, ValueError):
            return "garbled"
        return "done"

    def drain(self) -> None:
        """Keep what was printed before the end and had not been looked at."""
        while not self.events.empty():
            name, data = self.events.get()
            if name == "prints":
                self.keep(data)

    def keep(self, data: bytes) -> bool:
        """Keep printed output, the first part of it, and say whether there may be more."""
        if self.printed_size < MOST_PRINTED:
            self.printed.append(data)
        self.printed_size += len(data)
        return self.printed_size <= MOST_PRINTED

    def handle(self, message: list[Any]) -> None:
        """One message, believed only where it fits the order in which messages come."""
        kind = message[0]
        allowed = {
            "start": ("ready",),
            "ready": ("declared", "broken"),
            "declared": ("limits",),
            "limits": ("loaded", "unloadable"),
            "loaded": ("begin", "done"),
            "begin": ("table", "problem"),
        }
        if kind not in allowed.get(self.phase, ()):
            raise GarbledError(f"{kind} came in phase {self.phase}")
        self.phase = {"table": "loaded", "problem": "loaded", "unloadable": "done"}.get(kind, kind)
        self.phase_began = monotonic()
        getattr(self, f"on_{kind}", lambda _: None)(message)

    def on_broken(self, message: list[Any]) -> None:
        """The kata's own experiments do not load."""
        raise BrokenPack(f"{self.job.kata.experiments}: {' '.join(harmless(string(message[1])).split())}")

    def on_declared(self, message: list[Any]) -> None:
        """The kata's declarations; they come before any line of the attempt has run."""
        self.run.declarations = self.run.declarations or declarations_of(message)

    def on_limits(self, message: list[Any]) -> None:
        """The limits that hold in the process; said, like the declarations, before the attempt has run."""
        self.run.layers = tuple(map(string, message[1]))

    def on_unloadable(self, message: list[Any]) -> None:
        """The attempt's own file does not load."""
        self.run.unloadable = problem_of(message[1])

    def on_begin(self, message: list[Any]) -> None:
        """An experiment begins: one of those that were asked for, and not for the second time."""
        self.current = string(message[1])
        known = {declaration.name for declaration in self.run.declarations}
        if self.current not in known or self.current in self.run.results:
            raise GarbledError("an experiment that was not asked for")

    def on_table(self, message: list[Any]) -> None:
        """What an experiment gave."""
        result = result_of(message)
        if result.name != self.current:
            raise GarbledError("a result of another experiment")
        self.run.results[self.current] = result

    on_problem = on_table

    def account(self, ending: str, status: int) -> None:
        """Put the blame for an early end where it belongs."""
        if ending == "done":
            return
        if self.phase in ("start", "ready", "declared"):
            said = shortened(b"".join(self.printed).decode(errors="replace"), 300)
            raise EngineFault(f"the process for attempts ended early ({ending}, {status}): {' '.join(said.split())}")
        problem = early_end(ending, status, self.job)
        if self.phase == "limits":
            self.run.unloadable = problem
            return
        names = [d.name for d in self.run.declarations if d.name not in self.run.results]
        name = self.current if self.current in names else next(iter(names), "")
        if name:
            self.run.results[name] = Result(name, None, problem)

    def share_output(self, most: int) -> None:
        """Give each experiment what was printed during it; the loading's own goes to the run."""
        head, *parts = b"".join(self.printed).decode(errors="replace").split(f"\n{self.mark}")
        self.run.output = self.run.output or shortened(harmless(head.strip("\n")), most)
        for part in parts:
            name, _, text = part.partition("\n")
            if text.strip() and name in self.run.results:
                output = shortened(harmless(text.strip("\n")), most)
                self.run.results[name] = replace(self.run.results[name], output=output)


def early_end(ending: str, status: int, job: Job) -> Problem:
    """An early end as a status and a sentence."""
    if ending == "silent":
        text = f"Stopped: no result after {job.kata.limits.wall:g} s."
        return Problem(Status.TIMED_OUT, "silent", text)
    if ending == "over_output":
        return Problem(Status.OVER_OUTPUT, ending, f"Stopped after printing {MOST_PRINTED >> 20} MB: print less.")
    if ending == "garbled":
        return Problem(Status.KILLED, ending, "Stopped: it wrote into the line that its results travel on.")
    if status == -24:  # SIGXCPU
        return Problem(Status.TIMED_OUT, "cpu", f"Stopped after {job.kata.limits.total:g} s of processor time in all.")
    how = f"signal {-status}" if status < 0 else f"exit code {status}"
    return Problem(Status.KILLED, ending, f"The process ended in the middle of it ({how}): does the code end it?")


def packed(job: Job, mark: str) -> bytes:
    """The job as the process inside reads it."""
    content = {
        "source": job.attempt.source,
        "filename": harmless(Path(job.attempt.path).name)[:100] or "attempt.py",
        "experiments": compiled(job.kata),
        "which": job.which if isinstance(job.which, str) else list(job.which),
        "seed": job.seed,
        "limits": asdict(job.kata.limits),
        "mark": mark,
    }
    return bytes(msgpack.packb(content))


def compiled(kata: Kata) -> bytes:
    """The kata's experiments as code for the same Python inside: compiled while that one is still starting."""
    try:
        return marshal.dumps(compile(kata.experiments.read_bytes(), str(kata.experiments), "exec", dont_inherit=True))
    except OSError as error:
        raise BrokenPack(f"{kata.experiments}: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        raise BrokenPack(f"{kata.experiments}: {error}") from error
