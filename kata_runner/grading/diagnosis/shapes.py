"""Relations between the shape of what a function returned and the expected shape."""

from __future__ import annotations

import math
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from kata_runner.grading.diagnosis.relations import Relation
from kata_runner.grading.schema_mismatch import format_shape, schemas_match

MAX_CALLS = 1000  # of the same form in a row that are compared
Shape = tuple[int, ...]


def shape_relation(expected: Any, actual: Any) -> Relation | None:
    """Return the relation of the results that are not of the expected kind, from the recorded calls
    of both.

    The largest result decides, because a result of size one fits many relations. A relation of one
    too many or too few must hold for all of these results.
    """
    mismatches: list[tuple[int, Relation | None]] = []
    for (name, expected_form), (actual_name, actual_form) in zip(
        expand_calls(expected), expand_calls(actual), strict=False
    ):
        if name != actual_name:
            break
        if not schemas_match(expected_form, actual_form):
            relation = compare_schemas(expected_form, actual_form)
            mismatches.append((count_values(actual_form), relation))
    _, relation = max(mismatches, key=itemgetter(0), default=(0, None))
    names = {one.name if one else "" for _, one in mismatches}
    is_counted = relation is not None and relation.name.startswith("one_too_")
    return None if is_counted and len(names) > 1 else relation


def is_in_dictionary(expected_form: Any, actual_form: Any) -> bool:
    """Whether a dictionary was returned where several values are expected."""
    return actual_form[0] == "mapping" != expected_form[0] and any(expected_form[1:2])


def expand_calls(calls: Any) -> Iterator[tuple[str, Any]]:
    """Yield recorded calls one by one, also those in a row with the same form."""
    for name, form, count in calls:
        for _ in range(min(count, MAX_CALLS)):
            yield name, form


def count_values(form: Any) -> int:
    """How many values a form has."""
    if has_parts(form):
        return sum(map(count_values, form[1]))
    return math.prod(form[1]) if len(form) > 2 else 1


def compare_schemas(expected_form: Any, actual_form: Any) -> Relation | None:
    """Return the relation of two forms, None if it has no name."""
    if is_in_dictionary(expected_form, actual_form):
        says = "You return a dictionary: return its values alone, in the task's order."
        return Relation("dictionary", says)
    if has_parts(expected_form) or has_parts(actual_form):
        return compare_parts(get_parts(expected_form), get_parts(actual_form))
    if len(expected_form) < 3 or len(actual_form) < 3 or expected_form[0] != actual_form[0]:
        return None
    return compare_values(*expected_form, *actual_form[1:])


def compare_values(
    kind: str, right: Any, expected_container: str, given: Any, container: str
) -> Relation | None:
    """Return the relation of two shapes of values of one kind, in their containers."""
    expected_shape, actual_shape = tuple(right), tuple(given)
    is_same_value = actual_shape == expected_shape[1:]
    is_several = (
        len(expected_shape) > 1
        and expected_container == "tuple"
        and (container in ("tuple", "list") or is_same_value)
    )
    count = 1 if is_same_value else (actual_shape or (1,))[0]
    is_tuple = container == "tuple" != expected_container
    if is_tuple and actual_shape[1:] == expected_shape and actual_shape[0] != 1:
        is_several, count, expected_shape = True, actual_shape[0], (1, *expected_shape)
    if len(expected_shape) == len(actual_shape) == 1 and container == expected_container == "tuple":
        is_several = kind == "numbers"
    if is_several and count != expected_shape[0]:
        return number_of_results(count, expected_shape[0])
    if actual_shape == (1, *expected_shape) and container in ("tuple", "list"):
        says = f"It came inside a {container} of one: is there a comma or a bracket too many?"
        return Relation("wrapped", says)
    # Texts are not summed up or raveled.
    compare = compare_shapes if kind == "numbers" else off_by_one
    is_listed = len(expected_shape) > 1 and expected_container != "array"
    if is_listed and actual_shape[:1] == expected_shape[:1]:
        # The number of results is right: the shape of each is compared.
        return compare(expected_shape[1:], actual_shape[1:])
    return compare(expected_shape, actual_shape)


def compare_parts(expected: Any, actual: Any) -> Relation | None:
    """Return the relation of several results that are in reverse order, or of another number of
    them.
    """
    counts = len(actual), len(expected)
    if (
        counts[1] > 1
        and counts[0] == counts[1]
        and all(map(schemas_match, expected, reversed(actual)))
    ):
        says = "The results came in reverse order: return them the other way round."
        return Relation("results_reversed", says)
    return number_of_results(*counts) if min(counts) > 1 and counts[0] != counts[1] else None


def number_of_results(actual: int, expected: int) -> Relation:
    """Return the relation for too many or too few results."""
    things = "1 thing" if actual == 1 else f"{actual} things"
    return Relation("number_of_results", f"You return {things}: return {expected}.")


def has_parts(form: Any) -> bool:
    """Whether a form has parts, which are of different kinds."""
    return bool(form[0] == "parts")


def get_parts(form: Any) -> Any:
    """Return the parts of a form, nothing if it has none."""
    return form[1] if has_parts(form) else ()


def compare_shapes(expected_shape: Shape, actual_shape: Shape) -> Relation | None:
    """Return the relation of two shapes of numbers, None if it has no name."""
    if actual_shape in with_inserted_axis(expected_shape):
        if not expected_shape:
            return Relation("not_a_number", "Take the one number out of its array.")
        return Relation(
            "extra_axis",
            f"There is an axis too many: make {format_shape(expected_shape)} of "
            f"{format_shape(actual_shape)} with ravel or reshape.",
        )
    if expected_shape in with_inserted_axis(actual_shape):
        says = "There is an axis too few: an axis of length 1 got lost, keepdims=True keeps it."
        return Relation("missing_axis", says)
    if len(expected_shape) == 2 and actual_shape == expected_shape[::-1]:
        says = "Rows and columns are exchanged: this is the shape of the transpose."
        return Relation("transposed_shape", says)
    return (
        compare_counts(expected_shape, actual_shape)
        or off_by_one(expected_shape, actual_shape)
        or compare_axes(expected_shape, actual_shape)
    )


def compare_axes(expected_shape: Shape, actual_shape: Shape) -> Relation | None:
    """Return the relation if an axis is gone, or one axis has another length."""
    axes = range(len(expected_shape))
    if actual_shape in [(*expected_shape[:axis], *expected_shape[axis + 1 :]) for axis in axes]:
        return Relation(
            "axis_gone",
            f"An axis is gone: the shape is {format_shape(expected_shape)}. Was a sum, a mean or "
            "one row taken?",
        )
    steps = differing_axes(expected_shape, actual_shape)
    if len(steps) != 1 or len(expected_shape) < 2:
        return None
    [(axis, step)] = steps
    return Relation(
        "other_length",
        f"There {'is too much' if step > 0 else 'is something missing'} along axis {axis}: "
        "look at which rows or numbers you keep.",
    )


def compare_counts(expected_shape: Shape, actual_shape: Shape) -> Relation | None:
    """Return the relation if every pair of values was combined, or a sum is missing or was taken
    wrongly.
    """
    if len(expected_shape) == 1 and actual_shape == (expected_shape[0], expected_shape[0]):
        return Relation(
            "every_pair",
            "Every value met every other one: a row and a column were combined, or a product of "
            "all pairs was taken.",
        )
    if not expected_shape and len(actual_shape) == 1 and actual_shape[0] > 1:
        return Relation(
            "not_summed_up",
            f"{actual_shape[0]} numbers came where one is wanted: is a sum missing? `a * b` has as "
            "many numbers as `a`, the product `a @ b` adds them up.",
        )
    if expected_shape and not actual_shape:
        return Relation(
            "summed_up",
            "One number came of many: was a sum, a mean or a dot product taken over all of them?",
        )
    return None


def off_by_one(expected_shape: Shape, actual_shape: Shape) -> Relation | None:
    """Return the relation if one axis is longer or shorter by one, and all others are right."""
    steps = differing_axes(expected_shape, actual_shape)
    if len(steps) != 1 or abs(steps[0][1]) != 1:
        return None
    [(axis, step)] = steps
    along = f" along axis {axis}" if len(expected_shape) > 1 else ""
    name, many = ("one_too_many", "many") if step > 0 else ("one_too_few", "few")
    return Relation(
        name, f"There is one too {many}{along}: look at where the counting starts and stops."
    )


def differing_axes(expected_shape: Shape, actual_shape: Shape) -> list[tuple[int, int]]:
    """Return each axis of another length and by how much it is longer; nothing for another number
    of axes.
    """
    if len(expected_shape) != len(actual_shape):
        return []
    axes = enumerate(zip(expected_shape, actual_shape, strict=True))
    return [(axis, given - right) for axis, (right, given) in axes if given != right]


def with_inserted_axis(shape: Shape) -> list[Shape]:
    """Return the shapes that have one more axis, of length 1, in any place."""
    return [(*shape[:at], 1, *shape[at:]) for at in range(len(shape) + 1)]
