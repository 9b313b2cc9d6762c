"""Reading answers from a process that may say anything.

Only plain values pass: msgpack's own limits bound the size, no extension types, no maps but the one
for formats, and every message is checked before it becomes one of our objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgpack

from kata_runner.authoring import Declaration
from kata_runner.cells import PLAIN
from kata_runner.engine.job import CalledArguments, Cost, Problem, Result
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Limits, Status
from kata_runner.sanitize import harmless
from kata_runner.table import MAX_CELLS, Table, Tolerance

if TYPE_CHECKING:
    from kata_runner.controls import Control
    from kata_runner.figure import Figure

Calls = tuple[tuple[tuple[str, Any, int], ...], tuple[CalledArguments, ...]]
MOST_BYTES = 8 << 20
MOST_TEXT = 1 << 16
MOST_DEPTH = 6
MOST_CALLS = 1 << 16
MOST_REMEMBERED = 1 << 10  # bytes of calls, and of a table: larger ones are read each time
MOST_SHARED = 1 << 11
MOST_NOTES = 8
MAX_ARGUMENTS = 256  # of a function
MAX_KIND = 40  # characters of a word for the grader, a function's name, what a value is made of
MAX_NAME = 200
MAX_SENTENCE = 4096  # of a note, a message, a traceback: twice what `inside/problems.py` sends
MAX_NOTED = 512  # calls, parts of a form, axes: twice what `inside/implementation.py` notes
MAX_AXES = 64  # as numpy has it
KINDS = ("numbers", "texts", "truths")
SHAPES = {
    "ready": 0, "broken": 2, "experiments": 3, "limits": 1, "loaded": 0, "unloadable": 1,
    "calling": 1, "hurried": 2, "table": 2, "problem": 3, "cost": 2, "done": 0,
}  # fmt: skip
FORMAT = re.compile(r"[+]?(\.\d{1,2})?[defg%]?")
PROBLEMS = {
    "timed_out": Status.TIMED_OUT,
    "over_memory": Status.OVER_MEMORY,
    "unwritten": Status.FAILED,
    "unusable": Status.FAILED,
    "no_table": Status.FAILED,
}


class GarbledError(Exception):
    """What came is not an answer: the attempt wrote into the line, or the process died in the
    middle of a word.
    """


class Messages:
    """Bytes in, checked messages out; raises GarbledError for anything else."""

    def __init__(self) -> None:
        self._unpacker = msgpack.Unpacker(
            max_buffer_size=MOST_BYTES,
            max_str_len=MOST_TEXT,
            max_bin_len=MOST_BYTES,
            max_array_len=MAX_CELLS,
            max_map_len=0,
            max_ext_len=0,
        )

    def feed(self, data: bytes) -> Iterator[list[Any]]:
        """The messages that are complete with this data."""
        try:
            self._unpacker.feed(data)
            for message in self._unpacker:
                yield checked(message)
        except (ValueError, TypeError, RecursionError, msgpack.UnpackException) as error:
            raise GarbledError(f"unreadable answer: {type(error).__name__}") from error


def checked(message: object) -> list[Any]:
    """A message of a known name and length; raises ValueError for any other."""
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise ValueError("no message")
    if SHAPES.get(message[0]) != len(message) - 1:
        raise ValueError("unknown message")
    return message


def result_of(message: list[Any]) -> Result:
    """A ``table`` or ``problem`` message as a result; raises ValueError when its parts are not what
    they should be.
    """
    if message[0] == "problem":
        _, name, problem, calls = message
        return Result(string(name), None, problem_of(problem), *calls_of(calls))
    _, name, content = message
    if not isinstance(content, bytes):
        raise ValueError("a table comes packed")
    read = remembered_table if len(content) <= MOST_SHARED else read_table
    return read(string(name), content)


def read_table(name: str, content: bytes) -> Result:
    """The result with this packed table: columns, rows, formats, notes, and the packed calls."""
    unpacked = msgpack.unpackb(
        content,
        max_str_len=MOST_TEXT,
        max_bin_len=MOST_CALLS,
        max_array_len=MAX_CELLS,
        max_map_len=64,
        max_ext_len=0,
    )
    columns, rows, formats, notes, calls = array(unpacked, 5)
    if len(array(columns)) * len(array(rows)) > MAX_CELLS:
        raise ValueError("too large a table")
    if not all(PLAIN.issuperset(map(type, array(row))) for row in rows):
        raise ValueError("a cell is not plain")
    sayings = [harmless(string(note)[:MAX_SENTENCE]) for note in array(notes)[:MOST_NOTES]]
    table = Table.of_plain(strings(columns), rows, formats_of(formats), sayings)
    return Result(name, table, None, *calls_of(calls))


# Most attempts give the same: it is read once, and then one result stands for all of them.
remembered_table = lru_cache(maxsize=1024)(read_table)


def formats_of(formats: object) -> dict[str, str]:
    """Format specifications of a harmless kind: a precision, no width."""
    if not isinstance(formats, dict):
        raise ValueError("formats are a map")
    for name, spec in formats.items():
        if not FORMAT.fullmatch(string(spec)) or not string(name):
            raise ValueError("a format is not of the harmless kind")
    return formats


def problem_of(problem: object) -> Problem:
    """A problem, its text made harmless."""
    kind, text, trace, line = array(problem, 4)
    status = PROBLEMS.get(string(kind), Status.CRASHED)
    text, trace = (harmless(string(each)[:MAX_SENTENCE])[:MAX_SENTENCE] for each in (text, trace))
    return Problem(status, kind[:MAX_KIND], text, trace, whole(line))


def calls_of(packed: object) -> Calls:
    """The noted calls, packed. Attempts make the same ones, so they are read once."""
    if not isinstance(packed, bytes):
        raise ValueError("calls come packed")
    if len(packed) > MOST_CALLS:
        raise ValueError("too many calls")
    return remembered_calls(packed) if len(packed) <= MOST_REMEMBERED else read_calls(packed)


def read_calls(packed: bytes) -> Calls:
    """Functions, forms and how often; for each function the arguments it was called with, and those
    it changed.
    """
    calls, arguments = array(
        msgpack.unpackb(
            packed, max_ext_len=0, max_map_len=0, max_bin_len=0, max_array_len=MAX_NOTED
        ),
        2,
    )
    noted = (array(call, 3) for call in array(calls))
    called = (array(entry, 3) for entry in array(arguments))
    return (
        tuple(
            (string(name)[:MAX_NAME], form_of(form), whole(count)) for name, form, count in noted
        ),
        tuple(
            CalledArguments(harmless(string(name)), arguments_of(given), arguments_of(changed))
            for name, given, changed in called
        ),
    )


remembered_calls = lru_cache(maxsize=1024)(read_calls)


def arguments_of(packed: object) -> tuple[tuple[int, str], ...]:
    """Arguments by position and name."""
    arguments = array(packed)
    if len(arguments) > MAX_ARGUMENTS:
        raise ValueError("too many arguments")
    return tuple(map(argument_of, arguments))


def argument_of(packed: object) -> tuple[int, str]:
    """An argument's position and name."""
    position, name = array(packed, 2)
    return whole(position), harmless(string(name))


def form_of(form: object, depth: int = 0) -> tuple[Any, ...]:
    """A form as `inside/value_schema.py` describes it; raises ValueError for anything else that
    claims to be one.
    """
    kind, *rest = array(form)
    if depth > MOST_DEPTH:
        raise ValueError("a form is nested too deeply")
    if kind == "mapping" and not rest:
        return (kind,)
    if kind == "odd" and len(rest) == 1:
        return kind, harmless(string(rest[0])[:MAX_NAME])
    if kind == "parts" and len(rest) == 1:
        return kind, tuple(form_of(part, depth + 1) for part in array(rest[0]))
    if kind in KINDS and len(rest) == 2:
        if len(array(rest[0])) > MAX_AXES:
            return "odd", f"a sequence nested more than {MAX_AXES} deep"
        return kind, tuple(whole(size) for size in rest[0]), harmless(string(rest[1])[:MAX_KIND])
    raise ValueError("no form")


def declarations_of(declarations: object) -> list[Declaration]:
    """The declarations of a kata's experiments."""
    found = []
    for packed in array(declarations):
        name, title, sentence, points, needs, shown, tolerance, lesson, secret, limits, *drawn = (
            array(packed, 12)
        )
        relative, absolute = array(tolerance, 2)
        found.append(
            Declaration(
                string(name),
                string(title),
                string(sentence),
                float(points),
                tuple(array(needs)),
                bool(shown),
                Tolerance(float(relative), float(absolute)),
                string(lesson),
                secret=bool(secret),
                limits=tuple(map(limit_of, array(limits))),
                figure=figure_of(drawn[0]),
                controls=tuple(map(control_of, array(drawn[1]))),
            )
        )
    return found


def figure_of(packed: object) -> Figure | None:
    """A declared picture, or none; raises ValueError for anything else."""
    if not array(packed):
        return None
    from kata_runner import figure

    kind, x, y, value, log, label, fit, floor = array(packed, 8)
    if kind not in figure.KINDS:
        raise ValueError("a figure of a known kind is wanted")
    try:
        return figure.declare(kind, x, y, value=value, log=log, label=label, fit=fit, floor=floor)
    except TypeError as error:
        raise ValueError("a figure is wanted") from error


def control_of(packed: object) -> Control:
    """A declared control; raises ValueError for anything else."""
    from kata_runner.controls import to_control, with_default

    name, low, high, default = array(packed, 4)
    try:
        return with_default(to_control(string(name), (low, high)), {name: default}, "")
    except TypeError as error:
        raise ValueError("a control is wanted") from error


def limit_of(packed: object) -> tuple[str, float]:
    """The name of a limit and its value; raises ValueError for what is none."""
    name, value = array(packed, 2)
    if string(name) not in LIMITS or describe_wrong_limit(name, value):
        raise ValueError("a limit is wanted")
    return name, value


def limits_of(packed: object, kata: Limits) -> dict[str, Limits]:
    """The limits of experiments that have some of their own, over those of their kata."""
    return {string(name): replace(kata, **dict[str, Any](map(limit_of, array(own))))
            for name, own in (array(entry, 2) for entry in array(packed))}  # fmt: skip


def cost_of(message: list[Any]) -> Cost:
    """A ``cost`` message; raises ValueError when it holds no numbers."""
    _, peak_kb, seconds = message
    if type(seconds) is not float:
        raise ValueError("a number is wanted")
    return Cost(whole(peak_kb) >> 10, seconds)


def seconds(value: object) -> float:
    """A number of seconds that is neither negative nor endless; raises ValueError for anything
    else.
    """
    if type(value) is not float or not 0.0 <= value < 3600.0:
        raise ValueError("seconds are wanted")
    return value


def array(value: object, length: int | None = None) -> list[Any]:
    """A list, of that length."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ValueError("a list is wanted")
    return value


def strings(value: object) -> list[str]:
    """A list of texts."""
    return [string(item) for item in array(value)]


def string(value: object) -> str:
    """Text."""
    if not isinstance(value, str):
        raise ValueError("text is wanted")
    return value


def whole(value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is wanted")
    return value
