"""Calls are recorded by name and by kind of result, whatever the attempt calls its functions."""

from __future__ import annotations

import mmap
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.attempt_loader import execute
from kata_runner.engine.inside.call_recorder import NOTE_SIZE, CallRecorder
from kata_runner.engine.inside.timeout import PATIENCE, AttemptTimeoutError, Patience, TimeLimit

SCALAR = ["numbers", [], "scalar"]
NAMES = ["begin", "calls", "classes", "current", "implementation", "inside", "noted", "record"]


@pytest.fixture(autouse=True)
def same_depth() -> Iterator[None]:
    """Undo what recording classes does to the recursion limit."""
    depth = sys.getrecursionlimit()
    yield
    sys.setrecursionlimit(depth)


def make_patience() -> Patience:
    """The time of functions of which none had to be stopped."""
    return Patience(TimeLimit({"cpu": 60.0, "wall": 60.0}), 60.0, {}, lambda *_: None)


def record(
    source: str, note: mmap.mmap | None = None, patience: Patience | None = None
) -> CallRecorder:
    """An attempt of this source, in its first experiment."""
    module = execute(source.encode(), "attempt_of_names", "attempt.py", __import__)
    recorder = CallRecorder(module, patience or make_patience(), note=note)
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
    scalar, array = SCALAR, ["numbers", [2], "array"]
    assert recorder.calls == [
        ["f", scalar, 3], ["f", array, 2], ["f", ["numbers", [1, 2], "tuple"], 1]
    ]  # fmt: skip


def test_arrays_of_objects_are_each_described() -> None:
    recorder = record("import numpy as np\ndef f(x): return np.array(x, dtype=object)\n")
    impl: Any = recorder.implementation
    for value in ([1, 2], ["a", "b"]):
        impl.f(value)
    assert recorder.calls == [["f", ["numbers", [2], "list"], 1], ["f", ["texts", [2], "list"], 1]]


def error_of(function: Callable[[], object]) -> BaseException:
    """What a function raises."""
    with pytest.raises(BaseException) as caught:  # whatever it is
        function()
    return caught.value


def test_an_error_belongs_to_the_function_that_raised_it_and_not_to_one_before_it() -> None:
    recorder = record("def f(x): return 1 / x\n")
    impl: Any = recorder.implementation
    assert recorder.find_culprit(error_of(lambda: impl.f(0))) == "f"

    def experiment() -> None:
        with suppress(ZeroDivisionError):
            impl.f(0)
        raise AttemptTimeoutError("no result")

    assert recorder.find_culprit(error_of(experiment)) == ""


def test_a_closed_generator_is_not_blamed_for_what_takes_long_later() -> None:
    recorder = record("def count():\n    while True:\n        yield 1\n")
    impl: Any = recorder.implementation
    numbers = impl.count()
    assert next(numbers) == 1
    late = AttemptTimeoutError("no result")
    assert recorder.find_culprit(late) == "count"
    recorder.current = ""
    numbers.close()
    assert recorder.find_culprit(late) == ""


def test_a_step_of_a_generator_is_noted_as_a_call_is() -> None:
    note = mmap.mmap(-1, NOTE_SIZE)
    recorder = record("def count():\n    yield 1\n\n\ndef f(): pass\n", note)
    impl: Any = recorder.implementation
    numbers = impl.count()
    impl.f()
    assert note[:].rstrip(b"\0") == b"f"
    next(numbers)
    assert note[:].rstrip(b"\0") == b"count"


def test_time_that_runs_out_in_a_call_within_a_call_is_charged_once() -> None:
    sent: list[object] = []
    patience = Patience(TimeLimit({"cpu": 60.0, "wall": 60.0}), 0.5, {"outer": 2.0}, sent.append)
    patience.begin()
    patience.before_call("outer")
    for function in ("inner", "outer"):
        patience.was_stopped(function)
    assert patience.left == {"outer": 1.5}


def test_an_object_that_cannot_be_made_is_not_said_to_have_other_parameters() -> None:
    recorder = record(
        "from abc import ABC, abstractmethod\n\n\nclass B(ABC):\n    @abstractmethod\n"
        "    def f(self): ...\n\n\ndef g(a, b): return a\n"
    )
    impl: Any = recorder.implementation
    assert "abstract class B" in str(error_of(impl.B))
    assert "take the parameters of the starter" in str(error_of(lambda: impl.g(1)))


LATE = """\
from itertools import count

from kata_runner.engine.inside.timeout import AttemptTimeoutError


class Slow:
    def __len__(self): return 1
    def __iter__(self): raise AttemptTimeoutError("no result")


def slow(): return 1.0, Slow()
def numbers(): return count()
def both(): return {"a": count()}
def several(): return [1.0], ("a", 2), {"b": 3}, {4}
def single(): return 1.0
"""


def test_time_that_runs_out_while_a_result_is_looked_at_is_charged_to_its_function() -> None:
    patience = make_patience()
    recorder = record(LATE, patience=patience)
    impl: Any = recorder.implementation
    assert recorder.find_culprit(error_of(impl.slow)) == "slow"
    assert patience.left == {"slow": PATIENCE}


@pytest.mark.parametrize("name", ["numbers", "both"])
def test_time_that_runs_out_in_an_experiment_is_charged_to_the_last_result_without_an_end(
    name: str,
) -> None:
    patience = make_patience()
    recorder = record(LATE, patience=patience)
    impl: Any = recorder.implementation

    def experiment() -> None:
        getattr(impl, name)()
        impl.several()
        impl.single()
        raise AttemptTimeoutError("no result")

    assert recorder.find_culprit(error_of(experiment)) == name
    assert patience.left == {name: PATIENCE}
    recorder.begin()
    assert recorder.find_culprit(AttemptTimeoutError("no result")) == ""


def test_time_that_runs_out_after_plain_results_is_charged_to_none_of_them() -> None:
    patience = make_patience()
    recorder = record(LATE, patience=patience)
    impl: Any = recorder.implementation
    impl.several()
    impl.single()
    assert recorder.find_culprit(AttemptTimeoutError("no result")) == ""
    assert patience.left == {}


def test_functions_that_do_nothing_are_reported_where_they_are_called() -> None:
    recorder = record(
        "def f(x): pass\ndef g(x): return x\ndef h(x): ...\n"
        "class Value:\n    def grow(self): pass\n"
    )
    impl: Any = recorder.implementation
    impl.f(1), impl.g(1), impl.f(2), impl.Value().grow()
    assert recorder.idle_calls() == ["f", "Value.grow"]
    recorder.begin()
    impl.g(1), impl.h(1)
    assert recorder.idle_calls() == ["h"]


def test_a_call_that_raises_is_recorded_if_the_experiment_goes_on() -> None:
    recorder = record(
        "class Account:\n"
        "    def withdraw(self, amount):\n        raise ValueError\n"
        "    def balance(self):\n        return 1\n"
    )
    impl: Any = recorder.implementation
    account = impl.Account()
    for _ in range(2):
        with suppress(ValueError):
            account.withdraw(1)
    account.balance()
    caught = [["Account.withdraw", ["raised"], 2], ["Account.balance", SCALAR, 1]]
    assert recorder.calls[-2:] == caught
    error = error_of(lambda: account.withdraw(1))
    assert recorder.calls[-1] == ["Account.withdraw", ["raised"], 1]
    assert recorder.find_culprit(error) == "Account.withdraw"
    assert recorder.calls[-2:] == caught, "it ended the experiment"
    recorder.find_culprit(ValueError("of the experiment"))
    assert recorder.calls[-2:] == caught


def test_of_a_call_that_raises_within_another_only_the_outer_one_is_recorded() -> None:
    recorder = record("def f(x): return g(x)\ndef g(x): return 1 / x\n")
    impl: Any = recorder.implementation
    with suppress(ZeroDivisionError):
        impl.f(0)
    assert recorder.calls == [["f", ["raised"], 1]]


def test_a_call_that_times_out_leaves_what_raised_before_it() -> None:
    recorder = record("def f(x): return 1 / x\ndef slow(error): raise error\n")
    impl: Any = recorder.implementation
    with suppress(ZeroDivisionError):
        impl.f(0)
    recorder.find_culprit(error_of(lambda: impl.slow(AttemptTimeoutError("too long"))))
    assert recorder.calls == [["f", ["raised"], 1]]
