"""Messages that an attempt's process sends, in the order in which it sends them, and their packed
form.

Both ends share this module. A new field is one more line of a message. Each change increases
`VERSION`, so that two incompatible ends are detected before the attempt runs.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_origin, get_type_hints

import msgpack

VERSION = 2


class Ready(NamedTuple):
    """The process has started and uses this version of the protocol."""

    version: int


class Broken(NamedTuple):
    """The kata's experiments cannot be loaded: the reason, and the line in `experiments.py`."""

    text: str
    line: int


class Experiments(NamedTuple):
    """The experiments to run: names, declarations if requested, and their own limits."""

    names: list[str]
    declarations: list[Any]
    limits: list[Any]


class Layers(NamedTuple):
    """The layers of isolation that hold in this process; no line of the attempt has run yet."""

    names: list[str]


class Unloadable(NamedTuple):
    """The attempt cannot be loaded: kind of problem, text, traceback, line."""

    problem: list[Any]


class Loaded(NamedTuple):
    """The attempt is loaded; its experiments follow."""


class Calling(NamedTuple):
    """The function that is about to be called; sent if the process is followed closely."""

    function: str


class Hurried(NamedTuple):
    """A function that had to be stopped before is called, and may take this many seconds."""

    function: str
    seconds: float


class Calls(NamedTuple):
    """The calls of an experiment, packed into its result: each function with the form of its result
    and a count, each function with its arguments and those it changed, functions that do nothing.
    """

    returned: list[Any]
    arguments: list[Any]
    idle: list[str]


class TableResult(NamedTuple):
    """An experiment returned a table: columns, rows, formats, notes and `Calls`, packed."""

    name: str
    content: bytes


class ProblemResult(NamedTuple):
    """An experiment returned no table: the problem, as in `Unloadable`, and `Calls`, packed."""

    name: str
    problem: list[Any]
    calls: bytes


class ResourceUsage(NamedTuple):
    """Peak memory of the process in KB, processor time of the experiments in seconds."""

    peak_kb: int
    seconds: float


class Done(NamedTuple):
    """All experiments have been run."""


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
HINTS = {message: list(get_type_hints(message).values()) for message in KINDS}
# For each kind: the message, the types of its fields as received, and which are lists of texts.
FORMS = {
    kind: (
        message,
        [get_origin(hint) or hint for hint in HINTS[message]],
        [number for number, hint in enumerate(HINTS[message]) if hint == list[str]],
    )
    for message, kind in KINDS.items()
}
ONLY_TEXTS = frozenset({str})


def as_float(value: int) -> float:
    """Return the float nearest to an integer too large for msgpack, infinity beyond its range."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


# One packer for everything that is sent, because each has a buffer of 256 KB. A lone surrogate,
# which no text outside may contain, becomes a question mark.
PACKER = msgpack.Packer(default=as_float, unicode_errors="replace")


def pack(value: Any) -> bytes:
    """Return plain data in packed form."""
    return bytes(PACKER.pack(value))


NO_CALLS = pack(Calls([], [], []))


def encode_message(message: Message) -> bytes:
    """Return a message in packed form: a list of its kind and its fields."""
    return pack([KINDS[type(message)], *message])


def parse(content: object) -> Message:
    """Return the message in a list; raises ValueError for an unknown kind, a wrong number of
    fields or a field of a wrong type.

    The content of packed bytes, and of lists other than of texts, is not validated here: the
    receiver has to do that.
    """
    if type(content) is not list or not content or type(content[0]) is not str:
        raise ValueError("no message")
    kind, *fields = content
    if kind not in FORMS:
        raise ValueError("unknown message")
    message, types, texts = FORMS[kind]
    if [*map(type, fields)] != types:
        raise ValueError("fields of other types")
    for number in texts:
        if not ONLY_TEXTS.issuperset(map(type, fields[number])):
            raise ValueError("a list of something else than texts")
    return message._make(fields)
