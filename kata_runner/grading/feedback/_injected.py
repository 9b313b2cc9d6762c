"""Wrappers around functions: they run in a sandbox, where the text of this file is added to an
implementation's source.

So nothing here may import anything of ours. What they tell, they print, each line behind a word
that nobody can guess.
"""

from __future__ import annotations

import copy
import inspect
import random
import re
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType
from typing import Any

import numpy as np

Wrapper = Callable[[str, dict[str, Any]], Callable[[], None]]
MAX_CALLS = 12
MAX_WIDTH = 60  # of an array, so that it fits a terminal behind its name


def wrap(namespace: dict[str, Any], names: Sequence[str], action: str, word: str) -> None:
    """Put a wrapper around functions of a namespace; what they call among themselves is not
    wrapped.
    """
    make: Callable[[str], Wrapper] = {"calls": calls, "changes": changes, "transpose": transpose}[
        action
    ]
    wrapper = make(word)
    inside: list[None] = []
    for name in names:
        owner, _, method = name.rpartition(".")
        if isinstance(namespace.get(name), type):
            owner, method = name, "__init__"  # making an object is a call of its class
        cls = namespace.get(owner)
        function = vars(cls).get(method) if isinstance(cls, type) else namespace.get(name)
        if not isinstance(function, FunctionType):
            continue
        if isinstance(cls, type):
            setattr(cls, method, wrapped(name, function, wrapper, inside, own=1))
        else:
            namespace[name] = wrapped(name, function, wrapper, inside)


def wrapped(
    name: str, function: FunctionType, wrapper: Wrapper, inside: list[None], own: int = 0
) -> Callable[..., Any]:
    """The function, with the wrapper before each call, and what the wrapper answers after it.

    A method's first argument is its `own`, and nothing to tell.
    """
    signature = inspect.signature(function)

    def call(*args: Any, **kwargs: Any) -> Any:
        if inside:
            return function(*args, **kwargs)
        bound = signature.bind(*args, **kwargs)
        given = list(bound.arguments.items())
        arguments = dict(given[own:])
        after = wrapper(name, arguments)
        bound.arguments.update(arguments)
        inside.append(None)
        try:
            return function(*bound.args, **bound.kwargs)
        finally:
            inside.pop()
            after()

    return call


def calls(word: str) -> Wrapper:
    """Tell what every function is called with, the first few times."""
    printed_calls: list[str] = []

    def tell(name: str, arguments: dict[str, Any]) -> Callable[[], None]:
        printed_calls.append(name)
        if len(printed_calls) <= MAX_CALLS:
            print(f"{word}{name}")
            for label, value in parts(arguments):
                print(
                    f"{word}  {label} = {format_value(value)}".replace(
                        "\n", f"\n{word}  {' ' * len(label)}   "
                    )
                )
        elif len(printed_calls) == MAX_CALLS + 1:
            print(f"{word}and more calls")
        return lambda: None

    return tell


def changes(word: str) -> Wrapper:
    """Tell which arguments a function has changed, and which random states it has used."""

    def watch(name: str, arguments: dict[str, Any]) -> Callable[[], None]:
        before = {label: copy.deepcopy(value) for label, value in parts(arguments)}
        states = random_states(arguments)

        def compare() -> None:
            for label, state in random_states(arguments).items():
                kind = "used" if state != states.get(label) else "left"
                print(f"{word}{name} {label} {kind}")
            for label, value in parts(arguments):
                if label not in before or not equal(before[label], value):
                    print(f"{word}{name} {label}")

        return compare

    return watch


def random_states(arguments: dict[str, Any]) -> dict[str, str]:
    """The state of each generator that a function is given, and of those that everybody shares."""
    states = {"random": repr(random.getstate()), "numpy.random": repr(np.random.get_state())}
    for label, value in arguments.items():
        if isinstance(value, np.random.RandomState):
            states[f"={label}"] = repr(value.get_state())
        elif isinstance(value, np.random.Generator):
            states[f"={label}"] = repr(value.bit_generator.state)
    return states


def transpose(word: str) -> Wrapper:
    """Transpose square matrices on their way in, and tell which."""

    def turn(name: str, arguments: dict[str, Any]) -> Callable[[], None]:
        for label, value in list(arguments.items()):
            if (
                isinstance(value, np.ndarray)
                and value.ndim == 2
                and value.shape[0] == value.shape[1] > 1
            ):
                arguments[label] = value.T
                print(f"{word}{name} {label}")
        return lambda: None

    return turn


def format_value(value: Any) -> str:
    """A value as Python shows it, without the place in memory, which is another one each time."""
    with np.printoptions(linewidth=MAX_WIDTH):
        return re.sub(r" object at 0x[0-9a-f]+>", ">", f"{value!r:.2000}")


def parts(arguments: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each argument, and of an object that only holds others, each of those."""
    for name, value in arguments.items():
        if type(value).__name__ == "SimpleNamespace":
            yield from ((f"{name}.{part}", inner) for part, inner in vars(value).items())
        else:
            yield name, value


def equal(one: Any, other: Any) -> bool:
    """Whether nothing has changed in plain values and in what holds them; nan is like nan.

    What else there is, such as a random state, may change with use, and is never said to differ.
    """
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if type(one) is dict and type(other) is dict:
        return list(one) == list(other) and equal(list(one.values()), list(other.values()))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    plain = isinstance(one, bool | int | float | str) and isinstance(
        other, bool | int | float | str
    )
    return not plain or repr(one) == repr(other)
