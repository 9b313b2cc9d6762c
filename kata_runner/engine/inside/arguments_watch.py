"""Which of its arguments a function changed: what can change is looked at before a call and after it.

Looked at are arrays, lists, dictionaries, sets and objects of the kata's own that an experiment hands over; never
objects of the attempt's own classes, iterators, random states, or anything else whose use is its change.
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

Argument = tuple[int, str]  # its position and its name, -1 or empty where a call does not tell
Watched = list[tuple[Argument, Any, Any]]
ATOMS = frozenset({int, float, bool, str, bytes, complex, type(None), np.float64, np.int64, np.bool_})
ROWS = frozenset({list, deque})
MAPPINGS = frozenset({dict, Counter, OrderedDict, defaultdict})
FLAT = frozenset({set, bytearray, array})
MAX_DEPTH = 5
UNSEEN = object()  # in place of what is not looked at


class ArgumentWatch:
    """Notes, for each function that returned, its arguments and which of them it changed."""

    def __init__(self, named: bool = False) -> None:
        """With `named`, for the reference, arguments are noted by the names of its parameters too."""
        self.named = named
        self.notes: dict[str, dict[Argument, bool]] = {}
        self._arguments: dict[tuple[str, int, tuple[str, ...]], list[Argument]] = {}

    def begin(self) -> None:
        """Forget what was noted: another experiment begins."""
        self.notes = {}

    def before(self, name: str, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Watched:
        """What is handed over in a call, as it is now."""
        call = name, len(args), tuple(kwargs)
        if call not in self._arguments:
            self._arguments[call] = arguments_of(function, len(args), tuple(kwargs), self.named)
        values = (*args, *kwargs.values()) if kwargs else args
        return [
            (argument, value, state_of(value)) for argument, value in zip(self._arguments[call], values, strict=True)
        ]

    def after(self, name: str, watched: Watched) -> None:
        """Note which of them are not as they were."""
        notes = self.notes.setdefault(name, {})
        for argument, value, before in watched:
            changed = before is not UNSEEN and state_of(value) != before
            notes[argument] = notes.get(argument, False) or changed

    def packed(self) -> list[Any]:
        """What was noted, as plain data: function, arguments, those of them that were changed."""
        return [[name, [*map(list, notes)], [list(argument) for argument, changed in notes.items() if changed]]
                for name, notes in self.notes.items()]  # fmt: skip


def arguments_of(
    function: Callable[..., Any], positional: int, keywords: tuple[str, ...], named: bool
) -> list[Argument]:
    """The arguments of a call by position or by name; `named` gives both of each, by the function's own parameters."""
    if not named:
        return [*((position, "") for position in range(positional)), *((-1, keyword) for keyword in keywords)]
    names = list(signature(function).parameters)
    names += [f"number {position + 1}" for position in range(len(names), positional)]
    return [*enumerate(names[:positional]), *((names.index(word) if word in names else -1, word) for word in keywords)]


def state_of(value: Any, depth: int = 0) -> Any:
    """What equals a later state of the same value as long as nothing in it changes; `UNSEEN` for what is not looked at.

    Tuples are looked through for what can change in them.
    """
    kind = type(value)
    if kind is np.ndarray:
        return value.shape, value.tobytes() if value.dtype.kind != "O" else states_of(value.ravel().tolist(), depth)
    if kind in ROWS or kind is tuple:
        return UNSEEN if kind is tuple and not depth and ATOMS.issuperset(map(type, value)) else states_of(value, depth)
    if kind in MAPPINGS:
        return states_by_key(value, depth)
    if kind is SimpleNamespace or kind.__module__ == "experiments":
        return states_by_key(vars(value), depth) if hasattr(value, "__dict__") else UNSEEN
    return copy(value) if kind in FLAT else UNSEEN


def states_of(values: Any, depth: int) -> list[Any]:
    """The states of values in a row."""
    return list(values) if ATOMS.issuperset(map(type, values)) else [state_within(value, depth) for value in values]


def states_by_key(content: dict[Any, Any], depth: int) -> dict[Any, Any]:
    """The states of values by their keys, which cannot change."""
    if ATOMS.issuperset(map(type, content.values())):
        return dict(content)
    return {key: state_within(value, depth) for key, value in content.items()}


def state_within(value: Any, depth: int) -> Any:
    """The state of a value in another: that it is the same one, where nothing else can be told."""
    if type(value) in ATOMS:
        return value
    state = state_of(value, depth + 1) if depth < MAX_DEPTH else UNSEEN
    return id(value) if state is UNSEEN else state
