"""How a picture and a control are declared, and what is refused with a sentence."""

from __future__ import annotations

import math
from typing import Any

import pytest

from kata_runner import Table, control, experiment, figure
from kata_runner.authoring import get_declaration
from kata_runner.controls import Control

TABLE = Table(["step", "train", "name"], [[1, 0.5, "a"], [2, 0.25, "b"]])


def test_a_declaration_names_columns_and_axes() -> None:
    drawn = figure.lines(x="step", y=["train", "test"], log=True, label="loss", floor=1e-6)
    assert drawn.columns == ("step", "train", "test")
    assert (drawn.log, drawn.label, drawn.floor) == ("y", "loss", 1e-6)
    assert figure.scatter(x="step", y="train", log="xy", fit=True).fit
    assert figure.heatmap(x="query", y="key", value="weight").columns == ("query", "key", "weight")
    assert figure.path(x="x", y="y") == figure.Figure("path", "x", ("y",))
    assert figure.bars(x="name", y="train").kind == "bars"


def test_an_experiment_carries_its_picture_and_its_controls() -> None:
    @experiment(figure=figure.lines(x="step", y="train"), control=control(rate=(0, 1), size=(1, 9)))
    def trained(impl: Any, rate: float = 0.5, *, size: int = 3) -> Table:
        """A sentence."""
        return TABLE

    declaration = get_declaration(trained)
    assert declaration.figure == figure.lines("step", "train")
    assert declaration.controls == (Control("rate", 0, 1, 0.5), Control("size", 1, 9, 3))
    rate, size = declaration.controls
    assert rate.allows(0.7) and not rate.allows(1.1) and not rate.allows(math.nan)
    assert size.allows(4) and not size.allows(4.5) and size.convert(4.0) == 4
    assert size.describe_range() == "whole numbers from 1 to 9, 3 by default"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"x": "a", "y": []}, "y: a picture has from 1 to 8 curves, 0 are there"),
        ({"x": "a", "y": 3}, "y=3: write a column or a list of them"),
        ({"x": "a", "y": [3]}, "y=3: write the name of a column"),
        ({"x": "", "y": "b"}, "x='': write the name of a column"),
        ({"x": "a", "y": ["b", "a"]}, "one column is named twice: ['a', 'b', 'a']"),
        ({"x": "a", "y": "b", "log": "z"}, """log='z': write True, "x", "y" or "xy\""""),
        ({"x": "a", "y": "b", "log": 2}, """log=2: write True, "x", "y" or "xy\""""),
        ({"x": "a", "y": "b", "label": "l" * 61}, "write a text of at most 60 characters"),
        ({"x": "a", "y": "b", "floor": "0"}, "floor='0': write a number"),
        ({"x": "a", "y": "b", "floor": 1e-3}, "a positive number on a logarithmic y axis"),
        ({"x": "a", "y": "b", "floor": -1.0, "log": True}, "a positive number on a logarithmic"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_drawn_is_refused_where_it_is_declared(
    arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises((TypeError, ValueError)) as error:
        figure.lines(**arguments)
    assert sentence in str(error.value)


def test_a_fit_is_asked_for_with_a_truth_value() -> None:
    with pytest.raises(TypeError, match="fit='yes': write fit=True or leave it out"):
        figure.scatter("a", "b", fit="yes")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        (figure.lines("step", "trian"), "no column is called 'trian': did you mean 'train'?"),
        (figure.lines("step", "zzz"), "no column is called 'zzz': there are ['step', 'train', "),
        (figure.lines("step", "name"), "figure.lines: column 'name' holds texts"),
        (figure.path("name", "train"), "figure.path: column 'name' holds texts"),
        (figure.heatmap("step", "train", "name"), "figure.heatmap: column 'name' holds texts"),
    ],
    ids=["near", "unknown", "texts", "path", "heatmap"],
)
def test_a_table_that_a_picture_does_not_fit(drawn: figure.Figure, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"^figure\.") as error:
        drawn.refuse(TABLE)
    assert sentence in str(error.value)


def test_texts_along_the_x_axis_are_categories() -> None:
    figure.lines("name", "train").refuse(TABLE)
    figure.bars("name", ["train", "step"]).refuse(TABLE)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"figure": "lines"}, """figure='lines': write figure.lines(x="step", y="norm")"""),
        ({"control": {"rate": (0, 1)}}, "write control(temperature=(0.1, 10))"),
        ({"control": control(speed=(0, 1))}, "has no parameter speed with a number as default"),
        ({"control": control(name=(0, 1))}, "has no parameter name with a number as default"),
        ({"control": control(rate=(2, 3))}, "the default rate=0.5 is outside its range, (2, 3)"),
    ],
    ids=["figure", "dict", "unknown", "text", "outside"],
)
def test_what_an_experiment_cannot_declare(declared: dict[str, Any], sentence: str) -> None:
    def trained(impl: Any, rate: float = 0.5, name: str = "a") -> Table:
        """A sentence."""
        return TABLE

    with pytest.raises((TypeError, ValueError)) as error:
        experiment(**declared)(trained)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("ranges", "sentence"),
    [
        ({}, "control: name from 1 to 4 parameters, 0 here"),
        ({"a": 3}, "control: a=3: write both ends, as in a=(0, 5)"),
        ({"a": (1, "2")}, "control: a=(1, '2'): both ends are numbers"),
        ({"a": (2, 1)}, "control: a=(2, 1): the lower end first, both finite"),
        ({"a": (0, math.inf)}, "the lower end first, both finite"),
        ({"a": (0, math.nan)}, "the lower end first, both finite"),
    ],
    ids=["none", "number", "text", "order", "infinite", "nan"],
)
def test_a_range_that_is_none(ranges: dict[str, Any], sentence: str) -> None:
    with pytest.raises((TypeError, ValueError)) as error:
        control(**ranges)
    assert sentence in str(error.value)
