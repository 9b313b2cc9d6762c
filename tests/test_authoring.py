"""How a kata declares itself, and that every example in a docstring is true."""

from __future__ import annotations

import doctest
import pkgutil
import re
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest

import kata_runner
from kata_runner import Table, Tolerance, alternative, data, experiment, mistake, probe
from kata_runner.authoring import Declaration, get_declaration
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
    declaration = get_declaration(first)
    assert declaration == Declaration(
        "first", "First", "A sentence over two lines.", 2, (), False, Tolerance()
    )
    assert declaration.graded and not declaration.shown


def test_an_experiment_says_all_that_was_declared() -> None:
    declaration = get_declaration(second)
    assert (declaration.name, declaration.title, declaration.sentence) == (
        "second",
        "By another name",
        "One more.",
    )
    assert (declaration.points, declaration.needs, declaration.shown) == (3, ("first",), True)
    assert declaration.tolerance == Tolerance(0.5, 0.25)


def test_without_points_it_is_shown_only() -> None:
    declaration = get_declaration(only_shown)
    assert declaration.shown and not declaration.graded
    assert declaration.title == "Only shown"


def test_the_function_itself_stays_as_it_is() -> None:
    class Implementation:
        f = staticmethod(lambda value: value)

    assert second(Implementation()).rows == ((1,),)
    assert first(Implementation(), 5).rows == ((5,),)


def test_a_missing_sentence_is_refused() -> None:
    with pytest.raises(
        TypeError, match="silent has no docstring: write the sentence a learner will read"
    ):

        @experiment(points=1)
        def silent(impl: Any) -> Table:
            return Table.of(1)


@pytest.mark.parametrize("need", [test_the_function_itself_stays_as_it_is, None])
def test_a_need_that_is_no_experiment_is_refused(need: Any) -> None:
    name = getattr(need, "__name__", "None")
    with pytest.raises(TypeError, match=f"^{name} is not an experiment"):

        @experiment(points=1, needs=[need])
        def lonely(impl: Any) -> Table:
            """A sentence."""
            return Table.of(1)


def right(impl: Any) -> Table:
    """A sentence."""
    return Table.of(1)


nan, inf = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"points": -1}, "points: expected a number from 0 to 1000000, got -1"),
        ({"points": nan}, "points: expected a number from 0 to 1000000, got nan"),
        ({"points": 1e308}, "points: expected a number from 0 to 1000000, got 1e+308"),
        ({"points": inf}, "points: expected a number from 0 to 1000000, got inf"),
        ({"points": "2"}, "points: expected a number, got '2'"),
        ({"points": True}, "points: expected a number, got True"),
        ({"points": None}, "points: expected a number, got None"),
        ({"title": 3}, "title: expected text, got 3"),
        ({"title": None}, "title: expected text, got None"),
        ({"lesson": ["Softmax"]}, "lesson: expected text, got ['Softmax']"),
        (
            {"tolerance": "0.1"},
            "tolerance: expected a number or Tolerance(relative=..., absolute=...), got '0.1'",
        ),
        (
            {"tolerance": True},
            "tolerance: expected a number or Tolerance(relative=..., absolute=...), got True",
        ),
        (
            {"tolerance": (0.1, 0.1)},
            "tolerance: expected a number or Tolerance(relative=..., absolute=...), got (0.1, 0.1)",
        ),
        (
            {"tolerance": -0.1},
            "tolerance: relative: expected a number from 0 on, got -0.1",
        ),
        (
            {"tolerance": nan},
            "tolerance: relative: expected a number from 0 on, got nan",
        ),
        (
            {"needs": "first"},
            "needs: expected a list of experiments, as in needs=[first], got 'first'",
        ),
        (
            {"needs": first},
            "needs: expected a list of experiments, as in needs=[first], got first",
        ),
        (
            {"needs": ["first"]},
            "needs are experiments and not their names: write first without quotes",
        ),
    ],
    ids=lambda value: (
        ""
        if isinstance(value, str)
        else ", ".join(map(str, value.items()))[:30].partition(" at ")[0]
    ),
)
def test_a_wrong_argument_is_refused_when_it_is_declared(
    declared: dict[str, Any], sentence: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(sentence)):
        experiment(**declared)(right)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({}, "a probe is graded and not shown: say what it is worth, as in @probe(points=1)"),
        ({"points": 0}, "a probe is graded and not shown"),
        ({"points": "1"}, "points: expected a number, got '1'"),
        (
            {"points": 1, "inputs": [1, 2]},
            "inputs: expected a function of rng, got [1, 2]",
        ),
    ],
    ids=["none", "no points", "text", "inputs"],
)
def test_a_wrong_argument_of_a_probe(declared: dict[str, Any], sentence: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(sentence)):
        probe(**declared)(lambda impl, rng: Table.of(1))


@pytest.mark.parametrize(("declare", "name"), [(experiment, "@experiment"), (probe, "@probe")])
def test_a_declaration_without_brackets(declare: Any, name: str) -> None:
    with pytest.raises(TypeError, match=rf"write {name}\(points=1\) with brackets"):
        declare(right)
    with pytest.raises(TypeError, match="with brackets, and every argument with its name"):
        declare(3)


def test_an_experiment_of_a_name_that_is_taken() -> None:
    with pytest.raises(ValueError, match="two experiments are called first: rename one"):
        exec(
            "from kata_runner import Table, experiment\n"
            "for number in (1, 2):\n"
            "    @experiment(points=number)\n"
            "    def first(impl):\n"
            "        'A sentence.'\n"
        )


def no_arguments() -> Table:
    """A sentence."""
    return Table.of(1)


def too_many(impl: Any, rng: Any, more: Any) -> Table:
    """A sentence."""
    return Table.of(1)


def by_name(impl: Any, *, rng: Any) -> Table:
    """A sentence."""
    return Table.of(1)


@pytest.mark.parametrize("function", [no_arguments, too_many, by_name])
def test_a_function_with_other_arguments(function: Any) -> None:
    name = function.__name__
    for declare, given in ((experiment, "impl"), (probe, "impl, rng")):
        with pytest.raises(
            TypeError, match=rf"is called with \({given}\) and .*: write def {name}\({given}\)"
        ):
            declare(points=1)(function)


def test_arguments_with_defaults_and_any_number_of_them_will_do() -> None:
    def controlled(impl: Any, temperature: float = 1.0) -> Table:
        """A sentence."""
        return Table.of(temperature)

    def anything(*args: Any) -> Table:
        """A sentence."""
        return Table.of(len(args))

    assert get_declaration(experiment()(controlled)).name == "controlled"
    assert get_declaration(probe(points=1)(anything)).name == "anything"


def test_a_number_is_the_relative_part_of_a_tolerance() -> None:
    assert get_declaration(experiment(tolerance=0.01)(right)).tolerance == Tolerance(relative=0.01)
    assert get_declaration(experiment(tolerance=0)(right)).tolerance == Tolerance(relative=0)


def test_an_alternative_keeps_what_is_said_of_it_and_stays_a_function() -> None:
    @alternative("softmax", "sums from the smallest up")
    def sorted_sum(scores: float) -> float:
        return scores

    assert sorted_sum(2.0) == 2.0
    assert vars(sorted_sum)["alternative"] == ("softmax", "sums from the smallest up")


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


@pytest.mark.thorough
@pytest.mark.slow
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
    assert get_declaration(slow).secret
    assert get_declaration(slow).limits == (("cpu", 20), ("memory_mb", 2048))


def test_whether_it_is_secret_is_a_truth_value() -> None:
    with pytest.raises(TypeError, match="secret: expected True or False, got 'no'"):
        experiment(points=1, secret="no")  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (
            {"total": 5},
            "limits: 'total' is none of one experiment: these are cpu, wall, memory_mb, output_kb",
        ),
        (
            {"memory": 5},
            "limits: 'memory' is none of one experiment: these are cpu, wall, memory_mb, output_kb",
        ),
        ({"cpu": 0}, "limits: cpu: expected a positive number up to 1000000, got 0"),
        (
            {"cpu": float("nan")},
            "limits: cpu: expected a positive number up to 1000000, got nan",
        ),
        (
            {"memory_mb": 64},
            "limits: memory_mb: expected a whole number from 256 to 1000000, got 64",
        ),
        ({"wall": "60"}, "limits: wall: expected a positive number up to 1000000, got '60'"),
        (60, 'limits=60: write a dictionary such as limits={"cpu": 20, "wall": 60}'),
    ],
)
def test_limits_that_there_are_not(limits: Any, says: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        probe(points=1, limits=limits)
    assert str(raised.value) == says


def test_the_limits_that_have_a_rule_are_those_of_a_kata() -> None:
    assert {field.name: type(getattr(Limits, field.name)) for field in fields(Limits)} == LIMITS
