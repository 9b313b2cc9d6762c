"""Calls are recorded by name and by kind of result, whatever the attempt calls its functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.call_recorder import CallRecorder, get_cheap_key
from kata_runner.engine.inside.loader import execute
from kata_runner.engine.inside.patience import Patience
from kata_runner.engine.inside.timeout import TimeLimit
from kata_runner.engine.inside.value_schema import get_schema

NAMES = ["begin", "calls", "classes", "current", "implementation", "inside", "noted", "record"]


def record(source: str) -> CallRecorder:
    """An attempt of this source, in its first experiment."""
    module = execute(source.encode(), "attempt_of_names", "attempt.py", __import__)
    limit = TimeLimit({"cpu": 60.0, "wall": 60.0})
    recorder = CallRecorder(module, Patience(limit, 60.0, {}, lambda *_: None))
    recorder.begin()
    return recorder


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_have_any_name(name: str) -> None:
    recorder = record(f"def {name}(x): return 2 * x\n")
    assert getattr(recorder.implementation, name)(3) == 6
    assert recorder.calls == [[name, ["numbers", [], "scalar"], 1]]


def test_results_of_one_kind_in_a_row_are_counted() -> None:
    recorder = record("def f(x): return x\n")
    impl: Any = recorder.implementation
    for value in (1.0, 2.0, 3, np.zeros(2), np.ones(2), (np.zeros(2),)):
        impl.f(value)
    scalar, array = ["numbers", [], "scalar"], ["numbers", [2], "array"]
    assert recorder.calls == [
        ["f", scalar, 3], ["f", array, 2], ["f", ["numbers", [1, 2], "tuple"], 1]
    ]  # fmt: skip


VALUES = [
    1,
    1.0,
    (),
    (1,),
    (1.0, 2),
    np.zeros(2),
    np.zeros(3),
    np.zeros(2, dtype=np.float32),
    (np.zeros(2),),
    (np.zeros(2), np.zeros(2)),
    (np.zeros(2), 1.0),
    ((np.zeros(2),),),
    None,
    [1.0],
    np.float64(1),
    True,
]


def test_results_of_equal_keys_are_described_alike() -> None:
    keyed = [(get_cheap_key(value), get_schema(value)) for value in VALUES]
    for key, schema in keyed:
        for other, another in keyed:
            assert key is None or key != other or schema == another
    assert sum(key is None for key, _ in keyed) == 5
