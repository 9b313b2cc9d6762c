"""Descriptions of the kind of a function's result, for when the reference returns another kind."""

from __future__ import annotations

from itertools import groupby
from typing import Any

SCALARS = {"numbers": "a number", "texts": "a text", "truths": "a truth value"}
NAMED = {"None", "a complex number"}
RAISED = ("raised",)
MANY = {"numbers": "numbers", "texts": "texts", "truths": "truth values"}


def describe_mismatch(expected: Any, actual: Any) -> str:
    """Describe the first call whose result is not of the expected kind; empty if there is none.

    The sentence explains a failure; it does not decide whether there is one.
    """
    if expected == actual:
        return ""
    names = {name for name, *_ in expected}
    if any(name not in names for name, *_ in actual):  # methods that only the attempt has
        known = (call[:2] for call in actual if call[0] in names)
        actual = [call for call, _ in groupby(known)]  # consecutive calls of one form are one
    for (name, expected_form, *_), (actual_name, actual_form, *_) in zip(
        expected, actual, strict=False
    ):
        if name != actual_name or (expected_form == RAISED) != (actual_form == RAISED):
            return ""  # the experiment took another path: its table says more than its calls
        if not schemas_match(expected_form, actual_form):
            actual_kind, expected_kind = map(describe_schema, (actual_form, expected_form))
            return f"{name} returned {actual_kind}, expected {expected_kind}."
    return ""


def odd_result(expected: Any, actual: Any) -> str:
    """Describe the first call whose result is of a kind that its function never returns in the
    reference; empty if there is none.

    The sentence says what was returned and not what is expected: None or a text where the reference
    always has numbers.
    """
    kinds: dict[str, set[str]] = {}
    for name, expected_form, _ in expected:
        kinds.setdefault(name, set()).add(expected_form[0])
    for name, actual_form, _ in actual:
        if name in kinds and actual_form[0] not in kinds[name]:
            if actual_form == RAISED:
                return f"{name} raised an exception, which it should not."
            kind = describe_schema(actual_form)
            return f"{name} returned {kind}, which is not of the expected kind."
    return ""


def schemas_match(expected_form: Any, actual_form: Any) -> bool:
    """Whether a form is accepted: a list is as good as an array of the same kind and shape, but
    only a set matches a set.
    """
    if expected_form[0] == actual_form[0] == "parts":
        return len(expected_form[1]) == len(actual_form[1]) and all(
            map(schemas_match, expected_form[1], actual_form[1])
        )
    if expected_form[0] == actual_form[0] == "odd":
        return get_odd_kind(expected_form) == get_odd_kind(actual_form)
    return bool(expected_form[:2] == actual_form[:2]) and is_set(expected_form) == is_set(
        actual_form
    )


def is_set(form: Any) -> bool:
    """Whether a form is that of a set, whose values have no order."""
    return len(form) > 2 and form[2] == "set"


def get_odd_kind(odd: Any) -> str:
    """Return the kind of an odd value; objects of all classes are of one kind."""
    return str(odd[1]) if odd[1] in NAMED else "an object"


def describe_schema(form: Any) -> str:
    """Describe a form as a learner would."""
    kind = form[0]
    if kind == "odd":
        return str(form[1])
    if kind == "mapping":
        return "a dictionary"
    if kind == "parts":
        return "(" + ", ".join(describe_schema(part) for part in form[1]) + ")"
    return describe_values(*form)


def describe_values(kind: str, shape: Any, container: str) -> str:
    """Describe values of one kind: a scalar, values of some shape, several in a tuple or a list, or
    a set.
    """
    if container == "set":
        return f"a set of {MANY[kind]}, which are in no order"
    if not shape:
        return SCALARS.get(kind, f"one of {kind}")
    if container in ("tuple", "list") and len(shape) > 1:
        return f"a {container} of {shape[0]} times {MANY[kind]} of shape {format_shape(shape[1:])}"
    return f"{MANY[kind]} of shape {format_shape(shape)}"


def format_shape(shape: Any) -> str:
    """Format a shape as numpy does."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"
