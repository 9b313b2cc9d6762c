"""Which of its arguments a function changed: what can change is looked at before a call and after
it.

Looked at are arrays, lists, dictionaries, sets and objects of the kata's own that an experiment
hands over; never objects of the attempt's own classes, iterators, random states, or anything else
whose use is its change.
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

Argument = tuple[int, str]  # its position and its name, -1 or empty where a call does not tell
Call = tuple[str, int, tuple[str, ...]]  # a function, how many arguments by position, which by name
ATOMS = frozenset(
    {int, float, bool, str, bytes, complex, type(None), np.float64, np.int64, np.bool_}
)
MAX_DEPTH = 5
ALL_LOOKED_AT = 4  # calls of a function in an experiment that is shown
UNSEEN = object()  # in place of what is not looked at


class ArgumentWatch:
    """Notes, for each function that returned, its arguments and which of them it changed."""

    def __init__(self, named: bool = False) -> None:
        """With `named`, for the reference, arguments are noted by the names of its parameters
        too.
        """
        self.named = named
        self._known: set[Call] = set()
        self._given: dict[str, dict[Argument, None]] = {}
        self._changed: dict[str, dict[Argument, None]] = {}
        self._sampled = False
        self._counts: dict[str, int] = {}  # calls of each function, where not all are looked at

    def begin(self, sampled: bool = False) -> None:
        """Begin another experiment.

        An attempt is judged by all its calls together: a way of calling is told once, a change each
        time.

        `sampled`, for experiments that are shown, looks at the first `ALL_LOOKED_AT` calls of each
        function, then at the 8th, the 16th and so on: they call it in long loops, and to look at
        every call would take a quarter of an attempt's time.
        """
        self._given, self._changed = {}, {}
        self._sampled = sampled
        self._counts.clear()

    def look(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any] | None:
        """What can change of the arguments of a call that begins, as it is now; None for a call
        whose arguments are not looked at.
        """
        if self._sampled:
            count = self._counts[name] = self._counts.get(name, 0) + 1
            if count > ALL_LOOKED_AT and count & (count - 1):
                return None
        return get_states(args, kwargs)

    def note(  # noqa: PLR0913, PLR0917  # a call and what is known of it
        self,
        name: str,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        before: list[Any],
        own: int = 0,
    ) -> None:
        """Note the arguments of a call that returned, and which of them are not as they were
        before.

        The `own` first parameters of the function, a method's `self`, are not among the arguments.
        """
        call = name, len(args), (*kwargs,)
        states = get_states(args, kwargs)
        is_unchanged = states == before
        if is_unchanged and call in self._known:
            return
        # Python chooses between `__add__` and `__iadd__`: of methods only calls with what can
        # change are counted.
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
        """What this experiment's calls add to what is known, as plain data: function, arguments,
        those of them that were changed.
        """
        return [
            [name, [*self._given[name]], [*self._changed.get(name, ())]] for name in self._given
        ]


def get_arguments(call: Call) -> tuple[Argument, ...]:
    """The arguments of a call by position or by name."""
    _, positional, keywords = call
    return (
        *((position, "") for position in range(positional)),
        *((-1, keyword) for keyword in keywords),
    )


def get_named_arguments(
    function: Callable[..., Any], call: Call, own: int = 0
) -> tuple[Argument, ...]:
    """The arguments of a call by position and by the function's own names for them.

    The first of a method's parameters are its `own`, and counted by nobody.
    """
    _, positional, keywords = call
    names = list(signature(function).parameters)[own:]
    names += [f"number {position + 1}" for position in range(len(names), positional)]
    return (
        *enumerate(names[:positional]),
        *((names.index(word) if word in names else -1, word) for word in keywords),
    )


def get_states(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
    """What can change of the arguments of a call; arrays, the most frequent ones, without a call of
    their own.
    """
    return [
        value.tobytes()
        if type(value) is ndarray and not value.dtype.hasobject
        else STATES.get(type(value), OTHERS)(value)
        for value in ((*args, *kwargs.values()) if kwargs else args)
    ]


def of_array(values: Any, depth: int = 0) -> Any:
    """An array's bytes, or the states of the objects in it."""
    return of_row(values.ravel().tolist(), depth) if values.dtype.hasobject else values.tobytes()


def of_row(values: Any, depth: int = 0) -> list[Any]:
    """The states of values in a row."""
    return (
        list(values)
        if ATOMS.issuperset(map(type, values))
        else [within(value, depth) for value in values]
    )


def of_tuple(values: Any, depth: int = 0) -> Any:
    """The same of a tuple, which has a state for what can change in it only."""
    return UNSEEN if not depth and ATOMS.issuperset(map(type, values)) else of_row(values, depth)


def of_mapping(content: Any, depth: int = 0) -> Any:
    """The states of values by their keys, which cannot change."""
    return {
        key: value.tobytes()
        if type(value) is ndarray and not value.dtype.hasobject
        else within(value, depth)
        for key, value in content.items()
    }


def of_atom(_: Any, __: int = 0) -> Any:
    """Nothing: it cannot change."""
    return UNSEEN


def of_flat(value: Any, _: int = 0) -> Any:
    """A copy of what holds nothing that can change."""
    return copy(value)


def of_attributes(value: Any, depth: int = 0) -> Any:
    """The states of an object's attributes by their names."""
    return of_mapping(value.__dict__, depth)


def of_object(value: Any, depth: int = 0) -> Any:
    """The attributes of an object of the kata's own; nothing of any other is looked at."""
    known = type(value).__module__ == "experiments" and hasattr(value, "__dict__")
    return of_attributes(value, depth) if known else UNSEEN


def within(value: Any, depth: int) -> Any:
    """The state of a value in another: that it is the same one, where nothing else can be told."""
    kind = type(value)
    if kind in ATOMS:
        return value
    state = STATES.get(kind, OTHERS)(value, depth + 1) if depth < MAX_DEPTH else UNSEEN
    return id(value) if state is UNSEEN else state


STATES: dict[Any, Callable[..., Any]] = {
    **dict.fromkeys(ATOMS, of_atom),
    **dict.fromkeys((list, deque), of_row),
    **dict.fromkeys((dict, Counter, OrderedDict, defaultdict), of_mapping),
    **dict.fromkeys((set, bytearray, array), of_flat),
    SimpleNamespace: of_attributes,
    ndarray: of_array,
    tuple: of_tuple,
}
OTHERS: Callable[..., Any] = of_object
