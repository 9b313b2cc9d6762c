"""Runs a lesson's examples below an attempt: the code of this file is added to its source in a
sandbox.

Therefore it must not import anything of this package. The output and the value of each example are
printed on one line, after a prefix that the attempt cannot guess.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import redirect_stdout
from itertools import islice
from types import SimpleNamespace
from typing import Any
from warnings import catch_warnings, simplefilter

MAX_OUTPUT = 500  # characters of one example's output
MAX_VALUES = 500  # numbers and texts in one example's value


def run_examples(
    namespace: dict[str, Any], examples: Sequence[tuple[str, str]], parts: Sequence[str], word: str
) -> None:
    """Run each example with the parts of a namespace and no other names, and print its output and
    the values in its result as hex, and whether it warned.

    The statements before the example's own run first, and their output is dropped.
    """
    for index, (before, statement) in enumerate(examples):
        names = {name: namespace[name] for name in parts if name in namespace}
        with catch_warnings(record=True) as caught:
            simplefilter("always")
            text, values = run_example(before, statement, names)
        data = text[:MAX_OUTPUT].encode("utf-8", "replace")
        shown = json.dumps(values).encode().hex()
        print(f"{word}{index} {data.hex()} {shown} {int(bool(caught))}")


def run_example(before: str, statement: str, names: dict[str, Any]) -> tuple[str, Any]:
    """Return the output of a statement, and its value's numbers and texts.

    In place of the values there is None if the statement shows no value or one that is no
    collection of them, and the name of the exception if it raises one.
    """
    output = io.StringIO()
    shown: list[Any] = []

    def show(value: Any) -> None:
        sys.__displayhook__(value)
        shown.append(value)

    hook, sys.displayhook = sys.displayhook, show
    try:
        with redirect_stdout(io.StringIO()):
            exec(before, names)
        with redirect_stdout(output):
            exec(compile(statement, "<lesson>", "single"), names)
            values = list_all_values(shown[-1]) if shown and shown[-1] is not None else None
    except Exception as error:
        return f"{type(error).__name__}: {error}", type(error).__name__
    finally:
        sys.displayhook = hook
    return output.getvalue(), values


def list_all_values(value: Any) -> list[Any] | None:
    """Return the numbers and texts in a value, None if it is no collection of them."""
    try:
        return list(islice(list_values(value), MAX_VALUES))
    except Exception:  # an object of the attempt may raise anything
        return None


def list_values(value: Any) -> Iterator[Any]:
    """Yield the numbers and texts in a value from left to right, whatever type holds them.

    Dictionaries and sets are sorted. Raises TypeError for an object that is no collection.
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or isinstance(value, bool | int | float | str):
        yield value
    else:
        for each in split(value):
            yield from list_values(each)


def split(value: Any) -> Iterable[Any]:
    """Return what is in a collection, and the two numbers of a complex one; raises TypeError for
    anything else.
    """
    if isinstance(value, complex):
        return value.real, value.imag
    if isinstance(value, SimpleNamespace):
        value = vars(value)
    if isinstance(value, Mapping):
        return [one for key in sorted(value, key=get_sort_key) for one in (key, value[key])]
    if isinstance(value, Set):
        return sorted(value, key=get_sort_key)
    if isinstance(value, Collection) and not isinstance(value, bytes | bytearray):
        return value
    raise TypeError(type(value).__name__)


def get_sort_key(value: Any) -> str:
    """Return a text that depends only on the numbers and texts in a value."""
    values = list_values(value)
    return json.dumps([float(one) if isinstance(one, int) else one for one in values])
