"""What is made of an object is made once, and forgotten with it: equal outcomes of many attempts are one object."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def once_each(make: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """The function, called once for each object that somebody else still holds."""
    known: WeakKeyDictionary[Thing, Made] = WeakKeyDictionary()

    @wraps(make)
    def made(thing: Thing) -> Made:
        if thing not in known:
            known[thing] = make(thing)
        return known[thing]

    return made
