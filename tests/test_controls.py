"""Parameters of experiments that a reader may change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kata_runner.controls import MAX_CONTROLS, MAX_NAME, Control, control, with_defaults


def experiment(impl: object, bias: float = 1.0, *, steps: int = 3, name: str = "x") -> None: ...


def test_a_control_has_the_default_of_its_parameter() -> None:
    bias, steps = with_defaults(control(bias=(0, 2), steps=(1, 5)), experiment)
    assert bias == Control("bias", 0, 2, 1.0)
    assert (steps.default, steps.is_whole, bias.is_whole) == (3, True, False)
    assert with_defaults((), experiment) == ()


def test_both_ends_are_allowed_and_whole_parameters_take_whole_numbers() -> None:
    bias, steps = Control("bias", 0, 2, 1.0), Control("steps", 1, 5, 3)
    assert [bias.allows(value) for value in (-0.1, 0, 0.5, 2, 2.1)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert [steps.allows(value) for value in (0, 1, 2.5, 5.0, 6)] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert (repr(steps.convert(2.0)), repr(bias.convert(2))) == ("2", "2.0")


def test_a_range_is_told_in_words() -> None:
    assert Control("steps", 1, 5, 3).describe_range() == "whole numbers from 1 to 5, 3 by default"
    assert Control("b", -0.5, 2, 1.0).describe_range() == "numbers from -0.5 to 2, 1 by default"


@pytest.mark.parametrize(
    ("declare", "error", "words"),
    [
        (control, ValueError, "name from 1 to 4 parameters, 0 here"),
        (lambda: control(**{f"c{n}": (0, 1) for n in range(MAX_CONTROLS + 1)}), ValueError,
         "5 here"),
        (lambda: control(b=3), TypeError, r"write both ends, as in b=\(0, 5\)"),  # type: ignore[arg-type]
        (lambda: control(b=(1,)), TypeError, "write both ends"),  # type: ignore[arg-type]
        (lambda: control(b=(0, True)), TypeError, "both ends are numbers"),
        (lambda: control(b=(2, 2)), ValueError, "the lower end first, both finite"),
        (lambda: control(b=(0, float("inf"))), ValueError, "both finite"),
        (lambda: with_defaults("b", experiment), TypeError, "write control"),
        (lambda: with_defaults(control(c=(0, 1)), experiment), TypeError,
         r"has no parameter c with a number as default: write def experiment\(impl, c=0"),
        (lambda: with_defaults(control(name=(0, 1)), experiment), TypeError, "no parameter name"),
        (lambda: with_defaults(control(bias=(2, 4)), experiment), ValueError,
         r"the default bias=1.0 is outside its range, \(2, 4\)"),
    ],
)  # fmt: skip
def test_a_control_that_is_none_is_told_with_what_to_write(
    declare: Callable[[], Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        declare()


def test_a_name_has_an_end() -> None:
    [cut] = control(**{"x" * 100: (0, 1)})
    assert len(cut.name) == MAX_NAME
