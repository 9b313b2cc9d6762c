"""The executor `dask`: a cluster of worker processes on this machine, or one that runs already (`--scheduler`).

A bounded number of attempts is on its way, so that a hundred thousand do not flood the scheduler. An attempt whose
worker died is run again elsewhere by Dask itself, and after several deaths by a fresh submission; each is yielded once.
"""

from __future__ import annotations

import logging
import os
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import Any

from kata_runner.classroom.conditions import engine_version
from kata_runner.classroom.dask_worker import work
from kata_runner.classroom.executors import Demand
from kata_runner.classroom.parcel import packed, unpacked
from kata_runner.engine.in_flight import count_processors
from kata_runner.engine.job import Job, Run
from kata_runner.errors import BrokenPack, EngineFault, IsolationUnavailable, WrongUse
from kata_runner.model import Kata

ADDRESS = re.compile(r"(\w+://)?[^\s/]+:\d+/?")
GONE = "the Dask scheduler is gone: what was graded is kept, run the command again"
MOST_SUBMISSIONS = 3  # each survives three deaths of its worker
BATCH = 8  # attempts in one parcel: Dask takes about as long for a parcel as a sandbox for an attempt
IN_FLIGHT = 3  # parcels for each thread of a worker: one that is worked on, and some at hand
LOOK_AGAIN = 2.0  # seconds after which the size of the cluster is asked for again: workers come and go
WAIT_FOR_WORKERS = 120.0
NO_KATA = Kata("", "", "", "", "", "", Path(), Path())  # in each job: the real one travels once for all of them
RAISED = {"broken": BrokenPack, "isolation": IsolationUnavailable}  # no other attempt would fare better


class Dask:
    """Runs jobs on a Dask cluster."""

    def __init__(self, demand: Demand) -> None:
        """Start nothing yet; raises WrongUse where Dask is not installed."""
        try:
            import distributed
        except ImportError as error:
            raise WrongUse("--executor dask wants one more library: pip install 'kata-runner[dask]'") from error
        if demand.scheduler and not ADDRESS.fullmatch(demand.scheduler):
            raise WrongUse(f"{demand.scheduler!r:.60} is no scheduler's address: write tcp://HOST:PORT")
        self.distributed: Any = distributed
        self.demand = demand
        self.owned = ExitStack()
        self.width, self.looked = 0, 0.0

    def __enter__(self) -> Dask:
        """Connect, or start a cluster; raises EngineFault when no worker is there in time."""
        silence()
        try:
            with uninterrupted():
                address = self.demand.scheduler or self.owned.enter_context(self.local_cluster())
            self.client = self.owned.enter_context(self.distributed.Client(address, set_as_default=False))
            self.client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS)
        except (OSError, TimeoutError, ValueError) as error:
            self.owned.close()
            where = self.demand.scheduler or "a cluster of this machine's own"
            raise EngineFault(f"no Dask worker to be had from {where}: {error or type(error).__name__}") from error
        except BaseException:
            self.owned.close()
            raise
        return self

    def local_cluster(self) -> Any:
        """Worker processes on this machine, with one thread and one sandbox each."""
        return self.distributed.LocalCluster(
            n_workers=self.demand.workers or count_processors(),
            threads_per_worker=1,
            memory_limit=0,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )

    def __exit__(self, *exception: object) -> None:
        """Leave the cluster, and end it where it is our own."""
        with suppress(OSError, TimeoutError):
            self.owned.close()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Each job with its run, as they end."""
        waiting = iter(jobs)
        on_the_way: dict[str, tuple[Sequence[Job], int]] = {}
        completed = self.distributed.as_completed(loop=self.client.loop)

        def send(batch: Sequence[Job], tries: int) -> None:
            with scheduler_there():
                future = self.submit(batch)
                on_the_way[future.key] = batch, tries
                completed.add(future)

        while True:
            while len(on_the_way) < self.room() and (fresh := list(islice(waiting, BATCH))):
                send(fresh, 1)
            if not on_the_way:
                return
            with scheduler_there():
                future = next(completed)
            batch, tries = on_the_way.pop(future.key)
            ended = list(zip(batch, self.runs_of(future, len(batch)), strict=True))
            again = [job for job, run in ended if run.fault and tries < MOST_SUBMISSIONS]
            for job in again:
                send([job], tries + 1)
            yield from ((job, run) for job, run in ended if job not in again)

    def room(self) -> int:
        """How many batches may be on their way."""
        if monotonic() - self.looked > LOOK_AGAIN:
            self.looked = monotonic()
            with scheduler_there():
                self.width = max(2, IN_FLIGHT * sum(self.client.nthreads().values()))
        return self.width

    def submit(self, batch: Sequence[Job]) -> Any:
        """Send jobs on their way, as bytes."""
        kata, files = travelling(batch[0].kata)
        jobs = [packed(replace(job, kata=NO_KATA)) for job in batch]
        key = f"kata-{os.urandom(12).hex()}"
        return self.client.submit(work, jobs, kata, files, self.demand.isolation, engine_version(), key=key)

    def runs_of(self, future: Any, count: int) -> list[Run]:
        """What came back; raises BrokenPack or IsolationUnavailable as a worker did, EngineFault without a cluster."""
        if future.status != "finished":
            if self.client.status != "running":
                raise EngineFault(GONE)
            return [Run(fault=why_lost(future))] * count
        with scheduler_there():
            kind, content = future.result()
        if kind in RAISED:
            raise RAISED[kind](content)
        if kind == "fault":
            return [Run(fault=content)] * count
        try:
            return [unpacked(run) for run in content]
        except ValueError as error:
            return [Run(fault=str(error))] * count


@contextmanager
def scheduler_there() -> Iterator[None]:
    """Raise EngineFault for whatever Dask raises, of many kinds, when its scheduler goes in the middle of a call."""
    try:
        yield
    except Exception as error:
        raise EngineFault(GONE) from error


def silence() -> None:
    """Keep Dask's own reports off the terminal: a worker's death is no news, its attempts run elsewhere."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C, as all processes do that are started meanwhile: it is for this one to end them."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def why_lost(future: Any) -> str:
    """Why a worker gave no answer, on one line."""
    with suppress(Exception):
        error = future.exception(timeout=5)
        return " ".join(f"a worker failed: {type(error).__name__}: {error}".split())[:300]
    return f"a worker was lost ({future.status})"


@lru_cache(maxsize=4)
def travelling(kata: Kata) -> tuple[bytes, dict[str, bytes]]:
    """A kata without its places on this machine, and the files a sandbox needs of it; raises BrokenPack."""
    try:
        files = {path.name: path.read_bytes() for path in (kata.experiments, *map(kata.folder.joinpath, kata.data))}
    except OSError as error:
        raise BrokenPack(f"kata {kata.id}: {error.filename}: {error.strerror}") from error
    return packed(replace(kata, folder=Path(), solutions=Path())), files


EXECUTOR = Dask
