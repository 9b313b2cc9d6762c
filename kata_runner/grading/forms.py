"""Putting into words what kind of thing a function returned, where the reference returns another
kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SCALARS = {"numbers": "a number", "texts": "a text", "truths": "a truth value"}
NAMED = {"None", "a complex number"}
MANY = {"numbers": "numbers", "texts": "texts", "truths": "truth values"}


def form_mismatch(expected: Any, actual: Any) -> str:
    """A sentence about the first call whose result is not of the kind that is wanted, or nothing.

    It explains what failed and decides nothing.
    """
    if expected == actual:
        return ""
    names = {name for name, *_ in expected}
    if any(
        name not in names for name, *_ in actual
    ):  # methods of the attempt's own, which nobody asked for
        actual = merged(call for call in actual if call[0] in names)
    for (name, wanted, _), (theirs, came, _) in zip(expected, actual, strict=False):
        if name != theirs:
            return ""  # the experiment took another way: its table says more than its calls
        if not alike(wanted, came):
            return f"{name} returned {in_words(came)}; {in_words(wanted)} was wanted."
    return ""


def odd_result(expected: Any, actual: Any) -> str:
    """A sentence about the first call whose result is of a kind that is nowhere wanted of its
    function, or nothing.

    It says what came and not what is wanted: None or a text where the reference always has numbers.
    """
    kinds: dict[str, set[str]] = {}
    for name, wanted, _ in expected:
        kinds.setdefault(name, set()).add(wanted[0])
    for name, came, _ in actual:
        if name in kinds and came[0] not in kinds[name]:
            return f"{name} returned {in_words(came)}, which is not of the kind that is wanted."
    return ""


def merged(calls: Iterable[Any]) -> list[Any]:
    """Calls of one function with one form in a row as one."""
    found: list[Any] = []
    for name, form, count in calls:
        if found and found[-1][:2] == (name, form):
            found[-1] = (name, form, found[-1][2] + count)
        else:
            found.append((name, form, count))
    return found


def alike(wanted: Any, came: Any) -> bool:
    """Whether a form will do: a list serves as well as an array, and one shape is as good as its
    nesting.
    """
    if wanted[0] == came[0] == "parts":
        return len(wanted[1]) == len(came[1]) and all(map(alike, wanted[1], came[1]))
    if wanted[0] == came[0] == "odd":
        return without_name(wanted) == without_name(came)
    return bool(wanted[:2] == came[:2]) and is_set(wanted) == is_set(came)


def is_set(form: Any) -> bool:
    """Whether a form is that of a set, in which no value has a place of its own."""
    return len(form) > 2 and form[2] == "set"


def without_name(odd: Any) -> str:
    """What an odd value is, whatever its class is called."""
    return str(odd[1]) if odd[1] in NAMED else "an object"


def in_words(form: Any) -> str:
    """A form as a learner would say it."""
    kind = form[0]
    if kind == "odd":
        return str(form[1])
    if kind == "mapping":
        return "a dictionary"
    if kind == "parts":
        return "(" + ", ".join(in_words(part) for part in form[1]) + ")"
    return values_in_words(*form)


def values_in_words(kind: str, shape: Any, container: str) -> str:
    """Values of one kind: one, several in a shape, several in a tuple or a list, or a set of
    them.
    """
    if container == "set":
        return f"a set of {MANY[kind]}, which are in no order"
    if not shape:
        return SCALARS.get(kind, f"one of {kind}")
    if container in ("tuple", "list") and len(shape) > 1:
        return (
            f"a {container} of {shape[0]} times {MANY[kind]} of shape {in_parentheses(shape[1:])}"
        )
    return f"{MANY[kind]} of shape {in_parentheses(shape)}"


def in_parentheses(shape: Any) -> str:
    """A shape as numpy shows it."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"
