"""Reports to record, and a home of their own for tests that call the learner's side in process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from kata_runner.learner.progress_store import Progress
from kata_runner.model import Attempt, Isolation, Kata, Outcome, Report, Status

MakeReport = Callable[..., Report]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that progress is kept in, which is not there yet."""
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def remarks(home: Path) -> list[str]:
    """What was said of the file."""
    return []


@pytest.fixture
def progress(remarks: list[str]) -> Progress:
    """Progress in that home."""
    return Progress(remarks.append)


def make_kata(name: str = "softmax", number: str = "0.1", needs: tuple[str, ...] = ()) -> Kata:
    """A kata whose files are nowhere."""
    nowhere = Path("nowhere")
    return Kata(number, name, name.title(), "Phase", "Summary.", "pack", nowhere, nowhere, needs)


def make_report(score: float, source: bytes = b"", kata: Kata | None = None) -> Report:
    """A report of an attempt at a kata of 3 points in one experiment."""
    status = Status.PASSED if score == 3 else Status.FAILED
    source = source or f"x = {score}".encode()
    attempt = Attempt(Path("softmax.py"), source, hashlib.sha256(source).hexdigest())
    outcome = Outcome("three", "Three.", status, score, 3.0)
    walls = Isolation("full", ())
    return Report(kata or make_kata(), attempt, (outcome,), score, 3.0, walls, 0, 0.1)


@pytest.fixture
def full_disk() -> Callable[[], AbstractContextManager[None]]:
    """A context in which files can be created, and nothing can be written to them."""
    resource = pytest.importorskip("resource", reason="there are no limits to set")

    @contextmanager
    def refuse_writes() -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return refuse_writes
