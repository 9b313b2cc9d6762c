"""The attempt's process: takes a job, runs experiments on the attempt, answers table by table.

The job comes as one msgpack map, and these answers go out: ``ready``, ``experiments names declarations`` or
``broken``, ``limits names``, ``loaded`` or ``unloadable problem``, and for each experiment in its turn ``table …`` or
``problem …``, ``calling function`` before it in a process that is followed closely; ``cost peak seconds`` if that was
asked for; at last ``done``. Nothing that decides a verdict is in here.

As a program, ``python child.py FOLDERS... -- PACKAGES... --``, it is the cold form: the job is on stdin, answers go out
through what was stdout, and what the attempt prints through what was stderr.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

import importlib
import zlib
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from typing import Any, NoReturn

import msgpack
import numpy as np

from kata_runner.authoring import declaration_of
from kata_runner.engine.inside.arguments import arguments
from kata_runner.engine.inside.clock import TimeLimit
from kata_runner.engine.inside.experiments import experiments_of, packed
from kata_runner.engine.inside.implementation import Implementation, ToldImplementation
from kata_runner.engine.inside.prints import Printed
from kata_runner.engine.inside.problems import load_problem, problem_of
from kata_runner.engine.inside.source import execute, importer, module_name
from kata_runner.table import MOST_CELLS, Table

Send = Callable[..., None]
RANDOM = np.random.RandomState()


def as_float(value: int) -> float:
    """For a whole number too large for the wire the nearest float, infinite where there is none."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


# One for everything that is sent, for each has a buffer of 256 KB: half a surrogate pair, which no text outside may
# hold, becomes a question mark.
PACKER = msgpack.Packer(default=as_float, unicode_errors="replace")


def main() -> None:
    """Work on one job, and end this process whatever the attempt left running."""
    folders, packages, _ = arguments()
    load_packages(folders, packages)
    answers, job_pipe = private_streams()
    work(answers, job_pipe, limit_process)


def load_packages(folders: list[str], packages: list[str]) -> None:
    """Import what attempts may import, then take the folders off the search path: no attempt finds more in them."""
    for package in packages:
        importlib.import_module(package)
    sys.path[:] = [entry for entry in sys.path if entry not in folders]


def work(answers: int, job_pipe: int, lock: Callable[[dict[str, float]], list[str]]) -> NoReturn:
    """Take a job from one pipe, answer on another, and exit; `lock` puts up the limits and names those that hold."""

    def send(*message: Any) -> None:
        data = memoryview(wired(message))
        while data:
            data = data[os.write(answers, data) :]

    code = 1
    with suppress(BrokenPipeError):
        send("ready")
        job = msgpack.unpackb(read_all(job_pipe))
        serve(job, send, lock)
        code = 0
    with suppress(BaseException):
        sys.stdout.flush()
    os._exit(code)


def private_streams() -> tuple[int, int]:
    """Move answers and job away from the standard streams, which are the attempt's: printing goes to stderr's pipe."""
    answers, job_pipe = os.dup(1), os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # lives as long as the process
    sys.stdout = sys.stderr = Printed()
    return answers, job_pipe


def read_all(descriptor: int) -> bytes:
    """Everything up to the end of a pipe."""
    parts = []
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
    return b"".join(parts)


def serve(job: dict[str, Any], send: Send, lock: Callable[[dict[str, float]], list[str]]) -> None:
    """Load the experiments, then put up the limits, then load the attempt and try every experiment on it."""
    try:
        functions = experiments_of(job)
    except Exception as error:
        send("broken", f"{type(error).__name__}: {error}")
        return
    declarations = [declaration_of(function) for function in functions]
    names = [declaration.name for declaration in declarations]
    send("experiments", names, list(map(packed, declarations)) if job["declare"] else [])
    send("limits", lock(job["limits"]))
    clock = TimeLimit(job["limits"])
    implementation = load_attempt(job, clock, send)
    if implementation is not None:
        begun = process_time()
        for function in functions:
            run(function, implementation, job, clock, send)
        if job["declare"]:
            send("cost", peak_memory(), process_time() - begun)
        send("done")


def load_attempt(job: dict[str, Any], clock: TimeLimit, send: Send) -> Implementation | None:
    """The attempt as an implementation, or a message why not."""
    filename = job["filename"]
    try:
        with clock:
            name = module_name(filename, job["packages"])
            module = execute(job["source"], name, filename, importer(job["packages"]))
    except BaseException as error:
        send("unloadable", load_problem(error, job))
        return None
    send("loaded")
    if job["hung"] is None:
        return Implementation(module)
    return ToldImplementation(module, job["hung"], lambda function: send("calling", function))


def run(
    function: Callable[..., Table], implementation: Implementation, job: dict[str, Any], clock: TimeLimit, send: Send
) -> None:
    """One experiment: its table, or what went wrong in it."""
    declaration = declaration_of(function)
    implementation.begin()
    if isinstance(sys.stdout, Printed):
        sys.stdout.pending = f"\n{job['mark']}{declaration.name}\n"
    arguments = [implementation] if declaration.shown else [implementation, generator(job["seed"], declaration.name)]
    try:
        with clock:
            table = function(*arguments)
            answer = ["table", declaration.name, wired((*contents(table), wired(implementation.calls)))]
    except BaseException as error:
        problem = problem_of(error, job, implementation.current)
        answer = ["problem", declaration.name, problem, wired(implementation.calls)]
    with suppress(Exception):
        sys.stdout.flush()
    send(*answer)


def wired(value: Any) -> bytes:
    """Plain data as it travels."""
    return bytes(PACKER.pack(value))


def contents(table: Table) -> tuple[Any, ...]:
    """A table as plain data; raises ValueError for one of more than `MOST_CELLS` values."""
    if (count := len(table.rows) * len(table.columns)) > MOST_CELLS:
        raise ValueError(f"{count:,} values came, and a table holds {MOST_CELLS:,} at most")
    return table.columns, table.rows, table.formats, table.notes


def generator(seed: int, name: str) -> np.random.RandomState:
    """A stream of a probe's own: `RandomState`, whose numbers are frozen for good (NEP 19).

    There is one, seeded anew for each probe: making one takes ten times as long.
    """
    RANDOM.seed(zlib.crc32(f"{seed} {name}".encode()))
    return RANDOM


def peak_memory() -> int:
    """The most memory that this process ever had, in KB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 10 if sys.platform == "darwin" else peak


def limit_process(limits: dict[str, float]) -> list[str]:
    """Put up the operating system's own limits, where it has them; Windows leaves it to the grader's deadline."""
    try:
        from kata_runner.engine.inside import lockdown
    except ImportError:
        return []
    return ["rlimits"] if lockdown.limit_process(limits) else []


if __name__ == "__main__":
    main()
