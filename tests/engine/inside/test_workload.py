"""What is the same for every attempt: which experiments, in which words they are announced, what
can go wrong.
"""

from __future__ import annotations

import marshal
from types import ModuleType
from typing import Any

import msgpack
import pytest

from kata_runner.authoring import experiment, probe
from kata_runner.engine.inside.kata_loader import Loaded, load
from kata_runner.engine.inside.workload import Workload
from kata_runner.table import Table

LIMITS = {"cpu": 1.0, "wall": 1.0, "total": 10.0, "memory_mb": 100}


@experiment()
def only_shown(impl: Any) -> Table:
    """Is shown."""
    return Table.of(impl.one())


@experiment(points=1, title="Both")
def shown_and_graded(impl: Any) -> Table:
    """Is shown and graded."""
    return Table.of(impl.one())


@probe(points=2, needs=[shown_and_graded])
def only_graded(impl: Any, rng: Any) -> Table:
    """Is graded."""
    return Table.of(impl.one(), rng.normal())


@probe(points=1, inputs=lambda rng: [][rng.randint(1)])
def without_inputs(impl: Any, value: Any) -> Table:
    """Has inputs that cannot be made."""
    return Table.of(impl.one(), value)


def leaving(rng: Any) -> Any:
    raise SystemExit("no more")


@probe(points=1, inputs=leaving)
def with_an_exit(impl: Any, value: Any) -> Table:
    """Has inputs whose making ends the process."""
    return Table.of(impl.one(), value)


def for_ever(rng: Any) -> Any:
    while True:
        rng.normal()


@probe(points=1, inputs=for_ever)
def awaited_inputs(impl: Any, value: Any) -> Table:
    """Has inputs that never come."""
    return Table.of(impl.one(), value)


def assigned(which: str | list[str], *more: Any, declare: bool = False) -> Workload:
    """An assignment of three experiments, and more."""
    terms = {
        "which": which,
        "declare": declare,
        "stopped": None,
        "allowance": 0.05,
        "watch": False,
        "hurried": False,
        "seed": 1,
        "packages": ["numpy"],
        "limits": LIMITS,
        "settings": {},
    }
    return Workload(
        Loaded(ModuleType("experiments"), [only_shown, shown_and_graded, only_graded, *more], {}),
        terms,
    )


@pytest.mark.parametrize(
    ("which", "names"),
    [
        ("all", ["only_shown", "shown_and_graded", "only_graded"]),
        ("shown", ["only_shown", "shown_and_graded"]),
        ("graded", ["shown_and_graded", "only_graded"]),
        (["only_graded", "only_shown", "no_such"], ["only_shown", "only_graded"]),
    ],
)
def test_the_experiments_that_were_asked_for_stand_in_the_order_of_the_file(
    which: str | list[str], names: list[str]
) -> None:
    assignment = assigned(which)
    assert [ready.name for ready in assignment.experiments] == names
    assert msgpack.unpackb(assignment.opening) == ["experiments", names, [], []]


def test_declarations_are_told_where_they_were_asked_for() -> None:
    _, names, declarations, _ = msgpack.unpackb(assigned("graded", declare=True).opening)
    assert [declaration[0] for declaration in declarations] == names
    assert declarations[0][1:5] == ["Both", "Is shown and graded.", 1, []]
    assert declarations[1][1:6] == ["Only graded", "Is graded.", 2, ["shown_and_graded"], False]


def test_inputs_that_cannot_be_made_are_the_kata_s_fault() -> None:
    assert msgpack.unpackb(assigned("graded", without_inputs).opening) == [
        "broken", "IndexError: list index out of range", 0
    ]  # fmt: skip


def test_inputs_that_end_the_process_are_the_kata_s_fault() -> None:
    assert msgpack.unpackb(assigned("graded", with_an_exit).opening) == [
        "broken",
        "SystemExit: no more",
        0,
    ]


def test_inputs_that_never_come_are_not_waited_for() -> None:
    word, text, _ = msgpack.unpackb(assigned("graded", awaited_inputs).opening)
    assert word == "broken"
    assert text.startswith(
        "TimeoutError: the inputs of awaited_inputs: stopped after 1 s of processor time"
    )


def test_what_was_not_asked_for_is_not_made() -> None:
    assert assigned("shown", without_inputs).error is None


def test_experiments_that_did_not_load_stay_broken() -> None:
    terms = {
        "which": "all",
        "declare": False,
        "stopped": None,
        "allowance": 0.05,
        "watch": False,
        "hurried": False,
        "seed": 0,
        "packages": [],
        "limits": LIMITS,
        "settings": {},
    }
    assert msgpack.unpackb(
        Workload(Loaded(ModuleType("experiments"), [], {}, ValueError("no")), terms).opening
    ) == [
        "broken",
        "ValueError: no",
        0,
    ]


EXPERIMENTS = '''\
from kata_runner import Table, probe

@probe(points=1, inputs=lambda rng: helper(rng))
def first(impl, given):
    """A sentence."""
    return [given]

def helper(rng):
    return [][0]
{more}
'''


@pytest.mark.parametrize(("more", "line"), [("", 9), ("1 / 0", 10)])
def test_the_authors_line_is_told(more: str, line: int) -> None:
    text = EXPERIMENTS.format(more=more)
    terms = {
        "which": "all",
        "declare": False,
        "stopped": None,
        "allowance": 0.05,
        "watch": False,
        "seed": 0,
        "packages": [],
        "limits": LIMITS,
        "hurried": False,
        "settings": {},
    }
    loaded = load(marshal.dumps(compile(text, "/k/experiments.py", "exec")), {})
    assert msgpack.unpackb(Workload(loaded, terms).opening)[2] == line
