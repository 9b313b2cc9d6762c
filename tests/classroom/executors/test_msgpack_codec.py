"""Jobs and runs on their way to other machines and back."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path

import msgpack
import pytest

from kata_runner.authoring import Declaration
from kata_runner.classroom.executors.msgpack_codec import decode, encode
from kata_runner.engine.job import Cost, Job, Problem, Result, Run
from kata_runner.model import Attempt, Kata, Limits, Status
from kata_runner.table import Table, Tolerance

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path("katas/a"), Path("solutions/a"))

DECLARED = Declaration("one", "One", "It is one.", 2.0, ("two",), tolerance=Tolerance(1e-6, 0.0))


def test_a_job_comes_back_as_it_was() -> None:
    attempt = Attempt(Path("ada.py"), b"\xff\0", "abc")
    job = Job(KATA, attempt, ["one", "two"], 2**32 - 1, stopped={"f": 0.5}, allowance=1 / 3)
    back = decode(encode(job))
    assert (back.which, back.seed, back.stopped, back.allowance) == (
        ["one", "two"], 2**32 - 1, {"f": 0.5}, 1 / 3,
    )  # fmt: skip
    assert vars(back.attempt) == vars(attempt)
    assert (back.kata.folder, asdict(back.kata.limits)) == (KATA.folder, asdict(KATA.limits))


def test_a_run_comes_back_to_the_last_bit() -> None:
    table = Table(["n", "x"], [[1, 0.1 + 0.2], [2, math.inf]], {"x": ".2f"})
    calls = (("f", ("numbers", (), "scalar"), 3),)
    run = Run(
        names=["one", "two"],
        declarations=[DECLARED],
        results={
            "one": Result("one", table, None, calls, output="x"),
            "two": Result("two", None, Problem(Status.CRASHED, "crashed", "no", "line 3", 3)),
        },
        cost=Cost(40, 0.25),
        limits={"one": Limits(cpu=3.0)},
    )  # fmt: skip
    back = decode(encode(run))
    assert isinstance(back, Run)
    assert (back.names, back.cost) == (run.names, run.cost)
    assert back.limits["one"].cpu == 3.0
    assert asdict(back.declarations[0]) == asdict(DECLARED)
    one, two = back.results["one"], back.results["two"]
    assert one.table is not None and two.problem is not None
    assert (one.table.columns, one.table.rows, one.table.formats) == (
        table.columns, table.rows, table.formats,
    )  # fmt: skip
    assert (one.calls, two.table, two.problem) == (calls, None, run.results["two"].problem)
    assert two.problem.status is Status.CRASHED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        msgpack.packb(["Popen", {"args": "true"}]),
        msgpack.packb(["Cost", {"megabytes": 1}]),
        msgpack.packb(["Status", "great"]),
        msgpack.packb(["list"]),
        msgpack.packb(["Run", 5]),
        msgpack.packb(msgpack.ExtType(5, b"x")),
        b"\x91" * 2000,
    ],
    ids=["nothing", "garbage", "another type", "another field", "status", "no content", "no fields",
         "extension", "nested"],
)  # fmt: skip
def test_what_was_not_written_here_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(data)


def test_a_parcel_holds_plain_values_and_nothing_else(softmax_kata: Kata) -> None:
    table = Table(["a", "b"], [[1.5, float("inf")], [True, "x"]], {"a": ".2f"}, ["note"])
    problem = Problem(Status.CRASHED, "error", "text", "trace", 3)
    run = Run(
        ["one"],
        [Declaration("one", "One", "S.", 1.0)],
        {"one": Result("one", table, problem, (("f", ("n", (2,)), 1),))},
    )
    assert asdict(decode(encode(run))) == asdict(run)
    job = Job(softmax_kata, Attempt(Path("x.py"), b"\xff\0", "00"), ["one"], 7)
    assert asdict(decode(encode(job))) == asdict(job)


@pytest.mark.parametrize(
    "data", [b"", b"\xc1", b"\x92\xa3Run\x80\x80", b"\x92\xa4exec\x80", b"\x91\x01"]
)
def test_an_unreadable_parcel_is_told_from_others(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(data)
