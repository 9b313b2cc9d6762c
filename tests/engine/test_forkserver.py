"""The warm server: killed from outside, demanded where it cannot be had, rebuilt from its list of
calls.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from socket import socketpair

import pytest

from kata_runner.engine import interpreter
from kata_runner.engine.attempt_file import read_attempt
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.bubblewrap import bubblewrap
from kata_runner.engine.forkserver import ForkedAttempt, ForkServer
from kata_runner.engine.inside.policies import build
from kata_runner.engine.inside.server import DATA
from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError, IsolationUnavailableError, PackError
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Kata
from tests.helpers.servers import start_server
from tests.helpers.sources import attempt_of
from tests.helpers.strangers import SEED

RUNS = 60
DEAF = """\
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
print("deaf", flush=True)
time.sleep(600)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("level", ["full", "kernel"])
def test_the_death_of_the_server_costs_no_attempt_anything(
    lstm: Kata, key: AnswerKey, level: str
) -> None:
    def jobs() -> Iterator[Job]:
        for number in range(RUNS):
            if number in (10, 25, 45):
                assert isinstance(sandbox._backend, ForkServer)
                os.kill(sandbox._backend.pid, signal.SIGKILL)
            yield Job(lstm, read_attempt(lstm.reference), "graded", SEED)

    with Sandbox(level) as sandbox:
        runs = [run for _, run in sandbox.run_many(jobs(), 3)]
    assert len(runs) == RUNS
    assert not [run.fault for run in runs if run.fault]
    assert all(outcome.passed for run in runs for outcome in evaluate(key, run))


def test_a_server_that_cannot_say_how_a_child_ended_is_not_asked_for_another(lstm: Kata) -> None:
    server = start_server()
    server.wait()
    server.prepare(Job(lstm, attempt_of("")))
    life, remote_life = socketpair()
    data, remote_data = socketpair()
    child = ForkedAttempt(server, data, os.open(os.devnull, os.O_RDONLY), life)
    for remote in (remote_life, remote_data):
        remote.close()
    assert child.end(ExitReason.EXITED) is None
    with pytest.raises(EngineError, match="forked from is dead"):
        server.start()
    for descriptor in (child.answers, child.prints):
        os.close(descriptor)
    server.close()


def test_no_child_outlives_its_server(lstm: Kata) -> None:
    server = start_server()
    server.wait()
    job = Job(lstm, attempt_of(DEAF))
    server.prepare(job)
    child = server.start()
    child.give(job, "mark")
    assert os.read(child.prints, 100) == b"deaf\n"
    [number] = map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())
    os.kill(server.pid, signal.SIGKILL)
    late = time.monotonic() + 10
    while Path(f"/proc/{number}/fd/{DATA}").exists() and time.monotonic() < late:
        time.sleep(0.01)
    assert not Path(f"/proc/{number}/fd/{DATA}").exists()
    child.end()
    for descriptor in (child.answers, child.prints):
        os.close(descriptor)
    server.close()


def alive_in(groups: set[int]) -> list[int]:
    """The groups of which a process is left that is no mere entry for somebody to collect."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            state, _, group, *_ = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            found += [int(group)] if int(group) in groups and state != "Z" else []
    return found


@pytest.mark.thorough
def test_nothing_is_left_of_a_server_that_is_closed_while_it_starts() -> None:
    groups = set()
    for number in range(40):
        sandbox = Sandbox("full")
        assert isinstance(sandbox._backend, ForkServer)
        groups.add(sandbox._backend.pid)
        time.sleep(number / 4000)
        sandbox.close()
    deadline = time.monotonic() + 5
    while alive_in(groups) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive_in(groups)


def test_the_end_of_a_server_is_taken_note_of_when_the_next_is_started() -> None:
    server = start_server()
    server.wait()
    server.close()
    deadline = time.monotonic() + 5
    while alive_in({server.pid}) and time.monotonic() < deadline:
        time.sleep(0.01)
    start_server().close()
    with pytest.raises(ChildProcessError):
        os.waitpid(server.pid, os.WNOHANG)


def test_the_end_of_a_server_that_somebody_else_took_note_of_is_no_trouble() -> None:
    server = start_server()
    server.wait()
    server.close()
    os.waitpid(server.pid, 0)
    start_server().close()


def test_experiments_that_do_not_load_are_told_of_whoever_asks(lstm: Kata, tmp_path: Path) -> None:
    (tmp_path / "experiments.py").write_text("raise RuntimeError('not today')\n", encoding="utf-8")
    job = Job(replace(lstm, folder=tmp_path, data=()), read_attempt(lstm.reference))
    with Sandbox("kernel") as sandbox:
        for _ in range(2):
            with pytest.raises(PackError, match="RuntimeError: not today"):
                sandbox.run(job)


def test_a_kata_s_data_may_be_larger_than_a_packet(lstm: Kata, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("word " * 200_000, encoding="utf-8")
    experiments = """
from kata_runner import Table, data, experiment

WORDS = data("words.txt").split()

@experiment(points=1)
def count(impl):
    \"\"\"Counts.\"\"\"
    return Table.of(len(WORDS))
"""
    (tmp_path / "experiments.py").write_text(experiments, encoding="utf-8")
    with Sandbox("kernel") as sandbox:
        run = sandbox.run(Job(replace(lstm, folder=tmp_path, data=("words.txt",)), attempt_of("")))
    table = run.results["count"].table
    assert table is not None and table.rows == ((200_000,),)


def test_terms_change_from_job_to_job(lstm: Kata) -> None:
    reference = read_attempt(lstm.reference)
    with Sandbox("kernel") as sandbox:
        shown = sandbox.run(Job(lstm, reference, "shown"))
        one, other, same = (
            sandbox.run(Job(lstm, reference, ["candidate"], seed)) for seed in (0, 1, 0)
        )
    assert "candidate" not in shown.results and "nudge" in shown.results
    rows = [run.results["candidate"].table for run in (one, other, same)]
    assert rows[0] == rows[2] != rows[1]


def test_each_kata_finds_its_own_data_whichever_was_loaded_last(lstm: Kata, n_grams: Kata) -> None:
    with Sandbox("kernel") as sandbox:
        for kata in (n_grams, lstm, n_grams):
            run = sandbox.run(Job(kata, read_attempt(kata.reference), "shown"))
            assert not [result.problem for result in run.results.values() if result.problem]


def test_a_level_that_cannot_be_had_is_refused_and_never_lowered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(IsolationUnavailableError, match="bubblewrap is not installed"):
        Sandbox("full")


def test_without_bubblewrap_the_next_level_is_taken_and_named(
    lstm: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with Sandbox() as sandbox:
        run = sandbox.run(Job(lstm, read_attempt(lstm.reference), ["candidate"]))
    assert run.level == "kernel"
    assert set(run.layers) == {"landlock", "rlimits", "seccomp"}


def test_a_bubblewrap_that_does_not_start_is_not_relied_upon(
    lstm: Kata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho no permission >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with Sandbox() as sandbox:
        assert sandbox.level == "kernel"
    with (
        Sandbox("full") as sandbox,
        pytest.raises(IsolationUnavailableError, match="no permission"),
    ):
        sandbox.run(Job(lstm, read_attempt(lstm.reference)))


@pytest.mark.parametrize("architecture", build.ARCHITECTURES)
def test_the_filters_are_what_the_list_of_calls_gives(architecture: str) -> None:
    shipped = Path(build.__file__).with_name(f"{architecture}.bpf").read_bytes()
    assert build.export(build.ARCHITECTURES[architecture]) == shipped


def test_nothing_of_an_answer_is_visible_inside(lstm: Kata) -> None:
    for path in map(Path, interpreter.visible()):
        assert path not in (lstm.reference, *lstm.reference.parents)
        assert (
            not list(path.rglob("solution.py"))
            if path.is_dir() and "kata_runner" in path.parts
            else True
        )


def test_libraries_that_lie_in_a_hidden_folder_are_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = interpreter.standard_library()
    monkeypatch.setattr(interpreter, "hidden", lambda: [f"{library}/site-packages"])
    monkeypatch.setattr(
        interpreter, "own_files", lambda packages: [f"{library}/site-packages/numpy"]
    )
    walls = bubblewrap(interpreter.visible())
    assert (
        walls.index(library)
        < walls.index(f"{library}/site-packages")
        < walls.index(f"{library}/site-packages/numpy")
    )
