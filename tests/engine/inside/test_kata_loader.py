"""Experiments made ready before there is an attempt: what a probe is given, and what of it is made
beforehand.
"""

from __future__ import annotations

import marshal
import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kata_runner.authoring import data, experiment, probe
from kata_runner.engine.inside import kata_loader
from kata_runner.engine.inside.kata_loader import Experiment, generator, load
from kata_runner.table import Table

FOUND = """
from kata_runner import data
from tests.engine.inside.test_kata_loader import given, drawn

TEXT = data("t")
"""
ECHO = SimpleNamespace(echo=lambda value: value)


def code(source: str) -> bytes:
    """Source as it comes inside."""
    return marshal.dumps(compile(source, "experiments.py", "exec"))


def pairs(rng: Any) -> Any:
    """Two pairs, one after the other."""
    for _ in range(2):
        yield rng.normal(), rng.normal()


@experiment()
def shown(impl: Any) -> Table:
    """Takes nothing but the implementation."""
    return Table.of(impl.echo(1.0))


@probe(points=1)
def drawn(impl: Any, rng: Any) -> Table:
    """Draws for itself."""
    return Table.of(impl.echo(rng.normal(size=4)))


@probe(points=1, inputs=lambda rng: rng.normal(size=4))
def given(impl: Any, values: Any) -> Table:
    """Is given what was drawn."""
    return Table.of(impl.echo(values))


@probe(points=1, inputs=pairs)
def given_pairs(impl: Any, cases: Any) -> Table:
    """Is given what an iterator gives, as a list."""
    assert type(cases) is list
    return Table(["a", "b"], [(impl.echo(a), b) for a, b in cases])


def test_each_kind_is_given_what_it_takes() -> None:
    stream = generator(7, "drawn").normal(size=4).tolist()
    assert Experiment(shown, 7).table(ECHO).rows == ((1.0,),)
    assert Experiment(drawn, 7).table(ECHO).rows == (tuple(stream),)
    stream = generator(7, "given").normal(size=4).tolist()
    assert Experiment(given, 7).table(ECHO).rows == (tuple(stream),)


def test_the_inputs_are_made_once_and_before_there_is_an_attempt() -> None:
    ready = Experiment(given_pairs, 3)
    assert len(ready.inputs) == 2
    assert (
        ready.table(ECHO).rows
        == ready.table(ECHO).rows
        == Experiment(given_pairs, 3).table(ECHO).rows
    )


@pytest.mark.parametrize("function", [drawn, given, given_pairs])
def test_the_stream_depends_on_the_seed_and_the_name_and_on_nothing_else(function: Any) -> None:
    rows = Experiment(function, 5).table(ECHO).rows
    np.random.RandomState(1).normal()
    Experiment(drawn, 6).table(ECHO)
    assert (
        Experiment(function, 5).table(ECHO).rows == rows != Experiment(function, 6).table(ECHO).rows
    )


def test_what_is_declared_is_found_in_its_order_with_the_data_at_hand() -> None:
    source = (
        "from tests.engine.inside.test_kata_loader import given, drawn\nfrom kata_runner "
        "import data\nT = data('t')"
    )
    loaded = load(code(source), {"t": "words"})
    assert [function.__name__ for function in loaded.functions] == ["given", "drawn"]
    assert loaded.error is None and data("t") == "words"


FACTORY = """
def make(number):
    @probe(points=1)
    def some(impl, rng):
        "A sentence."
        return Table.of(impl.double(number))
    return some
"""
SOME = """
@probe(points=1)
def some(impl, rng):
    "A sentence."
    return Table.of(impl.double(rng.normal()))
"""
TWICE = {
    "made by one function": (FACTORY + "a = make(1)\nb = make(2)", "a (line 4) and b (line 4)"),
    "a wrapper": (
        f"{SOME}@functools.wraps(some)\ndef other(impl, rng):\n    return some(impl, rng)",
        "some (line 3) and other (line 7)",
    ),
}
UNREACHABLE = {
    "in a class": (f"class Probes:{SOME.replace(chr(10), chr(10) + '    ')}", 3),
    "in a list": (f"{FACTORY}probes = [make(1)]", 4),
    "replaced": (f"{SOME}some = None", 3),
}


def load_text(text: str) -> kata_loader.Loaded:
    """Load experiments from their text, with one line of imports before it."""
    return load(code(f"import functools; from kata_runner import Table, probe\n{text}"), {})


@pytest.mark.parametrize("name", TWICE)
def test_two_experiments_of_one_name_are_refused_with_the_lines_of_both(name: str) -> None:
    text, places = TWICE[name]
    loaded = load_text(text)
    assert loaded.functions == []
    assert str(loaded.error) == (
        f"two experiments are called some: {places}: rename one, or set its __name__ before it "
        f"is declared"
    )


@pytest.mark.parametrize("name", UNREACHABLE)
def test_an_experiment_that_no_name_of_the_file_holds_is_refused(name: str) -> None:
    text, line = UNREACHABLE[name]
    loaded = load_text(text)
    assert loaded.functions == []
    assert str(loaded.error).startswith(
        f"no name of this file holds the experiment some (line {line}), so nothing would run it"
    )


def test_one_function_under_two_names_is_one_experiment() -> None:
    loaded = load_text(f"{SOME}other = some")
    assert [function.__name__ for function in loaded.functions] == ["some"]


def test_a_decorator_above_the_declaration_makes_no_second_experiment() -> None:
    logged = (
        "\ndef logged(function):\n    return functools.wraps(function)(lambda *a: function(*a))"
    )
    loaded = load_text(f"{logged}\n@logged{SOME}")
    assert loaded.error is None and len(loaded.functions) == 1


def test_experiments_of_one_function_may_have_a_name_each() -> None:
    named = FACTORY.replace("    @probe(points=1)\n", "").replace("return some", (
        "some.__name__ = f'some_{number}'\n    return probe(points=1)(some)"))  # fmt: skip
    loaded = load_text(f"{named}a = make(1)\nb = make(2)")
    assert [function.__name__ for function in loaded.functions] == ["some_1", "some_2"]


def test_experiments_that_do_not_load_say_why() -> None:
    loaded = load(code("1 / 0"), {})
    assert loaded.functions == [] and isinstance(loaded.error, ZeroDivisionError)


def test_an_exit_of_a_kata_s_own_lines_is_an_error_of_them() -> None:
    loaded = load(code("import sys; sys.exit('enough')"), {})
    assert loaded.functions == [] and isinstance(loaded.error, SystemExit)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing interrupts there")
def test_experiments_that_never_end_to_load_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kata_loader, "LOADING", {"cpu": 0.2, "wall": 60.0})
    loaded = load(code("while True: pass"), {})
    assert loaded.functions == [] and isinstance(loaded.error, TimeoutError)
    assert str(loaded.error).startswith("loading: stopped after 0.2 s of processor time")
