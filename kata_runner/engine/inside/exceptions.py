"""Description of an exception of the attempt for the learner, with frames of their file only."""

from __future__ import annotations

import traceback
from contextlib import suppress
from linecache import getline
from opcode import opmap
from types import TracebackType
from typing import Any

from kata_runner.engine.inside.attempt_loader import CodingLineError, execute
from kata_runner.engine.inside.classes import ClassNames
from kata_runner.engine.inside.implementation import MissingFunctionError, SignatureError
from kata_runner.engine.inside.timeout import AttemptTimeoutError
from kata_runner.engine.inside.undefined import describe_undefined

MAX_FRAMES = 6
MAX_TEXT = 2000
RAISE = opmap["RAISE_VARARGS"]
LIMITS_REACHED = ("timed_out", "over_memory")
PARSING = (b"eval(", b"exec(", b"compile(")
TOO_DEEP = "an expression is nested too deeply for Python: write it in several steps."


def describe_problem(
    error: BaseException,
    filename: str,
    limits: dict[str, float],
    function: str,
    classes: ClassNames,
) -> list[Any]:
    """Return ``[kind, text, traceback, line]`` for an exception raised by the attempt's code, or by
    an experiment that uses its results.

    `function` is the one that is blamed, `classes` are the attempt's classes with their names.
    """
    frames = get_own_frames(error, filename)
    line = frames[-1].lineno if frames else None
    kind, text = classify(error, unwritten_part(error, filename) or function, bool(frames), classes)
    if kind == "over_memory":
        text = (
            f"{function or 'The code'} wanted more memory than the {limits['memory_mb']} MB "
            f"it may have."
        )
    trace = "" if kind == "unwritten" else "".join(format_frames(frames, filename))[:MAX_TEXT]
    if kind == "crashed" and trace and (hint := helpful_remark(error, filename)):
        trace = f"{hint[:MAX_TEXT]}\n{trace}"
    return [kind, text[:MAX_TEXT], trace, line or 0]


def unwritten_part(error: BaseException, filename: str) -> str:
    """Return the function, or method such as ``Value.backward``, that raised NotImplementedError;
    empty for any other error.
    """
    if not isinstance(error, NotImplementedError):
        return ""
    place = find_last_frame(error, filename)
    name = place.tb_frame.f_code.co_qualname.partition(".<locals>")[0] if place else ""
    return "" if name.startswith("<") else name


def classify(
    error: BaseException, function: str, in_attempt: bool, classes: ClassNames
) -> tuple[str, str]:
    """Return a kind of problem for the grader and a sentence for the learner."""
    if isinstance(error, MissingFunctionError | SignatureError):
        return "crashed", get_text(error)
    if isinstance(error, AttemptTimeoutError):
        return "timed_out", f"{function or 'The code'} did not return: {get_text(error)}"
    if isinstance(error, MemoryError) and not is_raised_by_statement(error):
        too_deep = is_nested_too_deeply(error)
        return ("crashed", f"MemoryError: {TOO_DEEP}") if too_deep else ("over_memory", "")
    if isinstance(error, NotImplementedError) and in_attempt:
        return "unwritten", f"{function or 'This part'} is not written yet."
    if not in_attempt and (lacking := describe_undefined(error, classes)):
        return "crashed", lacking
    # A function in C, or one that another module wraps, raises outside the attempt's code.
    kind = "crashed" if in_attempt or function else "unusable"
    return kind, f"{type(error).__name__}: {get_text(error)}".rstrip(": ")


def is_raised_by_statement(error: BaseException) -> bool:
    """Return whether a `raise` in some code raised an exception, and not Python itself."""
    place = find_innermost(error)
    return place is not None and place.tb_frame.f_code.co_code[place.tb_lasti] == RAISE


def is_nested_too_deeply(error: MemoryError) -> bool:
    """Return whether Python's parser gave up: what was called last takes source, and it raises a
    MemoryError for what is nested too deeply.
    """
    place = find_innermost(error)
    if place is None:
        return False
    if place.tb_frame.f_code is execute.__code__:
        return True
    code = place.tb_frame.f_code
    line, _, column, _ = list(code.co_positions())[place.tb_lasti // 2]
    if line is None or column is None:
        return False
    called = getline(code.co_filename, line).encode()[column:]
    return called.startswith(PARSING)


def find_last_frame(error: BaseException, filename: str | None) -> TracebackType | None:
    """Return the innermost entry of an error's traceback in a file; None if there is none."""
    last, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            last = trace
        trace = trace.tb_next
    return last


def find_innermost(error: BaseException) -> TracebackType | None:
    """Return the place in which an exception was raised, None if it has no traceback."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place


def helpful_remark(error: BaseException, filename: str) -> str:
    """Return a hint for an exception, or an empty string.

    The hints are imported only here, because most attempts that are checked raise no exception.
    """
    with suppress(Exception):
        from kata_runner.engine.inside.exception_hints import get_hint

        return get_hint(error, find_last_frame(error, filename))
    return ""


def describe_load_problem(
    error: BaseException, filename: str, limits: dict[str, float]
) -> list[Any]:
    """Return ``[kind, text, traceback, line]`` for an attempt that cannot be loaded."""
    kind, code, line = "load", "", 0
    is_of_file = not get_own_frames(error, filename)
    if isinstance(error, CodingLineError):
        text, line = str(error), error.line
    elif isinstance(error, UnicodeDecodeError) and is_of_file:
        text = f"the file is not UTF-8 text (byte {error.start}): save it as UTF-8."
    elif isinstance(error, MemoryError | RecursionError) and is_of_file:
        text = f"{type(error).__name__}: {TOO_DEEP}"
    elif isinstance(error, SyntaxError) and "encoding declaration" in str(error.msg):
        text = f"the file is not the text it says to be ({error.msg}): save it as UTF-8."
    elif isinstance(error, SyntaxError) and is_of_file:
        line = error.lineno or 0
        text = f"{name_line(line)}{type(error).__name__}: {error.msg}."
        if isinstance(error.text, str) and error.text.strip():
            code = f"    {error.text.strip()[:200]}"
    else:
        cause, text, code, line = describe_problem(error, filename, limits, "", ClassNames())
        kind, text = cause if cause in LIMITS_REACHED else "load", f"{name_line(line)}{text}"
    return [kind, text, code, line]


def name_line(line: int) -> str:
    """Return a line as the beginning of a sentence, ``line 3: ``; empty for 0, which is unknown."""
    return f"line {line}: " if line else ""


def get_own_frames(error: BaseException, filename: str) -> list[traceback.FrameSummary]:
    """Return the frames in the learner's file."""
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if frame.filename == filename]


def format_frames(frames: list[traceback.FrameSummary], filename: str) -> list[str]:
    """Format frames as Python shows them, in two lines each, without the middle of a long chain."""
    lines = [
        f"  {filename}, line {frame.lineno}, in {frame.name}\n    {frame.line}\n"
        for frame in frames
    ]
    if len(lines) > MAX_FRAMES:
        half = MAX_FRAMES // 2
        lines[half:-half] = [f"  … {len(lines) - 2 * half} more calls …\n"]
    return lines


def get_text(error: BaseException) -> str:
    """Return an exception's message; its `__str__` may be the learner's and raise anything."""
    try:
        return str(error)
    except BaseException:
        return "(its message cannot be shown)"
