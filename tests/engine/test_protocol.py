"""The protocol of one attempt's process, without a process: whose fault an early end is."""

from __future__ import annotations

from pathlib import Path

import msgpack
import pytest

from kata_runner.engine import protocol
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.early_end import MAX_ANSWERS, MAX_PRINTED
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.timeout import extra_seconds
from kata_runner.engine.job import Job, Run
from kata_runner.engine.protocol import STARTUP, Session
from kata_runner.model import Attempt, Kata, Limits, Status

KATA = Kata("0.1", "a", "A", "", "", "here", Path(), Path(), limits=Limits(cpu=1, wall=2))
READY = messages.Ready(messages.VERSION)
EXPERIMENTS = messages.Experiments(["one", "two"], [], [])
SETUP = (READY, EXPERIMENTS, messages.Layers(["seccomp"]))
NO_CALLS = msgpack.packb([[], [], []])
PROBLEM = messages.ProblemResult("one", ["unusable", "It is wrong.", "", 3], NO_CALLS)
NEXT = messages.ProblemResult("two", ["unusable", "So is this.", "", 0], NO_CALLS)


class Clock:
    """The time that a session sees."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(protocol, "monotonic", clock)
    return clock


@pytest.fixture
def session(clock: Clock) -> Session:
    return Session(Job(KATA, Attempt(Path("a.py"), b"", "")), Run(), 5.0)


def send(session: Session, *sent: messages.Message) -> None:
    session.take_answers(b"".join(map(messages.encode_message, sent)))


def test_messages_in_their_order_come_to_a_done(session: Session) -> None:
    send(session, *SETUP, messages.Loaded(), PROBLEM, NEXT, messages.Done())
    session.record_early_end(0)
    assert session.ending is ExitReason.DONE
    assert (session.run.layers, session.run.missing, session.run.fault) == (("seccomp",), [], "")
    problem = session.run.results["one"].problem
    assert problem is not None
    assert (problem.text, problem.line) == ("It is wrong.", 3)


def test_bytes_may_come_one_by_one(session: Session) -> None:
    for message in (*SETUP, messages.Loaded()):
        for byte in messages.encode_message(message):
            session.take_answers(bytes([byte]))
    assert (session.ending, session.running) == (ExitReason.RUNNING, "one")


@pytest.mark.parametrize(
    "sent",
    [
        (EXPERIMENTS,),
        (READY, READY),
        (*SETUP, messages.Done()),
        (*SETUP, messages.Loaded(), NEXT),
        (*SETUP, messages.Loaded(), PROBLEM, PROBLEM),
        (*SETUP, messages.Loaded(), messages.Layers([])),
        (*SETUP, messages.Loaded(), PROBLEM, messages.Done()),
        (*SETUP, messages.Unloadable(["odd"])),
    ],
    ids=["no greeting", "twice", "not loaded", "out of turn", "a result twice", "walls later",
         "too early", "no problem"],
)  # fmt: skip
def test_what_is_out_of_order_ends_it(session: Session, sent: tuple[messages.Message, ...]) -> None:
    send(session, *sent)
    assert session.ending is ExitReason.PROTOCOL_ERROR


def test_what_needs_another_memory_limit_is_left_to_another_process(session: Session) -> None:
    two = messages.Experiments(["one", "two"], [], [["two", [["memory_mb", 2048]]]])
    send(session, READY, two, SETUP[-1], messages.Loaded(), PROBLEM, messages.Done())
    assert (session.ending, session.run.missing) == (ExitReason.DONE, ["two"])


def test_garbage_ends_it(session: Session) -> None:
    session.take_answers(b"\xc1")
    assert session.ending is ExitReason.PROTOCOL_ERROR
    send(session, READY)
    assert session.ending is ExitReason.PROTOCOL_ERROR


def test_another_release_is_our_fault(session: Session) -> None:
    send(session, messages.Ready(messages.VERSION + 1))
    session.record_early_end(None)
    assert session.ending is ExitReason.VERSION
    assert "install the same release everywhere" in session.run.fault


def test_before_a_line_of_the_attempt_has_run_an_end_is_our_fault(session: Session) -> None:
    send(session, READY)
    session.take_prints(b"no memory\nleft")
    session.take_answers(b"")
    session.record_early_end(-9)
    assert session.run.fault == (
        "the process for attempts ended early (died, status -9): no memory left: "
        "`kata doctor` and `ulimit -a` show what it may lack"
    )
    assert not session.run.results and session.run.unloadable is None


def test_while_it_loads_an_end_is_the_attempt_s(session: Session) -> None:
    send(session, *SETUP)
    session.take_answers(b"")
    session.record_early_end(3)
    assert session.run.unloadable is not None and session.run.fault == ""
    assert "exit code 3" in session.run.unloadable.text


def test_an_end_costs_the_experiment_that_was_running(session: Session) -> None:
    send(session, *SETUP, messages.Loaded(), PROBLEM)
    session.expire()
    session.record_early_end(-9)
    assert list(session.run.results) == ["one", "two"]
    problem = session.run.results["two"].problem
    assert problem is not None and problem.status is Status.TIMED_OUT


def test_a_kata_that_does_not_load_is_told_on_one_line(session: Session) -> None:
    send(session, READY, messages.Broken("no\nsuch\x1b name", 7))
    assert (session.run.broken, session.run.broken_line) == (r"no such\x1b name", 7)
    assert session.ending is ExitReason.DONE


def test_deadlines_are_ours_until_it_runs_and_then_the_kata_s(
    session: Session, clock: Clock
) -> None:
    assert session.expires == 100.0 + STARTUP
    send(session, *SETUP)
    assert session.expires == 100.0 + KATA.limits.wall
    send(session, messages.Loaded())
    clock.now = 101.5
    send(session, PROBLEM)
    assert session.expires == 101.5 + KATA.limits.wall
    clock.now = 104.5
    send(session, messages.Calling("f"))
    assert session.expires == 101.5 + KATA.limits.wall
    assert session.left == 0.5
    session.postpone(1.0)
    assert session.left == 1.5


def test_all_of_its_time_has_an_end(session: Session, clock: Clock) -> None:
    send(session, *SETUP, messages.Loaded())
    clock.now = 104.0
    send(session, PROBLEM)
    assert session.expires == 105.0


def test_too_many_answers_and_prints_end_it(session: Session) -> None:
    session.take_prints(b"x" * MAX_PRINTED)
    assert not session.ending
    session.take_prints(b"x")
    assert session.ending == "over_output"
    other = Session(session.job, Run(), 5.0)
    other.take_answers(b"\xc0" * (MAX_ANSWERS + 1))
    assert other.ending is ExitReason.RESULT_LIMIT


def test_what_is_printed_goes_to_the_experiment_that_printed_it(session: Session) -> None:
    send(session, *SETUP, messages.Loaded(), PROBLEM, NEXT, messages.Done())
    session.take_prints(f"loading\n\n{session.mark}one\nfirst\n\n{session.mark}odd\nlost".encode())
    session.record_early_end(0)
    assert session.run.output == "loading"
    assert [session.run.results[name].output for name in ("one", "two")] == ["first", ""]


def test_experiments_with_limits_of_their_own_give_more_time_to_all() -> None:
    own = [Limits(cpu=4, wall=2), Limits(cpu=1, wall=7), Limits(cpu=0.5, wall=1)]
    assert extra_seconds(vars(KATA.limits), map(vars, own)) == 3 + 5
