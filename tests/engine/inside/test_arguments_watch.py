"""The state of a value: equal as long as nothing in it changes, another as soon as something
does.
"""

from __future__ import annotations

import copy
import math
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.engine.decoding import MAX_ARGUMENTS
from kata_runner.engine.inside.arguments_watch import (
    MAX_SENT,
    UNSEEN,
    ArgumentWatch,
    get_named_arguments,
    get_states,
)

ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=4)
        | st.tuples(inner, inner)
        | st.lists(st.floats(), max_size=4).map(np.array)
    ),
    max_leaves=12,
)


def state_of(value: Any) -> Any:
    """The state of one value."""
    return get_states((value,), {})[0]


@given(VALUES)
def test_the_state_stays_the_same_as_long_as_nothing_changes(value: Any) -> None:
    before = state_of(value)
    assert before is UNSEEN or state_of(value) == before


@given(VALUES)
def test_the_state_keeps_nothing_that_a_change_would_reach(value: Any) -> None:
    values = [value, value]
    before = state_of(values)
    kept = copy.deepcopy(before)
    for part in value if isinstance(value, list) else []:
        if isinstance(part, list):
            part.append(0)
    assert repr(before) == repr(kept)


CHANGES: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "append to a list": ([1], lambda value: value.append(2)),
    "another element": ([1, "a"], lambda value: value.__setitem__(0, 2)),
    "the order of a list": ([1, 2], lambda value: value.reverse()),
    "a list in a list": ([[1]], lambda value: value[0].append(2)),
    "a list in a tuple": (([1],), lambda value: value[0].append(2)),
    "an element of an array": (np.zeros(3), lambda value: value.__setitem__(1, 1.0)),
    "an array of objects": (np.array([[1], None], dtype=object), lambda value: value[0].append(2)),
    "an array of objects in an attribute": (
        SimpleNamespace(w=np.array([[1], None], dtype=object)),
        lambda value: value.w[0].append(2),
    ),
    "a new key": ({}, lambda value: value.__setitem__("a", 1)),
    "another value": ({"a": 1}, lambda value: value.__setitem__("a", 2)),
    "a missing key": ({"a": 1, "b": 2}, lambda value: value.pop("a")),
    "an array in a dictionary": ({"a": np.zeros(2)}, lambda value: value["a"].fill(1)),
    "a set": ({1}, lambda value: value.add(2)),
    "bytes": (bytearray(b"a"), lambda value: value.append(1)),
    "a count": (Counter("a"), lambda value: value.update("b")),
    "a look into a dictionary that makes what it has not": (
        defaultdict(list),
        lambda value: value["a"],
    ),
    "a queue": (deque([1]), lambda value: value.append(2)),
    "an array of the standard library": (array("d", [1.0]), lambda value: value.append(2.0)),
    "an attribute": (SimpleNamespace(a=1), lambda value: setattr(value, "a", 2)),
    "an array in an attribute": (SimpleNamespace(w=np.zeros(2)), lambda value: value.w.fill(1)),
    "an array in place of another": (
        SimpleNamespace(w=np.zeros(2)),
        lambda value: setattr(value, "w", np.ones(2)),
    ),
    "an array with another name": (
        SimpleNamespace(w=np.zeros(2)),
        lambda value: vars(value).update(v=vars(value).pop("w")),
    ),
    "the shape of an array": (np.zeros(4), lambda value: setattr(value, "shape", (2, 2))),
    "the shape of an array in a dictionary": (
        {"a": np.zeros(4)},
        lambda value: setattr(value["a"], "shape", (2, 2)),
    ),
    "the shape of an array of objects": (
        np.array([None, 1], dtype=object),
        lambda value: setattr(value, "shape", (2, 1)),
    ),
    "an array of every other value": (
        SimpleNamespace(w=np.zeros(4)[::2]),
        lambda value: value.w.fill(1),
    ),
}


@pytest.mark.filterwarnings("ignore:Setting the shape")  # numpy 2.5
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_shows(what: str) -> None:
    original, change = CHANGES[what]
    value = copy.deepcopy(original)
    before = state_of(value)
    change(value)
    assert state_of(value) != before


class Own:
    """A class of an attempt's."""

    def __eq__(self, other: object) -> bool:
        raise AssertionError("nobody asks")

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    "value",
    [1, "a", None, (1, "a"), np.random.RandomState(0), iter([1]), (x for x in "a"), Own(), len],
)
def test_what_cannot_change_or_is_used_by_changing_is_not_looked_at(value: object) -> None:
    assert state_of(value) is UNSEEN


def test_own_objects_in_a_list_are_told_apart_and_never_compared() -> None:
    value = [Own()]
    before = state_of(value)
    value[0] = Own()
    assert state_of(value) != before


def test_what_is_deeper_than_anybody_hands_over_ends() -> None:
    value: list[Any] = []
    value.append(value)
    assert state_of(value) == state_of(value)


def calls(watch: ArgumentWatch, function: Any, *args: Any, **kwargs: Any) -> list[Any]:
    """What is noted of one call."""
    before = watch.look("f", args, kwargs)
    assert before is not None
    function(*args, **kwargs)
    watch.note("f", function, args, kwargs, before)
    return watch.packed()


def test_arguments_are_noted_by_position_and_by_name() -> None:
    def function(a: Any, b: Any, c: Any = None) -> None:
        b.append(1)

    assert calls(ArgumentWatch(), function, [1], [2], c=[3]) == [
        ["f", [(0, ""), (1, ""), (-1, "c")], [(1, "")]]
    ]  # fmt: skip
    assert calls(ArgumentWatch(named=True), function, [1], [2], c=[3]) == [
        ["f", [(0, "a"), (1, "b"), (2, "c")], [(1, "b")]]
    ]  # fmt: skip


def test_one_change_in_many_calls_is_enough() -> None:
    watch = ArgumentWatch()
    for change in (False, True, False):
        noted = calls(watch, lambda value, change=change: value.append(1) if change else None, [])
    assert noted == [["f", [(0, "")], [(0, "")]]]


def test_what_is_known_of_an_earlier_experiment_is_not_said_again_but_another_change_is() -> None:
    watch = ArgumentWatch()
    assert calls(watch, len, []) == [["f", [(0, "")], []]]
    watch.begin()
    assert calls(watch, len, []) == []
    assert calls(watch, lambda value, _: value, [], []) == [["f", [(0, ""), (1, "")], []]]
    watch.begin()
    assert calls(watch, lambda value: value.append(1), []) == [["f", [(0, "")], [(0, "")]]]


def test_every_call_of_a_probe_is_looked_at_and_ever_fewer_of_a_shown_experiment() -> None:
    watch = ArgumentWatch()
    watch.begin()
    assert all(watch.look("step", (), {}) == [] for _ in range(100))
    watch.begin(sampled=True)
    due = [count for count in range(1, 101) if watch.look("step", (), {}) is not None]
    assert due == [1, 2, 3, 4, 8, 16, 32, 64]
    assert watch.look("another", (), {}) is not None
    watch.begin(sampled=True)
    assert watch.look("step", (), {}) is not None


def test_nan_in_an_array_of_the_standard_library_is_no_change() -> None:
    values = array("d", [math.nan])
    assert state_of(values) == state_of(values)


def test_arguments_of_a_function_without_a_signature_have_numbers() -> None:
    assert get_named_arguments(max, ("max", 2, ("key",))) == (
        (0, "number 1"),
        (1, "number 2"),
        (-1, "key"),
    )


def test_no_more_arguments_of_a_function_are_sent_than_are_read() -> None:
    [[_, given, changed]] = calls(ArgumentWatch(), lambda *args: args[0].append(1), *([[]] * 300))
    assert len(given) == len(changed) == MAX_SENT == MAX_ARGUMENTS
