"""Hints for an exception of the attempt: the nearest valid name, and the values of the names in the
failing expression.
"""

from __future__ import annotations

import _thread
import ast
import builtins
import linecache
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from traceback import walk_tb
from types import FrameType, FunctionType, ModuleType, SimpleNamespace, TracebackType
from typing import Any

import numpy as np

MAX_NAMES = 5
MAX_KEYS = 8
MANY = 100  # calls of one function within each other that are a recursion
ABOUT_VALUES = (TypeError, ValueError, IndexError, KeyError, ZeroDivisionError)
MIN_SWAPPED = 3  # a name with more letters is also suggested if only their order differs
NEAR = 0.7  # similarity from which a name is suggested
PLAIN_WORDS: dict[type[BaseException], str] = {
    UnboundLocalError: "It gets its value further down or in another branch, so it has none yet: "
    "give it one before this line.",
    RecursionError: "It calls itself about 1000 times without returning: use a loop, or let "
    "every call come to a case that returns without another one.",
    EOFError: "Nobody is here to type anything: take what you need from the parameters.",
    OSError: "Your code is alone here, without files, network or other programs: "
    "take what you need from the parameters.",
}
LEAVING = ("exit", "quit")  # what Python offers in interactive sessions only
NOTHING = object()
OUT_OF_BOUNDS = re.compile(r"is out of bounds for axis \d+ with size (\d+)")
NO_ARRAY = re.compile(  # what a list is asked for that an array does
    r"unsupported operand .*'list'|bad operand .*'list'|list indices must .* not (tuple|ndarray)"
    r"|'list' object has no attribute '(?P<attribute>\w+)'|concatenate list \(not \"(?:int|float)"
    r"|can't multiply sequence by non-int"
)
MISSING_IN_MODULE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")


def get_hint(error: BaseException, place: TracebackType | None) -> str:
    """Return a sentence or two about an exception raised at a place in the attempt's file, or an
    empty string; never raises.
    """
    with suppress(Exception):
        if place is not None:
            return " ".join(filter(None, list_hints(error, place)))
    return ""


def list_hints(error: BaseException, place: TracebackType) -> Iterator[str]:
    """Yield the hints for an exception raised at a place; some may be empty."""
    if isinstance(error, RecursionError) and not is_of_recursion(error, place):
        return  # a deep value, for one, which Python itself shows or copies
    if plain := in_plain_words(error):
        yield plain
    elif isinstance(error, NameError) and error.name in LEAVING:
        yield "That is for a session at the keyboard: a function ends with `return`."
    elif isinstance(error, NameError):
        yield did_you_mean(error.name, list_known_names(place.tb_frame)) or not_imported(error)
    elif isinstance(error, AttributeError):
        yield get_attribute_hint(error, place) or not_an_array(error, place)
    elif isinstance(error, ABOUT_VALUES):
        yield from get_value_hints(error, place)


def is_of_recursion(error: BaseException, place: TracebackType) -> bool:
    """Return whether the function at a place was running many times when an error was raised."""
    codes = [frame.f_code for frame, _ in walk_tb(error.__traceback__)]
    return codes.count(place.tb_frame.f_code) > MANY


def get_value_hints(error: BaseException, place: TracebackType) -> Iterator[str]:
    """Yield the values of the names in the failing expression, and what follows from them."""
    values = list_operands(place)
    yield describe_values(values)
    if isinstance(error, KeyError) and error.args:
        keys = [key for _, value in values if isinstance(value, dict) for key in value]
        yield did_you_mean(error.args[0], keys)
    if match := OUT_OF_BOUNDS.search(str(error)):
        yield f"The last index there is {int(match[1]) - 1}." if int(match[1]) else ""
    yield not_an_array(error, place)
    if "truth value of an array" in str(error):
        yield may_be_none(values, place.tb_frame)
    if "NoneType" in str(error):
        yield not_given(values, place.tb_frame) or without_return(place)


def get_attribute_hint(error: AttributeError, place: TracebackType) -> str:
    """Suggest the nearest attribute.

    A module with its own `__getattr__`, such as NumPy, leaves no object in the exception: the
    message names the module.
    """
    if "'NoneType'" in str(error):
        return without_return(place)
    match = MISSING_IN_MODULE.fullmatch(str(error))
    owner = error.obj if error.obj is not None or match is None else sys.modules.get(match[1])
    if owner is None:
        return ""
    alias = next((name for name, value in place.tb_frame.f_globals.items() if value is owner), "")
    question = did_you_mean(error.name or (match and match[2]), dir(owner))
    return (
        question.replace("mean ", f"mean {alias}.")
        if alias and isinstance(owner, ModuleType)
        else question
    )


def in_plain_words(error: BaseException) -> str:
    """Return the hint that does not depend on the place of the error, empty if there is none."""
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        if _thread._count():  # of those that were started: at level `process` some may be
            return "No more threads may run at the same time: do one thing after the other."
        return "Your code has one thread and no other: do one thing after the other."
    if type(error).__name__ == "BdbQuit" or "breakpoint()" in str(error):
        return "Nobody is here to type anything: take out what starts the debugger."
    if isinstance(error, FileExistsError) or (isinstance(error, OSError) and has_own_files()):
        return ""  # it has files, as at level `process`: the error speaks for itself
    return next((words for kind, words in PLAIN_WORDS.items() if isinstance(error, kind)), "")


def has_own_files() -> bool:
    """Return whether the attempt made files in its folder, which is empty at first."""
    try:
        return bool(os.listdir())  # noqa: PTH208
    except OSError:
        return False


def not_imported(error: NameError) -> str:
    """Suggest an import if the undefined name is a module of the standard library."""
    is_module = error.name in sys.stdlib_module_names
    return f"Write `import {error.name}` at the top." if is_module else ""


def not_given(values: Iterable[tuple[str, Any]], frame: FrameType) -> str:
    """Return advice on a parameter that is None because no argument was passed for it."""
    parameters = frame.f_code.co_varnames[: frame.f_code.co_argcount]
    name = next((name for name, value in values if value is None and name in parameters), "")
    return f"`{name}` is None where nothing is given for it: treat that case first." if name else ""


def may_be_none(values: Iterable[tuple[str, Any]], frame: FrameType) -> str:
    """Return a remark on an array that is a parameter with None as its default."""
    function = frame.f_globals.get(frame.f_code.co_name)
    if type(function) is not FunctionType or function.__code__ is not frame.f_code:
        return ""
    parameters = frame.f_code.co_varnames[: frame.f_code.co_argcount]
    defaults = function.__defaults__ or ()
    given = dict(zip(parameters[len(parameters) - len(defaults) :], defaults, strict=True))
    given |= function.__kwdefaults__ or {}
    names = [name for name, value in values if given.get(name, value) is None]
    return f"`{names[0]}` is None where nothing is given for it." if names else ""


def not_an_array(error: BaseException, place: TracebackType) -> str:
    """Say which list is used like an array, and which function of the attempt returned it."""
    match, frame = NO_ARRAY.search(str(error)), place.tb_frame
    if match is None or not hasattr(np.ndarray, match["attribute"] or "shape"):
        return ""
    nodes = list_nodes(failing_part(place, read_line(place)))
    lists = [node.id for node in nodes
             if isinstance(node, ast.Name) and type(get_value(node, frame)) is list]  # fmt: skip
    called = [node.value for node in nodes if isinstance(node, ast.Subscript | ast.Attribute)]
    makers = [find_maker(name, place) for name in lists]
    makers += [get_own_function(node, frame) for node in called] if not lists else []
    if maker := next(filter(None, makers), ""):
        return f"`{maker}` returns a list here, not an array: let it return `np.array(...)`."
    return f"`{lists[0]}` is a list, not an array: `np.array` makes one of it." if lists else ""


def find_maker(name: str, place: TracebackType) -> str:
    """Return the attempt's function whose result was assigned to a name last, empty if none is."""
    code = place.tb_frame.f_code
    source = "".join(linecache.getlines(code.co_filename))
    calls = [
        (node.lineno, get_own_function(node.value, place.tb_frame))
        for node in list_nodes(source)
        if isinstance(node, ast.Assign)
        and code.co_firstlineno < node.lineno <= place.tb_lineno
        and name in map(ast.unparse, node.targets)
    ]
    return max(calls, default=(0, ""))[1]


def get_own_function(node: ast.expr, frame: FrameType) -> str:
    """Return the name of the function of the attempt's file that a node calls, empty if none."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return ""
    function = frame.f_globals.get(node.func.id)
    is_own = isinstance(function, FunctionType) and function.__globals__ is frame.f_globals
    return node.func.id if is_own else ""


def without_return(place: TracebackType) -> str:
    """Return a sentence about the most frequent source of None at a place."""
    if ".get(" in read_line(place):
        return (
            "Something is None here: `get` gives None for a key that is not there, unless it is "
            "given what to give then, as in `get(key, 0)`."
        )
    return (
        "Something is None here: a function that ends without `return` gives None, and so "
        "does a method like sort."
    )


def did_you_mean(name: object, names: Iterable[object]) -> str:
    """Return a question that suggests the nearest name, empty if none is near."""
    texts = [known for known in names if isinstance(known, str) and not known.startswith("__")]
    if not isinstance(name, str):
        return ""
    near = (
        [known for known in texts if known.lower() == name.lower()]
        or [known for known in texts if len(name) > MIN_SWAPPED and sorted(known) == sorted(name)]
        or get_close_matches(name, texts, n=1, cutoff=NEAR)
    )
    return f"Did you mean {near[0]}?" if near and near[0] != name else ""


def list_known_names(frame: FrameType) -> list[str]:
    """Return the names that are visible at a place."""
    return [*frame.f_locals, *frame.f_globals, *vars(builtins)]


def list_operands(place: TracebackType) -> list[tuple[str, Any]]:
    """Return the names in the failing expression, else in its line, with their values; no
    functions, no modules.
    """
    line = read_line(place)
    whole = line.strip().removeprefix("el")  # of `elif`
    whole += " pass" * whole.endswith(":")
    return get_values(failing_part(place, line), place.tb_frame) or get_values(
        whole, place.tb_frame
    )


def read_line(place: TracebackType) -> str:
    """Return the line of source that was running."""
    return linecache.getline(place.tb_frame.f_code.co_filename, place.tb_lineno)


def get_values(source: str, frame: FrameType) -> list[tuple[str, Any]]:
    """Return each name in a piece of source with its value, if that can be described."""
    values = {ast.unparse(node): get_value(node, frame) for node in list_names(source)}
    return [
        (name, value)
        for name, value in values.items()
        if value is not NOTHING and describe_value(value)
    ]


def failing_part(place: TracebackType, line: str) -> str:
    """Return the part of the line that was running; empty if it is unknown or spans several
    lines.
    """
    positions = list(place.tb_frame.f_code.co_positions())[place.tb_lasti // 2]
    first, last, begin, end = positions
    return line.encode()[begin:end].decode() if first == last and begin is not None else ""


def list_names(source: str) -> list[ast.expr]:
    """Return the names in a piece of source from left to right, a dotted name as a whole."""
    dotted = [node for node in list_nodes(source) if isinstance(node, ast.Attribute | ast.Name)]
    inner = {id(node.value) for node in dotted if isinstance(node, ast.Attribute)}
    outermost = [node for node in dotted if id(node) not in inner]
    return sorted(outermost, key=lambda node: (node.lineno, node.col_offset))


def list_nodes(source: str) -> list[ast.AST]:
    """Return the nodes of a piece of source, none if it does not parse."""
    try:
        return list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return []


def get_value(node: ast.expr, frame: FrameType) -> Any:
    """Return the value of a name, without running any code of the attempt."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id, NOTHING))
    if isinstance(node, ast.Attribute):
        owner = get_value(node.value, frame)
        if type(owner) is SimpleNamespace:
            return vars(owner).get(node.attr, NOTHING)
        if type(owner) is np.ndarray:
            return owner.T if node.attr == "T" else NOTHING
    return NOTHING


def describe_values(values: list[tuple[str, Any]]) -> str:
    """Return a sentence about the values of the names."""
    parts = [f"{name} {describe_value(value)}" for name, value in values[:MAX_NAMES]]
    return f"Here {', '.join(parts)}." if parts else ""


def describe_value(value: Any) -> str:
    """Describe a value for a learner; empty for functions, modules and unusual objects."""
    if value is None:
        return "is None"
    if type(value) is np.ndarray:
        return f"has shape {value.shape}" if value.shape else "is an array of no axes"
    if type(value) in (list, tuple):
        return f"has {len(value)} item{'s' * (len(value) != 1)}"
    if type(value) is dict:
        keys = ", ".join(repr(key)[:40] for key in list(value)[:MAX_KEYS])
        return (
            f"has the keys {keys}{', …' * (len(value) > MAX_KEYS)}"
            if value
            else "is an empty dictionary"
        )
    if type(value) in (bool, int, float, str) or isinstance(value, np.generic):
        return f"is {value!r:.40}"
    return ""
