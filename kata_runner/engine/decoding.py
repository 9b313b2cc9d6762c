"""Decoding of messages from an untrusted process.

Only plain values are accepted: msgpack's own limits bound the size, extension types are refused,
and so are all maps but the one for formats. Every message is validated before one of our objects is
made from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgpack

from kata_runner.authoring import Declaration
from kata_runner.cells import MAX_CELLS, PLAIN
from kata_runner.engine.inside.messages import Calls, ProblemResult, TableResult
from kata_runner.engine.job import CalledArguments, Problem, Result
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Limits, Status
from kata_runner.sanitize import harmless
from kata_runner.table import Table, Tolerance

if TYPE_CHECKING:
    from kata_runner.controls import Control
    from kata_runner.figure import Figure

DecodedCalls = tuple[tuple[tuple[str, Any, int], ...], tuple[CalledArguments, ...], tuple[str, ...]]
MAX_BYTES = 8 << 20
MAX_TEXT = 1 << 16
MAX_DEPTH = 6
MAX_CALLS = 1 << 18  # bytes of packed calls: four times what `inside/runner.py` sends of results
MAX_CACHED_CALLS = 1 << 10  # bytes of packed calls: larger ones are not cached
MAX_CACHED_TABLE = 1 << 11  # bytes of a packed table: larger ones are not cached
MAX_NOTES = 8
MAX_ARGUMENTS = 256  # of a function, as many as `inside/arguments_watch.py` sends
MAX_ALL_ARGUMENTS = 1 << 11  # of all functions in one experiment: no kata has a tenth of them
MAX_KIND = 40  # characters of a problem's kind, and of a container's name in a form
MAX_NAME = 200  # characters of a function's or a parameter's name, and of an odd value's words
MAX_SENTENCE = 4096  # of a note, a message, a traceback: twice what `inside/exceptions.py` sends
MAX_NOTED = 512  # calls, parts of a form, axes: twice what `inside/call_recorder.py` records
MAX_AXES = 64  # the limit of numpy
KINDS = ("numbers", "texts", "truths")
FORMAT = re.compile(r"[+]?(\.\d{1,2})?[defg%]?")
PROBLEMS = {
    "timed_out": Status.TIMED_OUT,
    "over_memory": Status.OVER_MEMORY,
    "unwritten": Status.FAILED,
    "unusable": Status.FAILED,
    "no_table": Status.FAILED,
}


# What unpacking and decoding raise for invalid data: the attempt wrote into the pipe of messages,
# or the process died in the middle of a message.
INVALID = (ValueError, TypeError, OverflowError, RecursionError, msgpack.UnpackException)


def make_unpacker() -> msgpack.Unpacker:
    """Return an unpacker for what a process sends; raises one of INVALID for any other data."""
    return msgpack.Unpacker(
        max_buffer_size=MAX_BYTES,
        max_str_len=MAX_TEXT,
        max_bin_len=MAX_BYTES,
        max_array_len=MAX_CELLS,
        max_map_len=0,
        max_ext_len=0,
    )


def array(value: object, length: int | None = None) -> list[Any]:
    """Return a list, of this length if one is given; raises ValueError for anything else."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ValueError("expected a list")
    return value


def expect_strings(value: object) -> list[str]:
    """A list of texts."""
    return [expect_string(item) for item in array(value)]


def expect_string(value: object) -> str:
    """Text."""
    if not isinstance(value, str):
        raise ValueError("expected text")
    return value


def expect_int(value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("expected a whole number")
    return value


def to_result(message: TableResult | ProblemResult) -> Result:
    """Return the result in a message; raises ValueError when its parts are not what they should
    be.
    """
    if isinstance(message, ProblemResult):
        calls = unpack_calls(message.calls)
        return Result(message.name, None, to_problem(message.problem), *calls)
    read = read_table_cached if len(message.content) <= MAX_CACHED_TABLE else read_table
    return read(message.name, message.content)


def read_table(name: str, content: bytes) -> Result:
    """Decode a packed table as a result: columns, rows, formats, notes, and the packed calls."""
    unpacked = msgpack.unpackb(
        content,
        max_str_len=MAX_TEXT,
        max_bin_len=MAX_CALLS,
        max_array_len=MAX_CELLS,
        max_map_len=64,
        max_ext_len=0,
    )
    columns, rows, formats, notes, calls = array(unpacked, 5)
    if len(array(columns)) * len(array(rows)) > MAX_CELLS:
        raise ValueError("too large a table")
    if not all(PLAIN.issuperset(map(type, array(row))) for row in rows):
        raise ValueError("a cell is not plain")
    sayings = [harmless(expect_string(note)[:MAX_SENTENCE]) for note in array(notes)[:MAX_NOTES]]
    table = Table.of_plain(expect_strings(columns), rows, check_formats(formats), sayings)
    return Result(name, table, None, *unpack_calls(calls))


# Most attempts send the same bytes: they are decoded once, and the attempts share one result.
read_table_cached = lru_cache(maxsize=1024)(read_table)


def check_formats(formats: object) -> dict[str, str]:
    """Return format specifications that have at most a sign, a precision and a type; raises
    ValueError for any other, such as one with a width.
    """
    if not isinstance(formats, dict):
        raise ValueError("expected a map of formats")
    for name, spec in formats.items():
        if not FORMAT.fullmatch(expect_string(spec)) or not expect_string(name):
            raise ValueError("a format is not of the harmless kind")
    return formats


def to_problem(problem: object) -> Problem:
    """Decode a problem; unsafe characters in its text and traceback are escaped."""
    kind, text, trace, line = array(problem, 4)
    status = PROBLEMS.get(expect_string(kind), Status.CRASHED)
    text, trace = (
        harmless(expect_string(each)[:MAX_SENTENCE])[:MAX_SENTENCE] for each in (text, trace)
    )
    return Problem(status, kind[:MAX_KIND], text, trace, expect_int(line))


def unpack_calls(packed: object) -> DecodedCalls:
    """Decode packed calls; raises ValueError for too many. Most attempts make the same calls, so
    small ones are cached.
    """
    if not isinstance(packed, bytes):
        raise ValueError("expected packed calls")
    if len(packed) > MAX_CALLS:
        raise ValueError("too many calls")
    return read_calls_cached(packed) if len(packed) <= MAX_CACHED_CALLS else read_calls(packed)


def read_calls(packed: bytes) -> DecodedCalls:
    """Decode calls, in the order in which `Result` has their fields."""
    unpacked = msgpack.unpackb(
        packed, max_ext_len=0, max_map_len=0, max_bin_len=0, max_array_len=MAX_NOTED
    )
    calls = Calls(*array(unpacked, len(Calls._fields)))
    returned = (array(call, 3) for call in array(calls.returned))
    called = [array(entry, 3) for entry in array(calls.arguments)]
    if sum(len(array(part)) for entry in called for part in entry[1:]) > MAX_ALL_ARGUMENTS:
        raise ValueError("too many arguments")
    return (
        tuple(
            (expect_string(name)[:MAX_NAME], to_schema(form), expect_int(count))
            for name, form, count in returned
        ),
        tuple(
            CalledArguments(
                harmless(expect_string(name)[:MAX_NAME]),
                to_arguments(given),
                to_arguments(changed),
            )
            for name, given, changed in called
        ),
        tuple(harmless(name[:MAX_NAME]) for name in expect_strings(calls.idle)),
    )


read_calls_cached = lru_cache(maxsize=1024)(read_calls)


def to_arguments(packed: object) -> tuple[tuple[int, str], ...]:
    """Arguments by position and name."""
    arguments = array(packed)
    if len(arguments) > MAX_ARGUMENTS:
        raise ValueError("too many arguments")
    return tuple(map(to_argument, arguments))


def to_argument(packed: object) -> tuple[int, str]:
    """An argument's position and name."""
    position, name = array(packed, 2)
    return expect_int(position), harmless(expect_string(name)[:MAX_NAME])


def to_schema(form: object, depth: int = 0) -> tuple[Any, ...]:
    """Decode a form as described in `inside/value_schema.py`; raises ValueError for others."""
    kind, *rest = array(form)
    if depth > MAX_DEPTH:
        raise ValueError("a form is nested too deeply")
    if kind in ("mapping", "raised") and not rest:
        return (kind,)
    if kind == "odd" and len(rest) == 1:
        return kind, harmless(expect_string(rest[0])[:MAX_NAME])
    if kind == "parts" and len(rest) == 1:
        return kind, tuple(to_schema(part, depth + 1) for part in array(rest[0]))
    if kind in KINDS and len(rest) == 2:
        if len(array(rest[0])) > MAX_AXES:
            return "odd", f"a sequence nested more than {MAX_AXES} deep"
        return (
            kind,
            tuple(expect_int(size) for size in rest[0]),
            harmless(expect_string(rest[1])[:MAX_KIND]),
        )
    raise ValueError("no form")


def to_figure(packed: object) -> Figure | None:
    """Decode a declared figure, or None; raises ValueError for anything else."""
    if not array(packed):
        return None
    from kata_runner import figure

    kind, x, y, value, log, label, fit, floor = array(packed, 8)
    if kind not in figure.KINDS:
        raise ValueError("expected a figure of a known kind")
    try:
        return figure.declare(kind, x, y, value=value, log=log, label=label, fit=fit, floor=floor)
    except TypeError as error:
        raise ValueError("expected a figure") from error


def to_declared_control(packed: object) -> Control:
    """A declared control; raises ValueError for anything else."""
    from kata_runner.controls import to_control, with_default

    name, low, high, default = array(packed, 4)
    try:
        return with_default(to_control(expect_string(name), (low, high)), {name: default}, "")
    except TypeError as error:
        raise ValueError("expected a control") from error


def to_limit(packed: object) -> tuple[str, float]:
    """Decode the name of a limit and its value; raises ValueError for anything else."""
    name, value = array(packed, 2)
    if expect_string(name) not in LIMITS or describe_wrong_limit(name, value):
        raise ValueError("expected a limit")
    return name, value


# The fields of a declaration in their order, without `inputs`, each with what decodes it.
DECLARATION: dict[str, Callable[[Any], Any]] = {
    "name": expect_string,
    "title": expect_string,
    "sentence": expect_string,
    "points": float,
    "needs": lambda needs: tuple(expect_strings(needs)),
    "shown": bool,
    "tolerance": lambda parts: Tolerance(*map(float, array(parts, 2))),
    "lesson": expect_string,
    "secret": bool,
    "limits": lambda limits: tuple(map(to_limit, array(limits))),
    "figure": to_figure,
    "controls": lambda controls: tuple(map(to_declared_control, array(controls))),
}


def to_declaration(packed: object) -> Declaration:
    """Decode the declaration of an experiment; raises ValueError or TypeError for anything else."""
    fields = zip(DECLARATION.items(), array(packed, len(DECLARATION)), strict=True)
    return Declaration(**{name: decode(value) for (name, decode), value in fields})


def to_limits(packed: object, kata: Limits) -> dict[str, Limits]:
    """Decode the limits of the experiments that declare their own; the others are those of the
    kata.
    """
    return {expect_string(name): replace(kata, **dict[str, Any](map(to_limit, array(own))))
            for name, own in (array(entry, 2) for entry in array(packed))}  # fmt: skip


def seconds(value: object) -> float:
    """Return a number of seconds from 0 to below 3600; raises ValueError for anything else."""
    if type(value) is not float or not 0.0 <= value < 3600.0:
        raise ValueError("expected seconds")
    return value
