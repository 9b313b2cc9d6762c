"""Which parts of a kata an experiment is about, by the names that it calls: functions, classes and
methods.
"""

from __future__ import annotations

from collections.abc import Collection

from kata_runner.packs.parts import get_owner

MAKING = (
    ".__init__",
    ".__new__",
    ".__post_init__",
)  # what runs when an object is made, by calling the class


def calls_part(called: Collection[str], part: str) -> bool:
    """Whether something in a part runs when these are called: of a class, any of its methods.

    >>> calls_part(["Value", "Value.backward"], "Value.__init__")
    True
    >>> calls_part(["Value.backward"], "Value.__add__")
    False
    """
    if part in called or (part.endswith(MAKING) and get_owner(part) in called):
        return True
    return any(name.startswith(f"{part}.") for name in called)


def is_only_of(called: Collection[str], part: str) -> bool:
    """Whether a part is called, and nothing else but what stands in the same class.

    What a method does shows on an object of its class only, which other methods make and look into.
    """
    return calls_part(called, part) and {get_owner(name) for name in called} == {get_owner(part)}
