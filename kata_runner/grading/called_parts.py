"""Which parts of a kata an experiment is about, by the names that it calls: functions, classes and
methods.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kata_runner.authoring import UNCHANGED
from kata_runner.packs.source_parts import get_owner

# run when an object is created, by calling the class
MAKING = (".__init__", ".__new__", ".__post_init__")
TOGETHER = "together"  # the part of an experiment that tests several at once


def calls_part(called: Collection[str], part: str) -> bool:
    """Whether calling these names runs code of a part; of a class, any of its methods.

    >>> calls_part(["Value", "Value.backward"], "Value.__init__")
    True
    >>> calls_part(["Value.backward"], "Value.__add__")
    False
    """
    if part in called or (part.endswith(MAKING) and get_owner(part) in called):
        return True
    return any(name.startswith(f"{part}.") for name in called)


def is_only_of(called: Collection[str], part: str) -> bool:
    """Whether a part is called, and nothing else but members of the same class.

    The effect of a method can be observed only on an object of its class, which other methods
    create and inspect.
    """
    return calls_part(called, part) and {get_owner(name) for name in called} == {get_owner(part)}


def part_of(experiment: str, calls: Mapping[str, Sequence[str]]) -> str:
    """Return the part that an experiment tests.

    If it calls a class and its methods, this is the one method that is called beside creating the
    object, or else the class.
    """
    if experiment == UNCHANGED:
        return experiment
    called = calls.get(experiment, ())
    owners = {get_owner(name) for name in called}
    if len(owners) != 1:
        return TOGETHER
    [owner] = owners
    methods = {name for name in called if name != owner and not name.endswith(MAKING)}
    return methods.pop() if len(methods) == 1 else owner
