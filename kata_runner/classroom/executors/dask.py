"""The executor `dask`: a cluster of processes on this machine, or one that runs (`--scheduler`).

The number of attempts in flight is bounded, so that a hundred thousand do not flood the scheduler.
An attempt whose worker died is run again by Dask, and after several deaths is submitted anew; each
is yielded once.
"""

from __future__ import annotations

import logging
import os
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import Any, Self

from kata_runner.classroom.executors.dask_worker import run_batch
from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.classroom.executors.msgpack_codec import decode, encode
from kata_runner.classroom.fingerprint import get_engine_version
from kata_runner.engine.in_flight import count_processors
from kata_runner.engine.job import Job, Run
from kata_runner.errors import EngineError, IsolationUnavailableError, PackError, UsageError
from kata_runner.model import Kata

ADDRESS = re.compile(r"(\w+://)?[^\s/]+:\d+/?")
SCHEDULER_LOST = "the Dask scheduler is gone: what was graded is kept, run the command again"
MAX_SUBMISSIONS = 3  # each survives three deaths of its worker
BATCH_SIZE = 8  # attempts: Dask takes about as long for a batch as a sandbox for an attempt
BATCHES_PER_THREAD = 3  # one that is worked on, and some at hand
POLL_INTERVAL = 2.0  # seconds after which the size of the cluster is asked for: workers come and go
WORKER_TIMEOUT = 120.0  # seconds
PLACEHOLDER = Kata("", "", "", "", "", "", Path(), Path())  # the real kata is sent once for a batch
REMOTE_ERRORS = {"broken": PackError, "isolation": IsolationUnavailableError}  # every attempt's


class Dask:
    """Runs jobs on a Dask cluster."""

    def __init__(self, options: ExecutorOptions) -> None:
        """Raise UsageError where Dask is not installed or the address is none."""
        try:
            import distributed
        except ImportError as error:
            raise UsageError(
                "--executor dask needs one more library: pip install 'kata-runner[dask]'"
            ) from error
        if options.scheduler and not ADDRESS.fullmatch(options.scheduler):
            raise UsageError(
                f"{options.scheduler!r:.60} is no scheduler's address: write tcp://HOST:PORT"
            )
        self.distributed: Any = distributed
        self.options = options
        self._stack = ExitStack()
        self._capacity, self._last_poll = 0, 0.0
        self._katas: dict[Kata, tuple[bytes, dict[str, bytes]]] = {}

    def __enter__(self) -> Self:
        """Connect, or start a cluster; raises EngineError when there is no worker in time."""
        mute_dask()
        try:
            with ignore_sigint():
                local = None if self.options.scheduler else self.start_cluster()
                address = self._stack.enter_context(local) if local else self.options.scheduler
            client = self.distributed.Client(address, set_as_default=False)
            self.client = self._stack.enter_context(client)
            self.client.wait_for_workers(1, timeout=WORKER_TIMEOUT)
        except (OSError, TimeoutError, ValueError) as error:
            self._stack.close()
            where = self.options.scheduler or "a cluster of this machine's own"
            why = error or type(error).__name__
            raise EngineError(f"no Dask worker is available from {where}: {why}") from error
        except BaseException:
            self._stack.close()
            raise
        return self

    def start_cluster(self) -> Any:
        """Start worker processes on this machine, with one thread and one sandbox each."""
        return self.distributed.LocalCluster(
            n_workers=self.options.workers or count_processors(),
            threads_per_worker=1,
            memory_limit=0,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )

    def __exit__(self, *exception: object) -> None:
        """Leave the cluster, and end it where it is our own."""
        with suppress(OSError, TimeoutError):
            self._stack.close()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with its run, as they end."""
        waiting = iter(jobs)
        in_flight: dict[str, tuple[Sequence[Job], int]] = {}
        completed = self.distributed.as_completed(loop=self.client.loop)

        def send(batch: Sequence[Job], tries: int) -> None:
            with translate_errors():
                future = self.submit(batch)
                in_flight[future.key] = batch, tries
                completed.add(future)

        while True:
            while len(in_flight) < self.capacity and (batch := list(islice(waiting, BATCH_SIZE))):
                send(batch, 1)
            if not in_flight:
                return
            with translate_errors():
                future = next(completed)
            sent, tries = in_flight.pop(future.key)
            for job, run in zip(sent, self.get_runs(future, len(sent)), strict=True):
                if run.fault and tries < MAX_SUBMISSIONS:
                    send([job], tries + 1)
                else:
                    yield job, run

    @property
    def capacity(self) -> int:
        """How many batches may be in flight."""
        if monotonic() - self._last_poll > POLL_INTERVAL:
            self._last_poll = monotonic()
            with translate_errors():
                threads = sum(self.client.nthreads().values())
            self._capacity = max(2, BATCHES_PER_THREAD * threads)
        return self._capacity

    def submit(self, batch: Sequence[Job]) -> Any:
        """Send jobs as bytes."""
        kata = batch[0].kata
        if kata not in self._katas:
            self._katas[kata] = encode_kata(kata)
        jobs = [encode(replace(job, kata=PLACEHOLDER)) for job in batch]
        arguments = (jobs, *self._katas[kata], self.options.isolation, get_engine_version())
        return self.client.submit(run_batch, *arguments, key=f"kata-{os.urandom(12).hex()}")

    def get_runs(self, future: Any, count: int) -> list[Run]:
        """Return a batch's runs.

        Raises PackError or IsolationUnavailableError as a worker did, EngineError without a
        cluster.
        """
        if future.status != "finished":
            if self.client.status != "running":
                raise EngineError(SCHEDULER_LOST)
            return [Run(fault=describe_failure(future))] * count
        with translate_errors():
            kind, content = future.result()
        if kind in REMOTE_ERRORS:
            raise REMOTE_ERRORS[kind](content)
        if kind == "fault":
            return [Run(fault=content)] * count
        try:
            return [decode(run) for run in content]
        except ValueError as error:
            return [Run(fault=str(error))] * count


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise EngineError for the many kinds of errors of Dask when its scheduler dies in a call."""
    try:
        yield
    except Exception as error:
        raise EngineError(SCHEDULER_LOST) from error


def mute_dask() -> None:
    """Keep Dask's logs off the terminal: the attempts of a worker that died run elsewhere."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def ignore_sigint() -> Iterator[None]:
    """Let processes that are started meanwhile ignore Ctrl-C: it is for this one to end them."""
    if current_thread() is not main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def describe_failure(future: Any) -> str:
    """Return why a worker gave no answer, on one line."""
    with suppress(Exception):
        error = future.exception(timeout=5)
        return " ".join(f"a worker failed: {type(error).__name__}: {error}".split())[:300]
    return f"a worker was lost ({future.status})"


def encode_kata(kata: Kata) -> tuple[bytes, dict[str, bytes]]:
    """Return a kata without its folders, and the files that a sandbox needs; raises PackError."""
    paths = (kata.experiments, *map(kata.folder.joinpath, kata.data))
    try:
        files = {path.name: path.read_bytes() for path in paths}
    except OSError as error:
        raise PackError(f"kata {kata.id}: {error.filename}: {error.strerror}") from error
    return encode(replace(kata, folder=Path(), solutions=Path())), files


EXECUTOR = Dask
