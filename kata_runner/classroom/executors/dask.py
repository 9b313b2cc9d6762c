"""The executor `dask`: a new cluster of local processes, or a running one (`--scheduler`).

The number of attempts in flight is limited, so that a hundred thousand do not flood the scheduler.
If a worker dies, Dask runs its attempts again; after several deaths this executor submits them
again. Each attempt is yielded once.
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
MAX_SUBMISSIONS = 3  # of a job; each submission survives three deaths of its worker
BATCH_SIZE = 8  # attempts: Dask takes about as long for a batch as a sandbox for an attempt
BATCHES_PER_THREAD = 3  # one that is running, the others queued
POLL_INTERVAL = 2.0  # seconds between queries of the cluster's size: workers join and leave
WORKER_TIMEOUT = 120.0  # seconds
PLACEHOLDER = Kata("", "", "", "", "", "", Path(), Path())  # the real one is sent once per batch
# Failures that would occur for every attempt.
REMOTE_ERRORS = {"broken": PackError, "isolation": IsolationUnavailableError}


class Dask:
    """Runs jobs on a Dask cluster."""

    def __init__(self, options: ExecutorOptions) -> None:
        """Raise UsageError if Dask is not installed or the scheduler's address is invalid."""
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
        self._capacity, self._last_poll = 0, 0.0
        self._katas: dict[Kata, tuple[bytes, dict[str, bytes]]] = {}

    def __enter__(self) -> Self:
        """Connect to a cluster or start one; raises EngineError if no worker starts in time."""
        mute_dask()
        try:
            with ExitStack() as stack:
                with ignore_sigint():
                    local = None if self.options.scheduler else self.start_cluster()
                    address = stack.enter_context(local) if local else self.options.scheduler
                client = self.distributed.Client(address, set_as_default=False)
                self.client = stack.enter_context(client)
                self.client.wait_for_workers(1, timeout=WORKER_TIMEOUT)
                self._stack = stack.pop_all()
        except (OSError, TimeoutError, ValueError) as error:
            where = self.options.scheduler or "a cluster of this machine's own"
            why = error or type(error).__name__
            raise EngineError(f"no Dask worker is available from {where}: {why}") from error
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
        """Disconnect from the cluster, and stop it if this executor started it."""
        with suppress(OSError, TimeoutError):
            self._stack.close()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with its run, when it ends."""
        waiting = iter(jobs)
        in_flight: dict[str, tuple[Sequence[Job], int]] = {}
        completed = self.distributed.as_completed(loop=self.client.loop)

        def send(batch: Sequence[Job], tries: int) -> None:
            future = self.submit(batch)
            in_flight[future.key] = batch, tries
            with translate_errors():
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
        """The maximum number of batches in flight."""
        if monotonic() - self._last_poll > POLL_INTERVAL:
            self._last_poll = monotonic()
            with translate_errors():
                threads = sum(self.client.nthreads().values())
            self._capacity = max(2, BATCHES_PER_THREAD * threads)
        return self._capacity

    def submit(self, batch: Sequence[Job]) -> Any:
        """Submit jobs as bytes, and return the future of the batch.

        Raises PackError for a file of the kata that cannot be read, and EngineError if the
        scheduler is lost.
        """
        kata = batch[0].kata
        if kata not in self._katas:
            self._katas[kata] = encode_kata(kata)
        jobs = [encode(replace(job, kata=PLACEHOLDER)) for job in batch]
        arguments = (jobs, *self._katas[kata], self.options.isolation, get_engine_version())
        with translate_errors():
            return self.client.submit(run_batch, *arguments, key=f"kata-{os.urandom(12).hex()}")

    def get_runs(self, future: Any, count: int) -> list[Run]:
        """Return the runs of a batch that has ended.

        Raises the PackError or IsolationUnavailableError that a worker reported, and EngineError if
        the scheduler is lost.
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
    """Raise EngineError for any error: Dask raises many kinds if its scheduler dies in a call."""
    try:
        yield
    except Exception as error:
        raise EngineError(SCHEDULER_LOST) from error


def mute_dask() -> None:
    """Keep Dask's logs off the terminal: if a worker dies, its attempts run on another one."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def ignore_sigint() -> Iterator[None]:
    """Make processes that are started meanwhile ignore Ctrl-C: this process stops them."""
    if current_thread() is not main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def describe_failure(future: Any) -> str:
    """Return why a batch has no result, on one line."""
    with suppress(Exception):
        error = future.exception(timeout=5)
        return " ".join(f"a worker failed: {type(error).__name__}: {error}".split())[:300]
    return f"a worker was lost ({future.status})"


def encode_kata(kata: Kata) -> tuple[bytes, dict[str, bytes]]:
    """Encode a kata without its folders, and read the files that a sandbox needs, by name.

    Raises PackError for a file that cannot be read.
    """
    paths = (kata.experiments, *map(kata.folder.joinpath, kata.data))
    try:
        files = {path.name: path.read_bytes() for path in paths}
    except OSError as error:
        raise PackError(f"kata {kata.id}: {error.filename}: {error.strerror}") from error
    return encode(replace(kata, folder=Path(), solutions=Path())), files
