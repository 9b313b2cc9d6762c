"""Which of its arguments a function changed: what can change is looked at before a call and after it.

Looked at are arrays, lists, dictionaries, sets and objects of the kata's own that an experiment hands over; never
objects of the attempt's own classes, iterators, random states, or anything else whose use is its change.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from inspect import signature
from types import SimpleNamespace
from typing import Any

import numpy as np

Argument = tuple[int, str]  # its position and its name, -1 or empty where a call does not tell
Watched = tuple[Any, list[tuple[Argument, Any, Any, Any]]]
ATOMS = frozenset({int, float, bool, str, bytes, complex, type(None), np.float64, np.int64, np.bool_})
ARRAYS = {np.ndarray}
MAX_DEPTH = 5
UNSEEN = object()  # in place of what is not looked at


class ArgumentWatch:
    """Notes, for each function that returned, its arguments and which of them it changed."""

    def __init__(self, named: bool = False) -> None:
        """With `named`, for the reference, arguments are noted by the names of its parameters too."""
        self.named = named
        self.given: dict[str, dict[Argument, None]] = {}
        self.changed: dict[str, dict[Argument, None]] = {}
        self._arguments: dict[tuple[str, int, tuple[str, ...]], list[Argument]] = {}

    def begin(self) -> None:
        """Forget what was noted: another experiment begins."""
        self.given, self.changed = {}, {}

    def before(
        self, name: str, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], own: int = 0
    ) -> Watched:
        """What can change of what is handed over in a call, as it is now; a method's first arguments are its `own`."""
        if own:
            args = args[own:]
        call = name, len(args), tuple(kwargs)
        if call not in self._arguments:
            self._arguments[call] = arguments_of(function, len(args), tuple(kwargs), self.named, own)
        watched = []
        for argument, value in zip(self._arguments[call], (*args, *kwargs.values()) if kwargs else args, strict=True):
            state_of = STATES.get(type(value), OTHERWISE)
            if state_of is not of_nothing and (state := state_of(value)) is not UNSEEN:
                watched.append((argument, value, state_of, state))
        return call, watched

    def after(self, name: str, watched: Watched) -> None:
        """Note the arguments of a call that returned, and which of them are not as they were."""
        call, states = watched
        # Python chooses between `__add__` and `__iadd__`: of methods only calls with what can change are counted.
        if states or "." not in name:
            self.given.setdefault(name, {}).update(dict.fromkeys(self._arguments[call]))
        for argument, value, state_of, before in states:
            if state_of(value) != before:
                self.changed.setdefault(name, {})[argument] = None

    def packed(self) -> list[Any]:
        """What was noted, as plain data: function, arguments, those of them that were changed."""
        return [[name, [*map(list, given)], [*map(list, self.changed.get(name, ()))]]
                for name, given in self.given.items()]  # fmt: skip


def arguments_of(
    function: Callable[..., Any], positional: int, keywords: tuple[str, ...], named: bool, own: int = 0
) -> list[Argument]:
    """The arguments of a call by position or by name; `named` gives both of each, by the function's own parameters.

    The first of a method's parameters are its `own`, and counted by nobody.
    """
    if not named:
        return [*((position, "") for position in range(positional)), *((-1, keyword) for keyword in keywords)]
    names = list(signature(function).parameters)[own:]
    names += [f"number {position + 1}" for position in range(len(names), positional)]
    return [*enumerate(names[:positional]), *((names.index(word) if word in names else -1, word) for word in keywords)]


def state_of(value: Any, depth: int = 0) -> Any:
    """What equals a later state of a value as long as nothing in it changes; `UNSEEN` for what is not looked at."""
    return STATES.get(type(value), OTHERWISE)(value, depth)


def of_nothing(_: object, __: int = 0) -> object:
    """What cannot change has no state."""
    return UNSEEN


def of_array(value: Any, depth: int = 0) -> Any:
    """An array's bytes, or the states of the objects in it."""
    return value.tobytes() if value.dtype.char != "O" else of_row(value.ravel().tolist(), depth)


def of_row(values: Any, depth: int = 0) -> Any:
    """The states of values in a row."""
    return list(values) if ATOMS.issuperset(map(type, values)) else [within(value, depth) for value in values]


def of_tuple(values: Any, depth: int = 0) -> Any:
    """The same of a tuple, which has a state for what can change in it only."""
    return UNSEEN if not depth and ATOMS.issuperset(map(type, values)) else of_row(values, depth)


def of_mapping(content: Any, depth: int = 0) -> Any:
    """The states of values by their keys, which cannot change; arrays all at once, where they are nothing else."""
    kinds = set(map(type, content.values()))
    if kinds <= ATOMS:
        return dict(content)
    if kinds == ARRAYS:
        with suppress(BufferError, ValueError):  # not in a row in memory, or full of objects
            return [*content, b"".join(content.values())]
    return {key: within(value, depth) for key, value in content.items()}


def of_object(value: Any, depth: int = 0) -> Any:
    """The attributes of an object of the kata's own; nothing of any other is looked at."""
    known = type(value) is SimpleNamespace or type(value).__module__ == "experiments"
    return of_mapping(vars(value), depth) if known and hasattr(value, "__dict__") else UNSEEN


def of_flat(value: Any, _: int = 0) -> Any:
    """A copy of what holds nothing that can change."""
    return copy(value)


def within(value: Any, depth: int) -> Any:
    """The state of a value in another: that it is the same one, where nothing else can be told."""
    kind = type(value)
    if kind in ATOMS:
        return value
    state = STATES.get(kind, OTHERWISE)(value, depth + 1) if depth < MAX_DEPTH else UNSEEN
    return id(value) if state is UNSEEN else state


OTHERWISE: Callable[..., Any] = of_object
# By type, as every argument of every call is looked at twice.
STATES: dict[Any, Callable[..., Any]] = {
    **dict.fromkeys(ATOMS, of_nothing),
    **dict.fromkeys((list, deque), of_row),
    **dict.fromkeys((dict, Counter, OrderedDict, defaultdict), of_mapping),
    **dict.fromkeys((set, bytearray, array), of_flat),
    np.ndarray: of_array,
    tuple: of_tuple,
}
