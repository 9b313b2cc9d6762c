"""Wrappers around functions: the code of this file is added to an implementation's source in a
sandbox.

Therefore it must not import anything of this package. The wrappers report by printing, each line
after a prefix that the attempt cannot guess.
"""

from __future__ import annotations

import inspect
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from functools import cache, partial
from itertools import islice
from operator import itemgetter
from types import FunctionType
from typing import Any

import numpy as np

Wrapper = Callable[[str, dict[str, Any]], AbstractContextManager[None]]
MAX_CALLS = 12
SIZES = 1, 2, 3  # of axes and lists in smaller calls
LARGE = 2  # added to the rank of a call whose integers are not smaller
MAX_SHRUNK = 3  # calls of a function from which smaller ones are made
MAX_CALL, MAX_LINE = 700, 70  # characters of a smaller call, and of one of its lines
MAX_COPIED = 28_000  # characters, so that their hex fits what an experiment may print
SEEDS = 500  # of streams among which one is chosen in place of another
PLAIN = (bool, int, float, str)
MAX_WIDTH = 60  # of an array, so that it fits a terminal behind its name


def wrap(namespace: dict[str, Any], names: Sequence[str], action: str, word: str) -> None:
    """Put a wrapper around functions of a namespace; calls from inside one are not wrapped."""
    reports = {each.__name__: each for each in (calls, changes, transpose, shrink, copies)}
    wrapper = partial(contextmanager(reports[action]), word, [])
    inside: list[None] = []
    for name in names:
        owner, _, method = name.rpartition(".")
        if isinstance(namespace.get(name), type):
            owner, method = name, "__init__"  # creating an object is a call of its class
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
    """Return the function with the wrapper around each call.

    The first `own` arguments, a method's object, are not passed to the wrapper.
    """
    signature = inspect.signature(function)

    def call(*args: Any, **kwargs: Any) -> Any:
        if inside:
            return function(*args, **kwargs)
        bound = signature.bind(*args, **kwargs)
        given = list(bound.arguments.items())
        arguments = dict(given[own:])
        with wrapper(name, arguments):
            bound.arguments.update(arguments)
            inside.append(None)
            try:
                return function(*bound.args, **bound.kwargs)
            finally:
                inside.pop()

    return call


def calls(word: str, seen: list[Any], name: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Report the arguments of the first `MAX_CALLS` calls."""
    seen.append(name)
    if len(seen) <= MAX_CALLS:
        print(f"{word}{name}")
        for label, value in parts(arguments):
            margin = f"\n{word}  {' ' * len(label)}   "
            print(f"{word}  {label} = {format_value(value)}".replace("\n", margin))
    elif len(seen) == MAX_CALLS + 1:
        print(f"{word}and more calls")
    yield


def changes(word: str, _: list[Any], name: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Report which arguments a function has changed, and which random generators it has used."""
    before = {label: deepcopy(value) for label, value in parts(arguments)}
    states = random_states(arguments)
    try:
        yield
    finally:
        for label, state in random_states(arguments).items():
            kind = "used" if state != states.get(label) else "left"
            print(f"{word}{name} {label} {kind}")
        for label, value in parts(arguments):
            if label not in before or not equal(before[label], value):
                print(f"{word}{name} {label}")


def random_states(arguments: dict[str, Any]) -> dict[str, str]:
    """Return the state of each generator among the arguments, and of the two global ones."""
    states = {"random": repr(random.getstate()), "numpy.random": repr(np.random.get_state())}
    for label, value in arguments.items():
        if isinstance(value, np.random.RandomState):
            states[f"={label}"] = repr(value.get_state())
        elif isinstance(value, np.random.Generator):
            states[f"={label}"] = repr(value.bit_generator.state)
    return states


def transpose(word: str, _: list[Any], name: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Transpose square matrices among the arguments, and report which."""
    for label, value in list(arguments.items()):
        is_matrix = isinstance(value, np.ndarray) and value.ndim == 2
        if is_matrix and value.shape[0] == value.shape[1] > 1:
            arguments[label] = value.T
            print(f"{word}{name} {label}")
    yield


def copies(word: str, seen: list[Any], name: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Report calls as they are, up to `MAX_COPIED` characters, each with the calls before it."""
    code = "" if "." in name else write_call(name, arguments)
    if code in seen or len(code) + sum(map(len, seen)) > MAX_COPIED:
        code = ""
    if code:
        print(f"{word}{name} {len(seen)} {code.encode().hex()}")
    seen.append(code)
    yield


def shrink(word: str, seen: list[Any], name: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Report smaller versions of the first `MAX_SHRUNK` calls of each function, as Python.

    Axes and lists have one element, then two, then three, and numbers always have two digits.
    """
    seen.append(name)
    if seen.count(name) <= MAX_SHRUNK:
        for rank, smaller in shrink_arguments(arguments):
            code = write_call(name, smaller)
            if code and is_short(code) and (name, code) not in seen:
                seen.append((name, code))
                print(f"{word}{name} {rank} {code.encode().hex()}")
    yield


def shrink_arguments(arguments: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the arguments in smaller sizes, with a rank that grows with the size and is larger
    where integers stay large.

    A length that is the sum of two others becomes their sum, or is like any other. An integer
    becomes as small as lengths are, or the new length if it equals one, or stays.
    """
    lengths = set(find_lengths(tuple(arguments.values())))
    keys = {value for value in arguments.values() if is_key(value)}
    whole = {value for value in arguments.values() if type(value) is int and value > 0}
    smaller: list[tuple[int, dict[str, Any]]] = []
    for rank, most in enumerate(SIZES):
        plain = {length: min(length, most) for length in lengths}
        sums = {one + other: plain[one] + plain[other] for one in lengths for other in lengths}
        for sizes in (plain | {size: sums[size] for size in lengths & sums.keys()}, plain):
            for numbers in ({each: min(each, most) for each in whole} | sizes, sizes, {}):
                make = partial(make_smaller, sizes=sizes, numbers=numbers, keys=keys)
                call = {name: make(each) for name, each in arguments.items()}
                is_large = any(numbers.get(each, each) > most for each in whole - lengths)
                smaller.append((rank + LARGE * is_large, call))
    yield from sorted(smaller, key=itemgetter(0))


def is_key(value: Any) -> bool:
    """Whether an argument can be a key of a dict; a tuple with an array in it cannot."""
    if type(value) not in (str, int, tuple):
        return False
    try:
        hash(value)
    except TypeError:
        return False
    return True


def find_lengths(value: Any) -> Iterator[int]:
    """Yield the lengths of all axes, lists and dicts in a value."""
    if isinstance(value, np.ndarray):
        yield from value.shape
    elif is_namespace(value):
        yield from find_lengths(tuple(vars(value).values()))
    elif isinstance(value, list | tuple | dict):
        if not isinstance(value, tuple):
            yield len(value)
        inner = value.values() if isinstance(value, dict) else value
        for each in islice(inner, max(SIZES)):
            yield from find_lengths(each)


def make_smaller(value: Any, sizes: dict[int, int], numbers: dict[int, int], keys: set[Any]) -> Any:
    """Return a value with fewer elements, and with numbers of two digits."""
    smaller = partial(make_smaller, sizes=sizes, numbers=numbers, keys=keys)
    if isinstance(value, np.ndarray):
        value = value[tuple(slice(sizes.get(length, 1)) for length in value.shape)]
        is_real = value.dtype.kind == "f"
        return np.vectorize(round_number, otypes=[float])(value) if is_real else value
    if isinstance(value, list):
        return [smaller(each) for each in value[: sizes.get(len(value), 1)]]
    if type(value) is tuple:
        return tuple(smaller(each) for each in value)
    if type(value) is dict:
        chosen = select_keys(value, sizes.get(len(value), 1), keys)
        return {key: smaller(value[key]) for key in chosen}
    if is_namespace(value):
        return type(value)(**{name: smaller(each) for name, each in vars(value).items()})
    is_whole = type(value) is int
    return numbers.get(value, value) if is_whole else round_number(value)


def select_keys(value: dict[Any, Any], most: int, keys: set[Any]) -> list[Any]:
    """Return the keys of a dict that are arguments and the first ones that begin with an argument;
    if there are none, the first keys.
    """
    starts = tuple(key for key in keys if type(key) is tuple)
    given = [key for key in value if key in keys]
    begun = [
        key
        for key in value
        if type(key) is tuple and any(key[: len(start)] == start for start in starts)
    ]
    return [*given, *begun[:most]] or list(value)[:most]


def round_number(value: Any) -> Any:
    """Round a float to two digits, or to 0.1 with its sign if it would become zero.

    Zero and anything else are returned as they are.
    """
    if not isinstance(value, float) or not np.isfinite(value):
        return value
    rounded = float(f"{value:.2g}") if abs(value) >= 10 else round(float(value), 1)
    return rounded or (float(np.copysign(0.1, value)) if value else 0.0)


def write_call(name: str, arguments: dict[str, Any]) -> str:
    """Return a call as Python, one argument a line; empty if that is not possible."""
    try:
        lines = [f"{label} = {write_literal(value)}" for label, value in arguments.items()]
    except TypeError:
        return ""
    return "\n".join([*lines, f"{name}({', '.join(arguments)})"])


def is_short(code: str) -> bool:
    """Whether a call is short enough to be shown as an example."""
    return all(len(line) <= MAX_LINE for line in code.split("\n")) and len(code) <= MAX_CALL


def write_literal(value: Any) -> str:
    """Return Python code that makes a value; raises TypeError if there is none."""
    if isinstance(value, np.ndarray):
        return write_array(value)
    if isinstance(value, np.generic):
        value = value.tolist()
    if is_namespace(value) or type(value) in (dict, list, tuple, set, frozenset):
        return write_collection(value)
    if isinstance(value, np.random.RandomState):
        return f"np.random.RandomState({find_seed(value)})"
    if isinstance(value, np.random.Generator):
        return "np.random.default_rng(0)"
    if type(value) is float and not np.isfinite(value):
        return f"{'-' if value < 0 else ''}np.{abs(value)}"
    if value is None or type(value) in PLAIN:
        return repr(value)
    raise TypeError(type(value).__name__)


def write_array(array: np.ndarray[Any, Any]) -> str:
    """Return Python code that makes an array, its type included where its values do not show it."""
    values, kind = array.tolist(), f", dtype={array.dtype.name!r}"
    if not array.size:
        return f"np.zeros({array.shape}{kind})"
    is_plain = np.array(values).dtype == array.dtype
    return f"np.array({write_literal(values)}{'' if is_plain else kind})"


def find_seed(stream: np.random.RandomState) -> int:
    """Return the seed of a stream whose first draw is like the next one of this stream."""
    draw = deepcopy(stream).random_sample()
    return min(range(SEEDS), key=lambda seed: abs(first_draw(seed) - draw))


first_draw = cache(lambda seed: np.random.RandomState(seed).random_sample())


def write_collection(value: Any) -> str:
    """Return Python code that makes a collection; raises TypeError if there is none."""
    if isinstance(value, dict):
        pairs = (f"{write_literal(key)}: {write_literal(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if is_namespace(value):
        pairs = (f"\n    {name}={write_literal(each)}," for name, each in vars(value).items())
        return f"SimpleNamespace({''.join(pairs)}\n)"
    if isinstance(value, set | frozenset):
        inner = ", ".join(sorted(map(write_literal, value)))
        is_plain = value and isinstance(value, set)
        return f"{{{inner}}}" if is_plain else f"{type(value).__name__}([{inner}])"
    inner = ", ".join(map(write_literal, value))
    if isinstance(value, list):
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"


def is_namespace(value: Any) -> bool:
    """Whether an object is a SimpleNamespace, which only holds others."""
    return type(value).__name__ == "SimpleNamespace"


def format_value(value: Any) -> str:
    """Return the `repr` of a value without its memory address, which is different each time."""
    with np.printoptions(linewidth=MAX_WIDTH):
        return re.sub(r" object at 0x[0-9a-f]+>", ">", f"{value!r:.2000}")


def parts(arguments: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each argument by name, or, of a SimpleNamespace, each of its attributes."""
    for name, value in arguments.items():
        if is_namespace(value):
            yield from ((f"{name}.{part}", inner) for part, inner in vars(value).items())
        else:
            yield name, value


def equal(one: Any, other: Any) -> bool:
    """Whether plain values and containers of them are the same; nan equals nan.

    Other objects, such as a random state, may change with use, and are never reported as different.
    """
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if type(one) is dict and type(other) is dict:
        return list(one) == list(other) and equal(list(one.values()), list(other.values()))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return not (isinstance(one, PLAIN) and isinstance(other, PLAIN)) or repr(one) == repr(other)
