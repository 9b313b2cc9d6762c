"""Whatever bytes an attempt sends, the grader reads an answer or refuses it, and nothing else
happens.
"""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from time import monotonic, perf_counter

import msgpack
import pytest

from kata_runner import control, figure
from kata_runner.cells import MAX_CELLS
from kata_runner.engine.attempt_file import read_attempt
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.decoding import to_declared_control, to_figure
from kata_runner.engine.early_end import MAX_ANSWERS
from kata_runner.engine.inside.messages import VERSION
from kata_runner.engine.job import Job, Run
from kata_runner.engine.protocol import Session
from kata_runner.model import Kata, Status

CALLS = msgpack.packb([[["f", ["numbers", [2], "array"], 3]], [["f", [[0, "x"]], []]], ["f"]])


def table(*content: object) -> list[object]:
    """The message with a packed table: columns, rows, formats, notes, calls."""
    return ["table", "candidate", msgpack.packb(content)]


TABLE = table(["c[0]", "c[1]"], [[0.5, 1], ["x", True]], {"c[0]": ".4f"}, ["a note"], CALLS)
PROBLEM = ["problem", "candidate", ["crashed", "text", "trace", 3], CALLS]
TALK = [
    ["ready", VERSION],
    ["experiments", ["candidate", "nudge"], [], []],
    ["limits", ["rlimits"]],
    ["loaded"],
]
CRAFTED = [
    b"\xc1",
    b"\x91" * 1_000_000,
    b"\xdd\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
    b"\xdb\xff\xff\xff\xff",
    b"\xd4\x01\x00",
    b"\x81\x01\x02",
    b"\x93\xa5table\x01\x02",
    msgpack.packb(["table", None, None]),
    msgpack.packb(["table", "candidate", ["a"]]),
    *(
        msgpack.packb(["table", "candidate", content])
        for content in (
            b"",
            b"\xc1",
            b"\x91" * 1_000_000,
            b"\xdd\xff\xff\xff\xff",
            b"\xc0",
            b"\x95\xc0\xc0\xc0\xc0\xc0",
        )
    ),
    msgpack.packb(table(["a"], [[None]], {}, [], CALLS)),
    msgpack.packb(table(["a"], [[b"x"]], {}, [], CALLS)),
    msgpack.packb(table(["a"], [[1, 2]], {}, [], CALLS)),
    msgpack.packb(table(["a"], [[1]], {"a": "999999999d"}, [], CALLS)),
    msgpack.packb(table(["a"], [[1]], {}, [], b"\x91" * 5000)),
    msgpack.packb(table(["a"], [[1]], {}, [], msgpack.packb([[["f", ["parts"], 1]], []]))),
    msgpack.packb(["problem", "candidate", ["crashed", 1, 2, 3], CALLS]),
    msgpack.packb(table(["a", "b"], [[1, 2]] * (MAX_CELLS // 2 + 1), {}, [], CALLS)),
    msgpack.packb(["cost", "much", 1.0]),
    msgpack.packb(["calling", 7]),
    msgpack.packb(["hurried", "lstm_step", float("nan")]),
    msgpack.packb(["hurried", "lstm_step", -1.0]),
    msgpack.packb(["hurried", "lstm_step", 1]),
    msgpack.packb(["hurried", 7, 0.5]),
    msgpack.packb(["arguments", msgpack.packb([])]),
    *(
        msgpack.packb(table(["a"], [[1]], {}, [], msgpack.packb([[], arguments, []])))
        for arguments in (
            [["lstm_step", [[0, ""]]]],
            [["lstm_step", [["x", 0]], []]],
            [["lstm_step", [[0, ""]] * 1000, []]],
            [["lstm_step", [], []]] * 1000,
            [["lstm_step", [[0, ""]] * 250, []]] * 20,
            [["lstm_step", [], [[0, ""]] * 250]] * 20,
            "lstm_step",
        )
    ),
    msgpack.packb(table(["a"], [[1]], {}, [], msgpack.packb([]))),
    msgpack.packb(["done"]),
    msgpack.packb(["ready", VERSION]),
    msgpack.packb(["ready"]),
]


@pytest.fixture
def job(lstm: Kata) -> Job:
    return Job(lstm, read_attempt(lstm.reference))


def said(job: Job, data: bytes) -> Session:
    """A session in the middle of its talk, and then these bytes."""
    session = Session(job, Run(), 10.0)
    session.take_answers(b"".join(map(msgpack.packb, TALK)))
    session.take_answers(data)
    return session


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The data with a few bytes changed, dropped or doubled."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(found))
        kind = dice.randrange(3)
        if kind == 0:
            found[place] = dice.randrange(256)
        elif kind == 1 and len(found) > 1:
            del found[place]
        else:
            found[place:place] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 9)))
    return bytes(found)


@pytest.fixture(scope="module")
def collected() -> None:
    """No garbage of earlier tests is left to be collected while the time is taken."""
    gc.collect()


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("data", CRAFTED, ids=range(len(CRAFTED)))
def test_a_crafted_answer_is_refused_at_once(job: Job, data: bytes) -> None:
    begun = perf_counter()
    session = said(job, data)
    assert perf_counter() - begun < 0.5
    assert session.ending in ("garbled", "done", "")
    assert not session.run.results


def test_three_thousand_mutated_answers_harm_nobody(job: Job) -> None:
    dice = random.Random(20)
    endings = set()
    for _ in range(3000):
        whole = msgpack.packb(dice.choice([TABLE, PROBLEM]))
        session = said(job, mutated(whole, dice))
        session.take_answers(b"")
        session.record_early_end(0)
        endings.add(session.ending)
        assert {result.name for result in session.run.results.values() if result.table} <= {
            "candidate"
        }
    assert endings == {"garbled", "died"}


@pytest.mark.parametrize(
    "early", [["done"], TABLE, ["loaded"], ["ready", VERSION]], ids=lambda message: str(message[0])
)
def test_a_message_before_its_turn_is_not_believed(job: Job, early: list[object]) -> None:
    session = Session(job, Run(), 10.0)
    session.take_answers(msgpack.packb(["ready", VERSION]) + msgpack.packb(early))
    assert session.ending == "garbled"
    assert not session.run.results


def test_an_experiment_cannot_be_answered_twice_or_out_of_turn(job: Job) -> None:
    later = [*TABLE]
    later[1] = "nudge"
    assert said(job, msgpack.packb(later)).ending == "garbled"
    assert said(job, msgpack.packb(TABLE) * 2).ending == "garbled"


def test_the_same_answer_of_many_attempts_is_read_once(job: Job) -> None:
    sessions = [said(job, msgpack.packb(TABLE)) for _ in range(2)]
    first, second = (session.run.results["candidate"] for session in sessions)
    assert first is second
    other = said(job, msgpack.packb(table(["c[0]"], [[0.5]], {}, [], CALLS))).run.results[
        "candidate"
    ]
    assert other.table and other.table.rows == ((0.5,),)


def test_answers_without_end_are_over_a_limit_and_not_an_attack(job: Job) -> None:
    session = said(job, msgpack.packb(TABLE) + b"\x97\xa5table\xa5nudge\xdd\x00\x00\x7f\xff")
    for _ in range(MAX_ANSWERS >> 16):
        session.take_answers(b"\xdb\x00\x00\xff\xff" + b"x" * 0xFFFF)
    assert session.ending == "over_answers"
    session.record_early_end(-9)
    problem = session.run.results["nudge"].problem
    assert problem is not None
    assert (problem.status, problem.text) == (
        Status.OVER_OUTPUT,
        "Stopped: its results take more than 4 MB.",
    )


def test_what_is_slow_before_the_attempt_is_loaded_is_not_its_own(job: Job) -> None:
    session = Session(job, Run(), 10.0)
    session.take_answers(b"".join(map(msgpack.packb, TALK[:2])))
    assert session.expires - monotonic() > 50
    session.take_answers(msgpack.packb(TALK[2]))
    assert session.expires - monotonic() <= job.kata.limits.wall
    assert 9.0 < session.left <= 10.0


def test_saying_where_it_is_gives_an_attempt_no_more_time(job: Job) -> None:
    session = said(job, msgpack.packb(TABLE))
    before = session.expires
    session.take_answers(msgpack.packb(["calling", "lstm_step"]))
    assert (session.expires, session.calling) == (before, "lstm_step")


def test_a_process_of_another_release_is_a_fault_of_the_installation(job: Job) -> None:
    session = Session(job, Run(), 10.0)
    session.take_answers(msgpack.packb(["ready", VERSION + 1]))
    session.record_early_end(None)
    assert session.ending is ExitReason.VERSION
    assert session.run.fault == (
        f"a process for an attempt speaks version {VERSION + 1} of the protocol, "
        f"expected {VERSION}: install the same release everywhere"
    )


FIGURE = ["lines", "x", ["a", "b"], "", "y", "", False, 1e-6]


def test_a_declared_picture_and_its_controls_arrive_as_they_were_declared() -> None:
    assert to_figure(FIGURE) == figure.lines("x", ["a", "b"], log=True, floor=1e-6)
    assert to_figure([]) is None
    [declared] = control(rate=(0, 2))
    assert to_declared_control(["rate", 0, 2, 1.5]) == replace(declared, default=1.5)


@pytest.mark.parametrize("place", range(8))
@pytest.mark.parametrize("value", [None, 7, "z", [1], b"x"], ids=repr)
def test_a_picture_that_nobody_can_declare_is_refused(place: int, value: object) -> None:
    packed = [*FIGURE[:place], value, *FIGURE[place + 1 :]]
    if (place, value) not in [(1, "z"), (2, "z"), (5, "z"), (7, 7)]:
        with pytest.raises(ValueError, match=r"."):
            to_figure(packed)


@pytest.mark.parametrize(
    "packed",
    [[], ["a", 1, 0, 0.5], ["a", 0, 1, 2], ["a", 0, 1, "0"], [1, 0, 1, 0.5], "a"],
    ids=repr,
)
def test_a_control_that_nobody_can_declare_is_refused(packed: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_declared_control(packed)
