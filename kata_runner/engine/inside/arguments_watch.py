"""Detection of changed arguments: their mutable state is compared before and after each call.

Arrays, lists, dictionaries, sets and objects of the kata's own classes are compared if an
experiment passes them. Objects of the attempt's own classes, iterators, random states, and all else
that changes whenever it is used are never compared.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from copy import copy
from inspect import signature
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy import ndarray

Argument = tuple[int, str]  # position and name; -1 or empty if unknown
Call = tuple[str, int, tuple[str, ...]]  # function, number of positional arguments, keywords
ATOMS = frozenset(
    {int, float, bool, str, bytes, complex, type(None), np.float64, np.int64, np.bool_}
)
MAX_DEPTH = 5
MAX_SENT = 256  # arguments of a function
ALL_LOOKED_AT = 4  # first calls of a function that are all compared in a shown experiment
UNSEEN = object()  # in place of a state that is not compared


class ArgumentWatch:
    """Record of the arguments of each function that returned, and of those that it changed."""

    def __init__(self, named: bool = False) -> None:
        """With `named`, used for the reference, record arguments by parameter name too."""
        self.named = named
        self._known: set[Call] = set()
        self._given: dict[str, dict[Argument, None]] = {}
        self._changed: dict[str, dict[Argument, None]] = {}
        self._sampled = False
        self._counts: dict[str, int] = {}  # calls of each function, if not all are compared

    def begin(self, sampled: bool = False) -> None:
        """Begin another experiment.

        An attempt is judged by the calls of all experiments together, so a form of call is reported
        only once, but a change in each experiment.

        With `sampled`, used for shown experiments, compare the first `ALL_LOOKED_AT` calls of each
        function, then the 8th, the 16th and so on: these experiments call functions in long loops,
        and comparing every call would take a quarter of an attempt's time.
        """
        self._given, self._changed = {}, {}
        self._sampled = sampled
        self._counts.clear()

    def look(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any] | None:
        """Return the current state of the arguments of a call that is about to begin; None for a
        call that is not compared.
        """
        if self._sampled:
            count = self._counts[name] = self._counts.get(name, 0) + 1
            if count > ALL_LOOKED_AT and count & (count - 1):
                return None
        return get_states(args, kwargs)

    def note(  # noqa: PLR0913, PLR0917  # a call with its context
        self,
        name: str,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        before: list[Any],
        own: int = 0,
    ) -> None:
        """Record the arguments of a call that returned, and those that differ from `before`.

        The first `own` parameters of the function, such as a method's `self`, are not counted as
        arguments.
        """
        call = name, len(args), (*kwargs,)
        states = get_states(args, kwargs)
        is_unchanged = states == before
        if is_unchanged and call in self._known:
            return
        # Python chooses between `__add__` and `__iadd__`, so calls of methods are recorded only if
        # an argument is mutable.
        if "." in name and all(state is UNSEEN for state in before):
            return
        self._known.add(call)
        arguments = get_named_arguments(function, call, own) if self.named else get_arguments(call)
        self._given.setdefault(name, {}).update(dict.fromkeys(arguments))
        if not is_unchanged:
            self._changed.setdefault(name, {}).update(
                (argument, None)
                for argument, now, then in zip(arguments, states, before, strict=True)
                if now != then
            )

    def packed(self) -> list[Any]:
        """Return what this experiment's calls add to the record, as plain data: for each function
        its name, its arguments, and those that were changed.
        """
        return [
            [name, [*self._given[name]][:MAX_SENT], [*self._changed.get(name, ())][:MAX_SENT]]
            for name in self._given
        ]


def get_arguments(call: Call) -> tuple[Argument, ...]:
    """Return the arguments of a call, each by its position or by its name."""
    _, positional, keywords = call
    return (
        *((position, "") for position in range(positional)),
        *((-1, keyword) for keyword in keywords),
    )


def get_named_arguments(
    function: Callable[..., Any], call: Call, own: int = 0
) -> tuple[Argument, ...]:
    """Return the arguments of a call, each by its position and by its parameter's name.

    The first `own` parameters, such as a method's `self`, are not counted.
    """
    _, positional, keywords = call
    try:
        names = list(signature(function).parameters)[own:]
    except (TypeError, ValueError):  # some callables in C, and classes that inherit from them
        names = []
    names += [f"number {position + 1}" for position in range(len(names), positional)]
    return (
        *enumerate(names[:positional]),
        *((names.index(word) if word in names else -1, word) for word in keywords),
    )


def get_states(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
    """Return the state of each argument of a call; for arrays, the most frequent ones, without
    another function call.
    """
    return [
        (value.shape, value.tobytes())
        if type(value) is ndarray and not value.dtype.hasobject
        else STATES.get(type(value), OTHERS)(value)
        for value in ((*args, *kwargs.values()) if kwargs else args)
    ]


def state_of_array(values: Any, depth: int = 0) -> Any:
    """Return an array's shape, with its bytes, or with the states of its items if these are
    objects.
    """
    if values.dtype.hasobject:
        return values.shape, state_of_row(values.ravel().tolist(), depth)
    return values.shape, values.tobytes()


def state_of_row(values: Any, depth: int = 0) -> list[Any]:
    """Return the states of the items of a sequence."""
    return (
        list(values)
        if ATOMS.issuperset(map(type, values))
        else [state_within(value, depth) for value in values]
    )


def state_of_tuple(values: Any, depth: int = 0) -> Any:
    """Return the states of a tuple's items; `UNSEEN` for an argument with only immutable items."""
    return (
        UNSEEN if not depth and ATOMS.issuperset(map(type, values)) else state_of_row(values, depth)
    )


def state_of_mapping(content: Any, depth: int = 0) -> Any:
    """Return the states of the values by their keys, which cannot change."""
    return {
        key: (value.shape, value.tobytes())
        if type(value) is ndarray and not value.dtype.hasobject
        else state_within(value, depth)
        for key, value in content.items()
    }


def state_of_attributes(value: Any, depth: int = 0) -> Any:
    """Return the states of an object's attributes by their names."""
    return state_of_mapping(value.__dict__, depth)


def state_of_object(value: Any, depth: int = 0) -> Any:
    """Return the states of the attributes of an object of the kata's classes, else `UNSEEN`."""
    known = type(value).__module__ == "experiments" and hasattr(value, "__dict__")
    return state_of_attributes(value, depth) if known else UNSEEN


def state_within(value: Any, depth: int) -> Any:
    """Return the state of a value inside another one; its identity if it has no other state."""
    kind = type(value)
    if kind in ATOMS:
        return value
    state = STATES.get(kind, OTHERS)(value, depth + 1) if depth < MAX_DEPTH else UNSEEN
    return id(value) if state is UNSEEN else state


STATES: dict[Any, Callable[..., Any]] = {
    **dict.fromkeys(ATOMS, lambda *_: UNSEEN),  # they cannot change
    **dict.fromkeys((list, deque), state_of_row),
    **dict.fromkeys((dict, Counter, OrderedDict, defaultdict), state_of_mapping),
    **dict.fromkeys((set, bytearray), lambda value, *_: copy(value)),  # their items cannot change
    array: lambda values, *_: values.tobytes(),  # a copy with nan would not equal the original
    SimpleNamespace: state_of_attributes,
    ndarray: state_of_array,
    tuple: state_of_tuple,
}
OTHERS: Callable[..., Any] = state_of_object
