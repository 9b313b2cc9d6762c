"""Which of its arguments a function changed: what can change is looked at before a call and after it.

Looked at are arrays, lists, dictionaries, sets and objects of the kata's own that an experiment hands over; never
objects of the attempt's own classes, iterators, random states, or anything else whose use is its change.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from copy import copy
from functools import partial
from inspect import signature
from types import SimpleNamespace
from typing import Any

import numpy as np

Argument = tuple[int, str]  # its position and its name, -1 or empty where a call does not tell
Call = tuple[str, int, tuple[str, ...]]  # a function, how many arguments by position, which by name
Look = Callable[[], Any]  # gives what equals a later state of a value as long as nothing in it changes
Watched = tuple[list[Look], list[Any]]
ATOMS = frozenset({int, float, bool, str, bytes, complex, type(None), np.float64, np.int64, np.bool_})
MAX_DEPTH = 5
UNSEEN = object()  # in place of what is not looked at


class ArgumentWatch:
    """Notes, for each function that returned, its arguments and which of them it changed.

    All arguments of all calls are looked at twice: how a value is looked at is found out before that, and for an object
    that comes again and again, as parameters do, once.
    """

    def __init__(self, named: bool = False) -> None:
        """With `named`, for the reference, arguments are noted by the names of its parameters too."""
        self.named = named
        self.given: dict[str, dict[Argument, None]] = {}
        self.changed: dict[str, dict[Argument, None]] = {}
        self._noted: set[Call] = set()
        self._known: dict[int, tuple[Any, Look]] = {}
        self._looks = Looks(LOOKS)
        self._looks[SimpleNamespace] = self._look_at_known

    def begin(self) -> None:
        """Forget what was noted: another experiment begins."""
        self.given, self.changed = {}, {}
        self._noted.clear()
        self._known.clear()

    def before(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Watched:
        """What can change of what is handed over in a call, as it is now."""
        kinds = self._looks
        looks = [kinds[type(value)](value) for value in args]
        if kwargs:
            looks += [kinds[type(value)](value) for value in kwargs.values()]
        return looks, [look() for look in looks]

    def after(  # noqa: PLR0913, PLR0917  # a call and what is known of it
        self,
        name: str,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        watched: Watched,
        own: int = 0,
    ) -> None:
        """Note the arguments of a call that returned, and which of them are not as they were.

        The `own` first parameters of the function, a method's `self`, are not among the arguments.
        """
        looks, before = watched
        call = name, len(args), (*kwargs,)
        states = [look() for look in looks]
        if call in self._noted and states == before:
            return
        # Python chooses between `__add__` and `__iadd__`: of methods only calls with what can change are counted.
        if "." in name and all(state is UNSEEN for state in before):
            return
        self._noted.add(call)
        arguments = arguments_of(function, len(args), call[2], self.named, own)
        self.given.setdefault(name, {}).update(dict.fromkeys(arguments))
        for argument, now, then in zip(arguments, states, before, strict=True):
            if now != then:
                self.changed.setdefault(name, {})[argument] = None

    def packed(self) -> list[Any]:
        """What was noted, as plain data: function, arguments, those of them that were changed."""
        return [[name, [*map(list, given)], [*map(list, self.changed.get(name, ()))]]
                for name, given in self.given.items()]  # fmt: skip

    def _look_at_known(self, value: Any) -> Look:
        """How to look at an object that may have been handed over before."""
        if id(value) not in self._known:
            self._known[id(value)] = value, look_at_attributes(value)
        return self._known[id(value)][1]


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


class Looks(dict[Any, Callable[..., Look]]):
    """How to look at a value, by its type."""

    def __missing__(self, kind: type) -> Callable[..., Look]:
        """Any other type."""
        return look_at_object


def look_at_nothing(_: object, __: int = 0) -> Look:
    """What cannot change has no state."""
    return unseen


def unseen() -> object:
    """The state of what is not looked at."""
    return UNSEEN


def look_at_array(values: Any, depth: int = 0) -> Look:
    """An array's bytes, or the states of the objects in it."""
    return partial(of_objects, values, depth) if values.dtype.hasobject else values.tobytes


def look_at_row(values: Any, depth: int = 0) -> Look:
    """The values of a list."""
    return partial(of_row, values, depth)


def look_at_tuple(values: Any, depth: int = 0) -> Look:
    """A tuple has a state for what can change in it only."""
    return unseen if not depth and ATOMS.issuperset(map(type, values)) else partial(of_row, values, depth)


def look_at_mapping(content: Any, depth: int = 0) -> Look:
    """A dictionary's values by their keys, which cannot change."""
    return partial(of_arrays, content) if holds_arrays(content) else partial(of_mapping, content, depth)


def look_at_flat(value: Any, _: int = 0) -> Look:
    """A copy of what holds nothing that can change."""
    return partial(copy, value)


def look_at_attributes(value: Any, depth: int = 0) -> Look:
    """An object's attributes by their names."""
    return look_at_mapping(value.__dict__, depth)


def look_at_object(value: Any, depth: int = 0) -> Look:
    """The attributes of an object of the kata's own; nothing of any other is looked at."""
    known = type(value).__module__ == "experiments" and hasattr(value, "__dict__")
    return look_at_attributes(value, depth) if known else unseen


def holds_arrays(content: Any) -> bool:
    """Whether a dictionary's values are arrays, and none of objects: then their bytes are taken all at once."""
    try:
        return True not in [value.dtype.hasobject for value in content.values()]
    except AttributeError:
        return False


def of_objects(values: Any, depth: int) -> list[Any]:
    """The states of what is in an array of objects."""
    return of_row(values.ravel().tolist(), depth)


def of_row(values: Any, depth: int) -> list[Any]:
    """The states of values in a row."""
    return list(values) if ATOMS.issuperset(map(type, values)) else [within(value, depth) for value in values]


def of_mapping(content: Any, depth: int) -> dict[Any, Any]:
    """The states of values by their keys."""
    return {key: within(value, depth) for key, value in content.items()}


def of_arrays(content: Any) -> Any:
    """The bytes of arrays by their names; something else may stand among them by now."""
    try:
        return [*content], b"".join(content.values())
    except (TypeError, BufferError, ValueError):  # no array any more, or one that is not in a row in memory
        return of_mapping(content, 0)


def within(value: Any, depth: int) -> Any:
    """The state of a value in another: that it is the same one, where nothing else can be told."""
    kind = type(value)
    if kind in ATOMS:
        return value
    state = LOOKS[kind](value, depth + 1)() if depth < MAX_DEPTH else UNSEEN
    return id(value) if state is UNSEEN else state


LOOKS = Looks()
LOOKS.update(dict.fromkeys(ATOMS, look_at_nothing))
LOOKS.update(dict.fromkeys((list, deque), look_at_row))
LOOKS.update(dict.fromkeys((dict, Counter, OrderedDict, defaultdict), look_at_mapping))
LOOKS.update(dict.fromkeys((set, bytearray, array), look_at_flat))
LOOKS.update({SimpleNamespace: look_at_attributes, np.ndarray: look_at_array, tuple: look_at_tuple})
