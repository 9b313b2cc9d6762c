"""The attempt as an experiment sees it: its functions and classes as attributes, each call
recorded.
"""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

IDLE_STEPS, RETURN_NONE = ("RESUME", "NOP"), ("LOAD_CONST", "RETURN_CONST", "RETURN_VALUE")
MAX_STUB = 32  # bytes of code: a function that does nothing has fewer


class MissingFunctionError(Exception):
    """The attempt has no function or class of that name."""


class SignatureError(Exception):
    """The attempt's function cannot be called the way the kata calls it."""


class Implementation:
    """The attempt's functions and classes as attributes.

    The class defines no public attribute, because an attempt may give its functions any name.
    """

    def __init__(self, module: ModuleType, record: Callable[[str, Any], Any]) -> None:
        """`record(name, function)` wraps a function or class so that its calls are recorded."""
        self.__module, self.__record = module, record

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = vars(self.__module).get(name)
        if not callable(function):
            raise MissingFunctionError(describe_missing(name, self.__module))
        recorded: Callable[..., Any] = self.__record(name, function)
        setattr(self, name, recorded)
        return recorded


def describe_missing(name: str, module: ModuleType) -> str:
    """Return a sentence about a missing function, with the nearest name of the attempt's own."""
    from difflib import get_close_matches

    if name in vars(module):
        return (
            f"{name} is not a function but {type(vars(module)[name]).__name__}: define it "
            f"with `def {name}(...)`."
        )
    names = [
        other
        for other, value in vars(module).items()
        if callable(value)
        and not other.startswith("_")
        and getattr(value, "__module__", None) == module.__name__  # else it is imported
    ]
    near = get_close_matches(name, names, n=1)
    if near and (foreign := describe_foreign_letter(near[0], name)):
        return f"{name} is not defined. There is {near[0]}, {foreign}: type the name anew."
    return f"{name} is not defined." + (
        f" There is {near[0]}: did you mean that?" if near else " Define it."
    )


def describe_foreign_letter(name: str, expected: str) -> str:
    """Describe the first letter of a name that is not in the expected name and of another alphabet,
    so that it may only look like a Latin one; empty if there is none.
    """
    from unicodedata import name as name_of

    for number, letter in enumerate(name, start=1):
        if (
            letter.isalpha()
            and letter not in expected
            and not name_of(letter, "LATIN").startswith("LATIN")
        ):
            return f"whose letter {number} is no Latin one but {name_of(letter).title()}"
    return ""


def get_parameters(function: Any, own: int = 0) -> inspect.Signature:
    """Return the signature of a function without its first `own` parameters, and without
    annotations, which say nothing about the number of arguments.

    Raises TypeError or ValueError if the signature cannot be determined.
    """
    signature = inspect.signature(function)
    taken = list(signature.parameters.values())[own:]
    bare = [parameter.replace(annotation=parameter.empty) for parameter in taken]
    return signature.replace(parameters=bare, return_annotation=signature.empty)


def is_of_the_call(
    error: TypeError, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> bool:
    """Return whether a call raised an error because the function does not take these arguments.

    A function in C, or the creation of an object, may raise a TypeError of another kind at the same
    place.
    """
    if error.__traceback__ is None or error.__traceback__.tb_next is not None:
        return False
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except (TypeError, ValueError):  # also if the signature cannot be determined
        return True
    return False


def describe_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Describe the arguments of a call: the number of positional ones, the names of others."""
    return f"{len(args)} argument{'s' * (len(args) != 1)}" + "".join(f", {key}=" for key in kwargs)


def describe_mismatch(name: str, function: Any, own: int, given: str, error: TypeError) -> str:
    """Return a sentence about a function that does not accept the kata's arguments."""
    try:
        takes = f"{name}{get_parameters(function, own)}"
    except (TypeError, ValueError):
        return f"{name} cannot be called with {given}: {error}"
    return f"{takes} cannot be called with {given}: take the parameters of the starter."


def is_stub(function: Any) -> bool:
    """Return whether the body of a function does nothing: a docstring, `pass` or `...`."""
    if type(function) is not FunctionType or len(function.__code__.co_code) > MAX_STUB:
        return False
    steps = [step for step in dis.get_instructions(function) if step.opname not in IDLE_STEPS]
    return all(step.opname in RETURN_NONE and step.argval is None for step in steps)
