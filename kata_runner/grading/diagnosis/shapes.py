"""How the shape of what a function returned is related to the one that is wanted."""

from __future__ import annotations

from typing import Any

from kata_runner.grading.diagnosis.relations import Relation
from kata_runner.grading.forms import alike, in_parentheses

Shape = tuple[int, ...]


def shape_relation(expected: Any, actual: Any) -> Relation | None:
    """The relation of the first call whose result is not of the kind that is wanted, from the noted
    calls of both.
    """
    for (name, wanted, _), (theirs, came, _) in zip(expected, actual, strict=False):
        if name != theirs:
            return None
        if not alike(wanted, came):
            return between(wanted, came)
    return None


def between(wanted: Any, came: Any) -> Relation | None:
    """The relation of two forms, if it is one of those that have a name."""
    if wanted[0] == came[0] == "parts" or parted(wanted) or parted(came):
        return of_parts(wanted, came)
    if len(wanted) < 3 or len(came) < 3 or wanted[0] != came[0]:
        return None
    want, got, container = tuple(wanted[1]), tuple(came[1]), came[2]
    if got == (1, *want) and container in ("tuple", "list"):
        return Relation(
            "wrapped",
            f"It came inside a {container} of one: is there a comma or a bracket too many?",
        )
    of_kind = (
        of_shapes if wanted[0] == "numbers" else off_by_one
    )  # nobody sums up texts, or ravels them
    if (
        len(want) > 1 and wanted[2] != "array" and got[:1] == want[:1]
    ):  # so many results, each of this shape
        return of_kind(want[1:], got[1:])
    return of_kind(want, got)


def of_parts(wanted: Any, came: Any) -> Relation | None:
    """Several results in another order."""
    theirs, right = list(parts(came)), list(parts(wanted))
    if len(right) > 1 and len(theirs) == len(right) and all(map(alike, right, reversed(theirs))):
        return Relation(
            "results_reversed",
            "The results came in reverse order: return them the other way round.",
        )
    return None


def parted(form: Any) -> bool:
    """Whether a form is of several different things."""
    return bool(form[0] == "parts")


def parts(form: Any) -> Any:
    """The parts of a form that has some."""
    return form[1] if parted(form) else ()


def of_shapes(want: Shape, got: Shape) -> Relation | None:
    """The relation of two shapes of numbers."""
    if got in inserted(want):
        says = (
            f"There is an axis too many: make {in_parentheses(want)} of "
            f"{in_parentheses(got)} with ravel or reshape."
        )
        return (
            Relation("extra_axis", says)
            if want
            else Relation("not_a_number", "Take the one number out of its array.")
        )
    if want in inserted(got):
        return Relation(
            "missing_axis",
            "There is an axis too few: an axis of length 1 got lost, keepdims=True keeps it.",
        )
    if len(want) == 2 and got == want[::-1]:
        return Relation(
            "transposed_shape",
            "Rows and columns are exchanged: this is the shape of the transpose.",
        )
    if len(want) == 1 and got == (want[0], want[0]):
        return Relation("every_pair", "Every value met every other one: a row and a column "
                                      "were combined, "
                        "or a product of all pairs was taken.")  # fmt: skip
    if want and not got:
        return Relation(
            "summed_up",
            "One number came of many: was a sum, a mean or a dot product taken over all of them?",
        )
    return off_by_one(want, got)


def off_by_one(want: Shape, got: Shape) -> Relation | None:
    """One axis is one longer or shorter."""
    if len(want) != len(got):
        return None
    [*different] = [(axis, theirs - right) for axis, (right, theirs) in enumerate(zip(want, got, strict=True))
                    if theirs != right]  # fmt: skip
    if len(different) != 1 or abs(different[0][1]) != 1:
        return None
    [(axis, step)] = different
    along = f" along axis {axis}" if len(want) > 1 else ""
    name, many = ("one_too_many", "many") if step > 0 else ("one_too_few", "few")
    return Relation(
        name, f"There is one too {many}{along}: look at where the counting starts and stops."
    )


def inserted(shape: Shape) -> list[Shape]:
    """The shapes with one axis of length 1 more."""
    return [(*shape[:at], 1, *shape[at:]) for at in range(len(shape) + 1)]
