"""How a kata declares itself, and that every example in a docstring is true."""

from __future__ import annotations

import doctest
import pkgutil
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest

import kata_runner
from kata_runner import Table, Tolerance, data, experiment, mistake, probe
from kata_runner.authoring import Declaration, declaration_of
from kata_runner.limits import LIMITS
from kata_runner.model import Limits

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(kata_runner.__path__, "kata_runner.")
    if module.name != "kata_runner.__main__"  # importing it runs the command
)


@probe(points=2)
def first(impl: Any, rng: Any) -> Table:
    """A sentence
    over two lines.
    """
    return Table.of(impl.f(rng))


@experiment(points=3, needs=[first], title="By another name", tolerance=Tolerance(0.5, 0.25))
def second(impl: Any) -> Table:
    """One more."""
    return Table.of(impl.f(1))


@experiment()
def only_shown(impl: Any) -> Table:
    """Shown."""
    return Table.of(impl.f(2))


def test_a_probe_is_graded_and_not_shown() -> None:
    declaration = declaration_of(first)
    assert declaration == Declaration("first", "First", "A sentence over two lines.", 2, (), False, Tolerance())
    assert declaration.graded and not declaration.shown


def test_an_experiment_says_all_that_was_declared() -> None:
    declaration = declaration_of(second)
    assert (declaration.name, declaration.title, declaration.sentence) == ("second", "By another name", "One more.")
    assert (declaration.points, declaration.needs, declaration.shown) == (3, ("first",), True)
    assert declaration.tolerance == Tolerance(0.5, 0.25)


def test_without_points_it_is_shown_only() -> None:
    declaration = declaration_of(only_shown)
    assert declaration.shown and not declaration.graded
    assert declaration.title == "Only shown"


def test_the_function_itself_stays_as_it_is() -> None:
    class Implementation:
        f = staticmethod(lambda value: value)

    assert second(Implementation()).rows == ((1,),)
    assert first(Implementation(), 5).rows == ((5,),)


def test_a_missing_sentence_is_refused() -> None:
    with pytest.raises(TypeError, match="silent has no docstring: write the sentence a learner will read"):

        @experiment(points=1)
        def silent(impl: Any) -> Table:
            return Table.of(1)


@pytest.mark.parametrize("need", [test_the_function_itself_stays_as_it_is, "first", None])
def test_a_need_that_is_no_experiment_is_refused(need: Any) -> None:
    with pytest.raises(TypeError, match="is not an experiment"):

        @experiment(points=1, needs=[need])
        def lonely(impl: Any) -> Table:
            """A sentence."""
            return Table.of(1)


def test_a_mistake_keeps_what_is_said_of_it_and_stays_a_function() -> None:
    @mistake("softmax", "Nothing is subtracted before exp.")
    def no_shift(scores: float) -> float:
        return scores

    assert no_shift(2.0) == 2.0
    assert vars(no_shift)["mistake"] == ("softmax", "Nothing is subtracted before exp.")


def test_data_that_is_not_listed_is_refused_with_where_to_list_it() -> None:
    with pytest.raises(LookupError, match=r"kata.toml, data = \['corpus.txt'\]"):
        data("corpus.txt")


def test_the_names_a_pack_author_imports() -> None:
    assert sorted(kata_runner.__all__) == kata_runner.__all__
    assert all(getattr(kata_runner, name) is not None for name in kata_runner.__all__)
    with pytest.raises(AttributeError, match="no attribute 'experimnt'"):
        kata_runner.experimnt  # noqa: B018  # asking is the test


def test_examples_in_docstrings_are_true() -> None:
    tried = 0
    for name in MODULES:
        result = doctest.testmod(import_module(name))
        assert result.failed == 0, name
        tried += result.attempted
    assert tried >= 3


@pytest.mark.parametrize("declare", [experiment, probe])
def test_limits_and_secrets_are_declared(declare: Any) -> None:
    def slow(impl: Any, rng: Any = None) -> Table:
        """Takes long."""
        return Table.of(1)

    declare(points=1, secret=True, limits={"cpu": 20, "memory_mb": 2048})(slow)
    assert declaration_of(slow).secret
    assert declaration_of(slow).limits == (("cpu", 20), ("memory_mb", 2048))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"total": 5}, "limits: 'total' is none of one experiment: these are cpu, wall, memory_mb, output_kb"),
        ({"memory": 5}, "limits: 'memory' is none of one experiment: these are cpu, wall, memory_mb, output_kb"),
        ({"cpu": 0}, "limits: cpu: a positive number up to 1000000 is wanted, 0 is there"),
        ({"cpu": float("nan")}, "limits: cpu: a positive number up to 1000000 is wanted, nan is there"),
        ({"memory_mb": 64}, "limits: memory_mb: a whole number from 256 to 1000000 is wanted, 64 is there"),
        ({"wall": "60"}, "limits: wall: a positive number up to 1000000 is wanted, '60' is there"),
        (60, 'limits=60: write a dictionary such as limits={"cpu": 20, "wall": 60}'),
    ],
)
def test_limits_that_there_are_not(limits: Any, says: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        probe(points=1, limits=limits)
    assert str(raised.value) == says


def test_the_limits_that_have_a_rule_are_those_of_a_kata() -> None:
    assert {field.name: type(getattr(Limits, field.name)) for field in fields(Limits)} == LIMITS
