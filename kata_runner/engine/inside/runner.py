"""The attempt's process: takes a job, runs experiments on the attempt, sends table after table.

It sends these messages: `Ready`; `Experiments` or `Broken`; `Layers`, those that hold; `Loaded` or
`Unloadable`; for each experiment in turn `TableResult` or `ProblemResult`, preceded by `Hurried`
when a function is called that had to be stopped before, and by `Calling` in a process that is
followed closely; `ResourceUsage` if requested; `Done`. Nothing in this module decides a verdict.

As a program, ``python runner.py FOLDERS... -- PACKAGES... --``, it is the cold form: kata, terms
and attempt are read from stdin, messages are written to the pipe that was stdout, and output of the
attempt to the pipe that was stderr. On Linux the last argument is the process id of the grader, and
the program forks a process for all this and only watches it.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

    from kata_runner.engine.inside.startup import omit

    omit()

    if sys.platform == "linux":
        from kata_runner.engine.inside.keeper import keep

        keep(int(sys.argv[-1]))

import io
import mmap
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from typing import Any, NoReturn

import msgpack

from kata_runner.cells import refuse_size
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.arguments_watch import ArgumentWatch
from kata_runner.engine.inside.attempt_loader import execute, get_module_name
from kata_runner.engine.inside.call_recorder import CallRecorder, TracingRecorder
from kata_runner.engine.inside.exceptions import describe_load_problem, describe_problem
from kata_runner.engine.inside.kata_loader import Experiment, NoTableError
from kata_runner.engine.inside.messages import encode_message, pack
from kata_runner.engine.inside.startup import arguments, load_packages
from kata_runner.engine.inside.timeout import Patience
from kata_runner.engine.inside.workload import Workload, make_workload
from kata_runner.table import Table

Send = Callable[[messages.Message], None]
Note = mmap.mmap
OUTPUT = 1  # the descriptor of the pipe that takes what the attempt prints
MAX_PACKED_CALLS = 1 << 16  # bytes of what the calls of an experiment returned
READY = encode_message(messages.Ready(messages.VERSION))
# Name of its file, mark before the output of each experiment (unique to the attempt), source.
Attempt = tuple[str, str, bytes]


def main() -> None:
    """Run one job, then exit, whatever the attempt left running."""
    folders, packages, _ = arguments()
    load_packages(folders, packages)
    answers, job_pipe = redirect_streams()

    def take() -> tuple[Workload, Attempt]:
        (_, code, data), (_, terms), attempt = map(
            msgpack.unpackb, msgpack.unpackb(read_all(job_pipe))
        )
        return make_workload(code, data, terms), attempt

    serve_attempt(answers, take, limit_process)


def serve_attempt(
    answers: int,
    take: Callable[[], tuple[Workload, Attempt]],
    lock: Callable[[Workload], list[str]],
    note: Note | None = None,
) -> NoReturn:
    """Take an attempt, run it, send the messages, and exit.

    `lock` applies the limits and returns the names of those that hold. `note` is memory that
    another process reads, for the name of the function that is called.
    """

    def send(message: messages.Message) -> None:
        write_all(answers, encode_message(message))

    code = 1
    try:
        write_all(answers, READY)
        assignment, attempt = take()
        write_all(answers, assignment.opening)
        if assignment.error is None:
            assignment.activate()
            send(messages.Layers(lock(assignment)))
            AttemptRunner(assignment, attempt, send, note).run_all()
        code = 0
    except BrokenPipeError:  # the grader closed the pipe
        code = 1
    try:
        sys.stdout.flush()  # the attempt may have replaced it, so it may do anything
    finally:
        os._exit(code)


def write_all(answers: int, data: bytes) -> None:
    """Write all data; raises BrokenPipeError if the grader closed the pipe."""
    while len(data) > (written := os.write(answers, data)):
        data = data[written:]


def redirect_streams() -> tuple[int, int]:
    """Return descriptors for answers and job, moved away from the standard streams, which the
    attempt uses; its output goes to the pipe that was stderr.
    """
    answers, job_pipe = os.dup(1), os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # for the whole process
    use_output(open_output())
    return answers, job_pipe


def open_output() -> io.TextIOWrapper:
    """Return a text stream to the grader, line-buffered; it stays open until the process ends."""
    binary = open(OUTPUT, "wb", closefd=False)  # noqa: SIM115
    return io.TextIOWrapper(binary, encoding="utf-8", errors="replace", line_buffering=True)


def use_output(output: io.TextIOWrapper) -> None:
    """Let a stream take the place of all of Python's own."""
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        setattr(sys, name, output)


def write_mark(mark: str) -> None:
    """Write the mark before the output of an experiment, whichever way that takes; the attempt may
    have closed the descriptor.
    """
    with suppress(OSError):
        os.write(OUTPUT, f"\n{mark}\n".encode())


def read_all(descriptor: int) -> bytes:
    """Read a pipe to its end."""
    with open(descriptor, "rb", buffering=0, closefd=False) as pipe:
        return pipe.read()


class AttemptRunner:
    """Runner of the experiments of an assignment on one attempt."""

    def __init__(
        self, assignment: Workload, attempt: Attempt, send: Send, note: Note | None = None
    ) -> None:
        """Store the parts; no code of the attempt runs yet."""
        self.assignment, self.send, self.note = assignment, send, note
        self.output = sys.stdout
        self.filename, self.mark, self.source = attempt

    def run_all(self) -> None:
        """Load the attempt and run every experiment on it."""
        recorder = self.load()
        if recorder is None:
            return
        begun = process_time()
        for experiment in self.assignment.experiments:
            self.run(experiment, recorder)
        if self.assignment.declare:
            self.send(messages.ResourceUsage(measure_peak_memory(), process_time() - begun))
        self.send(messages.Done())

    def load(self) -> CallRecorder | None:
        """Load the attempt and return a recorder of its calls; None if it cannot be loaded."""
        assignment = self.assignment
        try:
            with assignment.clock:
                name = get_module_name(self.filename, assignment.packages)
                module = execute(self.source, name, self.filename, assignment.importing)
        except BaseException as error:
            problem = describe_load_problem(error, self.filename, assignment.limits)
            self.send(messages.Unloadable(problem))
            return None
        self.flush()
        self.send(messages.Loaded())
        time = Patience(assignment.clock, assignment.allowance, assignment.stopped or {}, self.send)
        arguments = ArgumentWatch(named=assignment.declare) if assignment.watch else None
        if assignment.stopped is None:
            return CallRecorder(module, time, arguments, self.note)
        return TracingRecorder(
            module, time, arguments, lambda function: self.send(messages.Calling(function))
        )

    def run(self, experiment: Experiment, recorder: CallRecorder) -> None:
        """Run one experiment and send its table, or the problem in it."""
        recorder.begin(shown=experiment.declaration.shown)
        self.assignment.clock.allow(self.assignment.limits_of(experiment))
        if self.mark:  # there is none while the server warms up
            write_mark(f"{self.mark}{experiment.name}")
        try:
            with self.assignment.clock:
                table = experiment.table(recorder.implementation)
                if self.assignment.declare:
                    experiment.refuse_figure(table)
                content = pack((*to_wire(table), pack_calls(recorder)))
                answer: messages.Message = messages.TableResult(experiment.name, content)
        except BaseException as error:
            problem = self.describe(error, experiment, recorder)
            answer = messages.ProblemResult(experiment.name, problem, pack_calls(recorder))
        self.flush()
        self.send(answer)

    def describe(
        self, error: BaseException, experiment: Experiment, recorder: CallRecorder
    ) -> list[Any]:
        """Return the problem in an experiment: kind, text, traceback, line.

        A line of the experiment takes the place of a traceback; only its author sees it.
        """
        if isinstance(error, NoTableError):
            line = experiment.function.__code__.co_firstlineno
            return ["no_table", str(error), f"line {line}", 0]
        limits = self.assignment.limits_of(experiment)
        culprit = recorder.find_culprit(error)
        problem = describe_problem(error, self.filename, limits, culprit, recorder.classes)
        if problem[0] == "unusable" and (line := self.assignment.kata.line_of(error)):
            problem[2] = f"line {line}"
        return problem

    def flush(self) -> None:
        """Flush the output; the attempt may have closed it."""
        with suppress(Exception):
            self.output.flush()


def pack_calls(recorder: CallRecorder) -> bytes:
    """Return the calls of an experiment, packed: most attempts make the same ones, which the grader
    then decodes only once.

    Only the first calls are sent if all of them would be too large: they explain a failure, and
    decide nothing.
    """
    arguments = recorder.arguments_of_calls()
    calls = messages.Calls(recorder.calls, arguments, recorder.idle_calls())
    packed = pack(calls)
    while len(packed) > MAX_PACKED_CALLS and calls.returned:
        calls = calls._replace(returned=calls.returned[: len(calls.returned) // 2])
        packed = pack(calls)
    return packed


def to_wire(table: Table) -> tuple[Any, ...]:
    """Return a table as plain data; raises ValueError if it has more values than one may have."""
    refuse_size(len(table.rows) * len(table.columns))
    return table.columns, table.rows, table.formats, table.notes


def measure_peak_memory() -> int:
    """Return the peak memory of this process in KB; 0 if the system does not report it."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 10 if sys.platform == "darwin" else peak


def limit_process(assignment: Workload) -> list[str]:
    """Apply the operating system's limits and return the names of the layers that hold; on Windows,
    which has no such limits, only the grader's deadline applies.
    """
    try:
        from kata_runner.engine.inside import lockdown
    except ImportError:
        return []
    return ["rlimits"] if lockdown.limit_process(lockdown.get_bounds(assignment.limits)) else []


if __name__ == "__main__":
    main()
