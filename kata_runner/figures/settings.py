"""Demos with controls set to other values than their defaults, and pictures for their sliders."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.controls import Control
from kata_runner.errors import PackError, UsageError
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.figures.scales import round_tick, round_up
from kata_runner.grading.answer_key import RunJob
from kata_runner.grading.demo_tables import Demo, show
from kata_runner.model import Attempt, Kata

MAX_PREPARED = 21  # pictures per control on a page
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Prepared:
    """The pictures of an experiment for values of one control, the others at their defaults.

    `start` is the index of the value nearest to the default.
    """

    control: Control
    values: tuple[float, ...]
    pictures: tuple[Picture, ...]
    start: int


def show_with(
    kata: Kata, attempt: Attempt | None, run: RunJob, settings: Mapping[str, float]
) -> Demo:
    """Run the shown experiments with controls set to `settings`, by name.

    Raises PackError as `show` does, and UsageError for a setting that no control accepts.
    """
    values = settings.values() if isinstance(settings, Mapping) else [settings]
    if not all(isinstance(value, int | float) for value in values):
        raise UsageError(
            f'settings: expected a dictionary such as {{"temperature": 2}}, got {settings!r:.40}'
        )
    demo = show(kata, attempt, change_jobs(run, settings=settings))
    if not demo.message:  # an attempt that does not load is reported instead
        refuse_settings([declaration for declaration, *_ in demo.shown], settings)
    shown = tuple((with_settings(one, settings), table, own) for one, table, own in demo.shown)
    return replace(demo, shown=shown)


def change_jobs(run: RunJob, **changes: Any) -> RunJob:
    """Return a function that runs jobs with these fields changed."""
    return lambda job: run(replace(job, **changes))


def parse_settings(texts: Sequence[str]) -> dict[str, float]:
    """Parse texts like ``temperature=2`` into values by name; raises UsageError for other texts."""
    values = {}
    for text in texts:
        name, sign, number = text.partition("=")
        try:
            values[name] = float(number)
        except ValueError:
            sign = ""
        if not sign or not math.isfinite(values[name]):
            raise UsageError(
                f"--set {text:.60}: write NAME=NUMBER, as in --set {name or 'temperature':.40}=2"
            )
    return values


def refuse_settings(declarations: Sequence[Declaration], settings: Mapping[str, float]) -> None:
    """Raise UsageError for a setting without a control, or outside its control's range."""
    controls = {each.name: each for one in declarations for each in one.controls}
    for name, value in settings.items():
        if name not in controls:
            known = ", ".join(
                f"{each.name} ({each.describe_range()})" for each in controls.values()
            )
            hint = f"there are {known}" if known else "no experiment of this kata has one"
            raise UsageError(f"--set {name}={value}: no control is called {name!r:.40}: {hint}")
        if not isinstance(value, int | float) or not controls[name].allows(value):
            raise UsageError(
                f"--set {name}={value}: {name} takes {controls[name].describe_range()}"
            )


def with_settings(declaration: Declaration, settings: Mapping[str, float]) -> Declaration:
    """Return a declaration with the settings of its controls in its title."""
    shown = [f"{each.name} = {settings[each.name]:g}" for each in declaration.controls
            if each.name in settings]  # fmt: skip
    if not shown:
        return declaration
    return replace(declaration, title=f"{declaration.title} ({', '.join(shown)})")


def list_values(control: Control) -> tuple[float, ...]:
    """Return at most `MAX_PREPARED` round values over a control's range, the default among them."""
    low, high = control.allowed_ends
    step = get_round_step((high - low) / (MAX_PREPARED - 1), control.is_whole)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    values = [round_tick(index * step) for index in range(first, last + 1)]
    for value in (low, high, control.default):
        values = with_value(values, value, step)
    return tuple(control.convert(value) for value in values)


def with_value(values: Sequence[float], value: float, step: float) -> list[float]:
    """Insert a value in order; it replaces the nearest one if that is equal or the list is full."""
    nearest = min(values, key=lambda each: abs(each - value), default=math.inf)
    if len(values) >= MAX_PREPARED or abs(nearest - value) <= step * 1e-6:
        values = [each for each in values if each != nearest]
    return sorted([*values, value])


def get_round_step(rough: float, is_whole: bool) -> float:
    """Return the smallest round step that is at least `rough`; a whole one if `is_whole`."""
    return math.ceil(round_up(max(rough, 1.0), NICE)) if is_whole else round_up(rough, NICE)


def prepare(
    kata: Kata, attempt: Attempt | None, run: RunJob, demo: Demo
) -> dict[str, list[Prepared]]:
    """Return the prepared pictures of a demo's controls, by experiment."""
    return {
        declaration.name: [
            prepare_control(kata, attempt, run, declaration, control)
            for control in declaration.controls
        ]
        for declaration, *_ in demo.shown
        if declaration.controls and declaration.figure
    }


def prepare_control(
    kata: Kata, attempt: Attempt | None, run: RunJob, declaration: Declaration, control: Control
) -> Prepared:
    """Run an experiment for each value of a control, and return the pictures that can be drawn."""
    pictures: dict[float, Picture] = {}
    for value in list_values(control):
        run_alone = change_jobs(run, which=[declaration.name], settings={control.name: value})
        with suppress(PackError):  # the reference fails at this value: the slider leaves it out
            for _, table, actual in show(kata, attempt, run_alone).shown:
                if picture := make_picture(declaration, table, actual):
                    pictures[value] = picture
    values = tuple(pictures)
    nearest = min(range(len(values)), key=lambda at: abs(values[at] - control.default), default=0)
    return Prepared(control, values, tuple(pictures.values()), nearest)
