"""How an author declares a control: a keyword parameter of an experiment that a reader may change.

    @experiment(control=control(forget_bias=(-2, 6)))
    def what_is_left(impl, forget_bias=1.0): ...

Grading always uses the defaults, whatever a reader sets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

MAX_CONTROLS = 4  # of one experiment: each takes a row of figures on a page
MAX_NAME = 40


@dataclass(frozen=True)
class Control:
    """A parameter with its range, both ends included; grading uses its `default`.

    If the default is an integer, the parameter takes integers only.
    """

    name: str
    low: float
    high: float
    default: float = math.nan

    @property
    def is_whole(self) -> bool:
        """Whether it takes integers only."""
        return isinstance(self.default, int)

    @property
    def allowed_ends(self) -> tuple[float, float]:
        """The smallest and the largest value that it can be set to."""
        if self.is_whole:
            return math.ceil(self.low), math.floor(self.high)
        return self.low, self.high

    def allows(self, value: float) -> bool:
        """Whether it can be set to a value."""
        return self.low <= value <= self.high and (not self.is_whole or value == int(value))

    def convert(self, value: float) -> float:
        """Convert an allowed value to the parameter's type."""
        return int(value) if self.is_whole else float(value)

    def describe_range(self) -> str:
        """Describe the allowed values in words."""
        kind = "whole numbers" if self.is_whole else "numbers"
        return f"{kind} from {self.low:g} to {self.high:g}, {self.default:g} by default"


def control(**ranges: tuple[float, float]) -> tuple[Control, ...]:
    """Declare parameters that may be changed, each with the ends of its range.

    Raises TypeError and ValueError for an invalid range, and ValueError for a wrong number of
    parameters.
    """
    if not 0 < len(ranges) <= MAX_CONTROLS:
        raise ValueError(f"control: name from 1 to {MAX_CONTROLS} parameters, {len(ranges)} here")
    return tuple(to_control(name, ends) for name, ends in ranges.items())


def to_control(name: str, ends: object) -> Control:
    """Return the control for a range; raises TypeError and ValueError for an invalid range."""
    if not isinstance(ends, (list, tuple)) or len(ends) != 2:
        raise TypeError(f"control: {name}={ends!r:.40}: write both ends, as in {name}=(0, 5)")
    for end in ends:
        if type(end) not in (int, float):
            raise TypeError(f"control: {name}={ends!r:.40}: both ends are numbers")
    low, high = ends
    if not -math.inf < low < high < math.inf:
        raise ValueError(f"control: {name}={ends!r:.40}: the lower end first, both finite")
    return Control(name[:MAX_NAME], low, high)


def with_defaults(controls: object, function: Any) -> tuple[Control, ...]:
    """Return controls with the defaults of a function's parameters.

    Raises TypeError for anything but controls and for a control that is no parameter with a number
    as default, and ValueError for a default outside its range.
    """
    if not isinstance(controls, tuple) or not all(isinstance(each, Control) for each in controls):
        raise TypeError(
            f"control={controls!r:.40}: write control(temperature=(0.1, 10)), with the ends of "
            f"its range"
        )
    defaults = defaults_of(function) if controls else {}
    return tuple(with_default(each, defaults, function.__name__) for each in controls)


def with_default(control: Control, defaults: Mapping[str, object], function: str) -> Control:
    """Return a control with its parameter's default; raises as `with_defaults` does."""
    default = defaults.get(control.name)
    if isinstance(default, bool) or not isinstance(default, (int, float)):
        raise TypeError(
            f"control: {function} has no parameter {control.name} with a number as default: write "
            f"def {function}(impl, {control.name}={control.low:g})"
        )
    complete = replace(control, default=default)
    if not complete.allows(default):
        raise ValueError(
            f"control: the default {control.name}={default} is outside its range, "
            f"({control.low:g}, {control.high:g})"
        )
    return complete


def defaults_of(function: Any) -> dict[str, object]:
    """Return the defaults of a function's parameters, by name."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    positional = zip(names[len(names) - len(defaults) :], defaults, strict=True)
    return dict(positional) | (function.__kwdefaults__ or {})
