"""The messages that an attempt's process sends, in the order in which they come.

Both ends share this module. A new field is one more line of a message, and `VERSION` counts what
changes, so that two ends that do not fit together are found out before the attempt runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, get_type_hints

VERSION = 1


class Ready(NamedTuple):
    """The process is up, and speaks this version of the protocol."""

    version: int


class Broken(NamedTuple):
    """The kata's experiments do not load: why, and the line in `experiments.py`."""

    text: str
    line: int


class Experiments(NamedTuple):
    """What will be tried: names, declarations where they are asked for, limits of their own."""

    names: list[str]
    declarations: list[Any]
    limits: list[Any]


class Layers(NamedTuple):
    """The layers of isolation that hold in this process; no line of the attempt has run yet."""

    names: list[str]


class Unloadable(NamedTuple):
    """The attempt does not load: kind of problem, text, traceback, line."""

    problem: list[Any]


class Loaded(NamedTuple):
    """The attempt is loaded; its experiments follow."""


class Calling(NamedTuple):
    """The attempt is in this function; sent where the process is followed closely."""

    function: str


class Hurried(NamedTuple):
    """A function that had to be stopped before is called, and may take so many seconds."""

    function: str
    seconds: float


class TableResult(NamedTuple):
    """An experiment gave a table: columns, rows, formats, notes and calls, packed."""

    name: str
    content: bytes


class ProblemResult(NamedTuple):
    """An experiment gave no table: the problem, as in `Unloadable`, and the packed calls."""

    name: str
    problem: list[Any]
    calls: bytes


class ResourceUsage(NamedTuple):
    """The most memory that the process had, and the seconds of processor time."""

    peak_kb: int
    seconds: float


class Done(NamedTuple):
    """All experiments have been tried."""


Message = (
    Ready
    | Broken
    | Experiments
    | Layers
    | Unloadable
    | Loaded
    | Calling
    | Hurried
    | TableResult
    | ProblemResult
    | ResourceUsage
    | Done
)
KINDS: dict[type[Message], str] = {
    Ready: "ready",
    Broken: "broken",
    Experiments: "experiments",
    Layers: "limits",
    Unloadable: "unloadable",
    Loaded: "loaded",
    Calling: "calling",
    Hurried: "hurried",
    TableResult: "table",
    ProblemResult: "problem",
    ResourceUsage: "cost",
    Done: "done",
}
TYPES = {kind: message for message, kind in KINDS.items()}


def is_list_of_texts(value: object) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


# How a field of each type is checked; `bool` is no whole number here.
FIELD_CHECKS: dict[object, Callable[[object], bool]] = {
    int: lambda value: type(value) is int,
    float: lambda value: type(value) is float,
    str: lambda value: type(value) is str,
    bytes: lambda value: type(value) is bytes,
    list[str]: is_list_of_texts,
    list[Any]: lambda value: type(value) is list,
}
CHECKS = {
    message: tuple(map(FIELD_CHECKS.__getitem__, get_type_hints(message).values()))
    for message in KINDS
}


def to_list(message: Message) -> list[Any]:
    """Return a message as it travels: its kind, then its fields."""
    return [KINDS[type(message)], *message]


def parse(content: object) -> Message:
    """Return the message in a list; raises ValueError for an unknown kind, another number of
    fields or a field of another type.

    What is in a list or in packed bytes is as it came: whoever takes it checks it.
    """
    if not isinstance(content, list) or not content or not isinstance(content[0], str):
        raise ValueError("no message")
    message = TYPES.get(content[0])
    if message is None or len(message._fields) != len(content) - 1:
        raise ValueError("unknown message")
    fields = content[1:]
    if not all(check(value) for check, value in zip(CHECKS[message], fields, strict=True)):
        raise ValueError("a field of another type")
    return message(*fields)
