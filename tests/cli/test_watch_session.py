"""`kata watch` with tasks that end with an error: the newest save is graded, and it goes on."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from kata_runner.api import Grader
from kata_runner.cli.terminal import Terminal
from kata_runner.cli.watch_session import WatchSession
from kata_runner.errors import EngineError
from kata_runner.model import Attempt, Isolation, Kata, Report

TIMEOUT = 30.0  # seconds, on a busy machine
FIRST, SECOND, THIRD = b"first = 1\n", b"second = 2\n", b"third = 3\n"


class SteppedGrader:
    """A grader whose tasks wait until they may go on.

    Grading fails for one source, and the demo always.
    """

    def __init__(self, failing: bytes = b"") -> None:
        """No task may go on yet."""
        self.failing = failing
        self.graded: list[bytes] = []
        self.may_grade, self.may_demo, self.demo_begun = Event(), Event(), Event()

    def grade(self, kata: Kata, attempt: Attempt, **_: object) -> Report:
        """An empty report, or an error for the source that fails."""
        assert self.may_grade.wait(TIMEOUT)
        self.graded.append(attempt.source)
        if attempt.source == self.failing:
            raise EngineError("the sandbox ended: save again")
        return Report(kata, attempt, (), 0.0, 3.0, Isolation("full", ()), 0, 0.1)

    def demo(self, *_: object) -> None:
        """An error."""
        self.demo_begun.set()
        assert self.may_demo.wait(TIMEOUT)
        raise EngineError("the demo ended: press d again")


class NoTerminal:
    """A terminal that shows nothing."""

    size = (80, 24)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nothing to leave."""
        yield


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's file, and a home for progress."""
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "home"))
    return tmp_path / "softmax.py"


MakeSession = Callable[[SteppedGrader], WatchSession]


@pytest.fixture
def make_session(file: Path) -> MakeSession:
    """Makes a session that watches the file."""
    nowhere = Path("nowhere")
    kata = Kata("0.1", "softmax", "Softmax", "Phase", "Summary.", "pack", nowhere, nowhere)
    return lambda grader: WatchSession(
        kata, file, cast("Grader", grader), cast("Terminal", NoTerminal())
    )


def save(session: WatchSession, source: bytes) -> None:
    """Save the file, and let the session see it."""
    session.grade(Attempt(session.state.path, source, hashlib.sha256(source).hexdigest()))


def look_until(session: WatchSession, is_reached: Callable[[], object]) -> None:
    """Let the session handle what has ended until a state is reached."""
    end = time.monotonic() + TIMEOUT
    while not is_reached():
        assert time.monotonic() < end, session.state
        session.look()
        time.sleep(0.001)


def look_to_the_end(session: WatchSession) -> None:
    """Let the session handle all tasks."""
    look_until(session, lambda: not session.grading.pending)


@pytest.fixture(autouse=True)
def no_file_is_polled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves come from the tests alone."""
    monkeypatch.setattr("kata_runner.learner.saves.WatchedFile.poll", lambda _: None)


def test_a_save_that_waits_is_graded_after_one_whose_grading_fails(
    make_session: MakeSession,
) -> None:
    grader = SteppedGrader(failing=FIRST)
    session = make_session(grader)
    for source in (FIRST, SECOND):
        save(session, source)
    grader.may_grade.set()
    look_to_the_end(session)
    save(session, THIRD)
    look_to_the_end(session)
    assert grader.graded == [FIRST, SECOND, THIRD]
    assert session.state.report is not None
    assert session.state.report.attempt.source == THIRD


def test_after_a_grading_that_fails_the_error_is_shown_and_nothing_runs(
    make_session: MakeSession,
) -> None:
    grader = SteppedGrader(failing=FIRST)
    session = make_session(grader)
    save(session, FIRST)
    grader.may_grade.set()
    look_to_the_end(session)
    assert session.state.note == "the sandbox ended: save again"
    assert not session.is_grading


def test_a_demo_that_fails_does_not_end_the_grading_of_a_save(make_session: MakeSession) -> None:
    grader = SteppedGrader()
    session = make_session(grader)
    session.press("d")
    assert grader.demo_begun.wait(TIMEOUT)
    save(session, FIRST)
    grader.may_demo.set()
    look_until(session, lambda: session.state.note == "the demo ended: press d again")
    assert session.is_grading
    for source in (SECOND, THIRD):
        save(session, source)
    grader.may_grade.set()
    look_to_the_end(session)
    assert grader.graded == [FIRST, THIRD]


def test_a_prompt_for_a_file_that_is_missing_says_so_and_the_watch_goes_on(
    make_session: MakeSession,
) -> None:
    session = make_session(SteppedGrader())
    session.press("t")
    look_to_the_end(session)
    assert session.state.note.startswith(f"{session.state.path}: No such file or directory: ")


def test_a_prompt_that_cannot_be_started_says_so_and_the_watch_goes_on(
    make_session: MakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kata_runner.cli.watch_session.open_prompt", refuse)
    session = make_session(SteppedGrader())
    session.press("t")
    look_to_the_end(session)
    assert "the prompt cannot be opened: " in session.state.note
    assert session.state.note.endswith(": make room for its data")
