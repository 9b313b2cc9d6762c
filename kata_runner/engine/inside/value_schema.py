"""The kind of value that a function returned, as plain data that does not contain its numbers.

A form is a list: ``["numbers", shape, container]``, ``["texts", shape, container]`` and so on for
nested sequences of one kind, ``["parts", [form, …]]`` for a sequence of different forms,
``["mapping"]`` for a mapping, ``["odd", description]`` for what no table holds, ``["raised"]`` for
an exception that the experiment catches. Outside, the forms of the reference and of the attempt are
compared and described in words.
"""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence, Set
from itertools import islice
from typing import Any

from numpy import ndarray

from kata_runner.cells import MAX_CELLS, is_sequence, sort_keys

Form = list[Any]
KINDS = dict.fromkeys("fiu", "numbers") | {"b": "truths", "U": "texts"}
SEQUENCES = (list, tuple)
RAISED: Form = ["raised"]
MAX_PARTS = 16  # a form describes, it does not copy: longer mixed sequences are cut
MAX_NESTED = 6  # deeper ones become odd


def get_schema(value: Any) -> Form:
    """Return the form of any value; one that raises an exception when inspected is odd."""
    try:
        return describe(value)
    except Exception as error:
        return ["odd", f"an object that raises {type(error).__name__} when looked at"]


def get_cheap_key(value: Any) -> list[object] | None:
    """Return a key that distinguishes the forms of the most frequent results, in a tenth of the
    time of describing them; None for any other result.
    """
    kind = type(value)
    if kind is ndarray and not value.dtype.hasobject:
        return [value.dtype, value.shape]
    if kind is float or kind is int:
        return [kind]
    if kind is not tuple:
        return None
    key: list[object] = [tuple]
    for item in value:
        kind = type(item)
        if kind is ndarray and not item.dtype.hasobject:
            key.append(item.dtype)
            key.append(item.shape)
        elif kind is float or kind is int:
            key.append(kind)
        else:
            return None
    return key


def describe(value: Any) -> Form:
    """Return the form of a value; raises what the value raises when inspected."""
    if isinstance(value, SEQUENCES):
        form = sequence_form if type(value) in SEQUENCES else container_form
        return form(value, type(value).__name__)
    if hasattr(value, "dtype") and hasattr(value, "shape"):
        return array_form(value)
    kind = scalar_kind(value)
    if kind:
        return [kind, [], "scalar"]
    if isinstance(value, Mapping):
        return ["mapping"]
    if is_sequence(value):
        return container_form(value, "set" if isinstance(value, Set) else "list")
    return ["odd", get_type_name(value)]


def container_form(value: Any, container: str) -> Form:
    """Return the form of a container that code of the attempt may iterate, perhaps without end."""
    items = list(islice(value, MAX_CELLS + 1))
    if len(items) > MAX_CELLS:
        return ["odd", f"an object of more than {MAX_CELLS:,} items"]
    return sequence_form(sort_keys(items) if isinstance(value, Set) else items, container)


def scalar_kind(value: Any) -> str:
    """Return the plain kind of a single value, empty for any other value."""
    if isinstance(value, str):
        return "texts"
    if isinstance(value, bool):
        return "truths"
    if isinstance(value, (float, int, numbers.Real)) or (
        hasattr(value, "__float__") and not hasattr(value, "dtype")
    ):
        return "numbers"
    return ""


def array_form(array: Any) -> Form:
    """Return the form of a NumPy array or scalar."""
    if array.dtype.kind == "O":
        return describe(array.tolist())
    kind = KINDS.get(array.dtype.kind)
    container = "array" if array.shape else "scalar"
    if kind is None:
        return ["odd", f"{'an array' if array.shape else 'a scalar'} of {array.dtype.name[:40]}"]
    return [kind, list(array.shape), container]


def sequence_form(sequence: Sequence[Any], container: str) -> Form:
    """Return the form of a sequence: one kind and shape if all items agree, the form of each item
    otherwise.
    """
    if not sequence:
        return ["numbers", [0], container]
    items = [describe(item) for item in sequence]
    for item in items:
        if item[0] == "odd":
            return ["odd", f"a {container} that holds {item[1]}"[:200]]
    first = items[0]
    if first[0] not in ("parts", "mapping") and all(item[:2] == first[:2] for item in items):
        return [first[0], [len(items), *first[1]], container]
    form = ["parts", items[:MAX_PARTS]]
    return form if nesting(form) <= MAX_NESTED else ["odd", f"a deeply nested {container}"]


def nesting(form: Form) -> int:
    """Return how many levels of sequences of different forms are nested."""
    return 1 + max(map(nesting, form[1]), default=0) if form[0] == "parts" else 0


def get_type_name(value: Any) -> str:
    """Return the type of an odd value in words for a learner."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"a {name} number" if isinstance(value, complex) else f"an object of type {name:.60}"
