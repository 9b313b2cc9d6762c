"""Hostile, broken and odd-but-right attempts: each gets the verdict in its first line and leaves nothing behind."""

from __future__ import annotations

import os
import re
import resource
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.source import read_attempt
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.grade import report_of
from kata_runner.model import Kata, Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugins import Plugins
from tests.engine.conftest import ROOT, SEED

ATTEMPTS = ROOT / "tests" / "attempts"
STRANGERS = sorted((ATTEMPTS / "strangers").glob("*.py"))
OTHERS = sorted((ATTEMPTS / "lstm_limitations").glob("*/*.py"))
NEIGHBOUR = ROOT / "solutions" / "lstm_limitations" / "solution.py"
PORT = 47113  # what `connect.py` goes for
PLACES = [Path("/tmp"), Path("/dev/shm"), Path.home(), Path.cwd()]


def header(path: Path) -> dict[str, str]:
    """The `# name: value` lines at the top of an attempt."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    lines = re.findall(r"^# (expect|at process): (.*?)\r?$", text, re.MULTILINE)
    return dict(lines)


def graded(kata: Kata, key: AnswerKey, level: str, paths: list[Path]) -> dict[Path, Report]:
    """The report of each attempt, all through one sandbox, with a good neighbour between any two."""
    plugins = Plugins([point for point in entry_points("kata_runner") if point.name == "scoring"])
    everything = [path for attempt in paths for path in (attempt, NEIGHBOUR)]
    with Sandbox(level) as sandbox:
        runs = sandbox.run_many((Job(kata, read_attempt(path), "graded", SEED) for path in everything), 4)
        reports = [report_of(job, run, key, plugins, sandbox.run_many) for job, run in runs]
    assert all(report.passed for report in reports if report.attempt.path == NEIGHBOUR), "a neighbour was spoiled"
    return {report.attempt.path: report for report in reports}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody whom an attempt may try to reach."""
    with socket.socket() as heard:
        heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        heard.bind(("127.0.0.1", PORT))
        heard.listen()
        heard.settimeout(0.0)
        yield heard


def printed(report: Report) -> str:
    """Everything an attempt printed."""
    return report.output + "".join(outcome.output for outcome in report.outcomes)


def canaries() -> list[Path]:
    """What attempts left where they could."""
    return [found for place in PLACES for found in place.glob("kata-canary*")]


def bury_canaries() -> None:
    """Remove them."""
    for found in canaries():
        found.rmdir() if found.is_dir() and not found.is_symlink() else found.unlink()


def was_reached(listener: socket.socket) -> bool:
    """Whether anybody connected."""
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize("level", ["full", "kernel", "process"])
def test_every_attempt_gets_its_verdict_and_leaves_nothing(
    lstm: Kata, key: AnswerKey, level: str, listener: socket.socket
) -> None:
    bury_canaries()
    environment = dict(os.environ)
    reports = graded(lstm, key, level, STRANGERS)
    found = {path.name: reports[path].status for path in STRANGERS}
    assert found == {path.name: header(path)["expect"] for path in STRANGERS}
    stolen = [path.name for path in STRANGERS if "STOLEN" in printed(reports[path])]
    left, reached = canaries(), was_reached(listener)
    bury_canaries()
    assert dict(os.environ) == environment
    if level == "process":
        allowed = {path.name for path in STRANGERS if "at process" in header(path)}
        assert set(stolen) <= allowed
    else:
        assert (stolen, left, reached) == ([], [], False)


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(STRANGERS) >= 60
    assert {header(path)["expect"] for path in STRANGERS} == {"passed", "failed", "unrunnable"}


@pytest.mark.parametrize("level", ["full", "kernel"])
def test_right_and_wrong_attempts_get_their_verdicts_at_every_walled_level(
    lstm: Kata, key: AnswerKey, level: str
) -> None:
    reports = graded(lstm, key, level, OTHERS)
    assert {path.name: reports[path].status for path in OTHERS} == {
        path.name: header(path)["expect"] for path in OTHERS
    }


def test_the_grader_stays_small(lstm: Kata, key: AnswerKey) -> None:
    graded(lstm, key, "full", [path for path in STRANGERS if "print" in path.name or "forge" in path.name])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 400_000, "kilobytes, of pytest and all it has loaded"


def test_nothing_that_steers_a_terminal_reaches_a_report(lstm: Kata, key: AnswerKey) -> None:
    path = ATTEMPTS / "strangers" / "print_controls.py"
    report = graded(lstm, key, "full", [path])[path]
    assert "owned" in printed(report)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", printed(report))
