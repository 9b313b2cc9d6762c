"""A class whose methods never return is stopped, named, and hurried later, as a function is; with
real processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata, Limits

EXPERIMENTS = '''
from kata_runner import Table, experiment

@experiment(points=1)
def making(impl):
    """Makes one."""
    return Table.of(impl.Value(2).data)

@experiment(points=1)
def sums(impl):
    """Adds."""
    return Table.of((impl.Value(2) + impl.Value(3)).data)

@experiment(points=1)
def more_sums(impl):
    """Adds from the other side."""
    return Table.of((1 + impl.Value(3)).data)

@experiment(points=1)
def counting(impl):
    """Counts."""
    return Table.of([number for number in impl.Value(3).count()])

@experiment(points=1)
def counting_again(impl):
    """Counts anew."""
    return Table.of([number for number in impl.Value(2).count()])

@experiment(points=1)
def going_through(impl):
    """Goes through one."""
    return Table.of([number for number in impl.Value(2)])
'''
VALUE = """
class Value:
    def __init__(self, data):
        self.data = data

    def __add__(self, other):
        return Value(self.data + (other.data if isinstance(other, Value) else other))

    __radd__ = __add__

    def count(self):
        for number in range(self.data):
            yield number

    def __iter__(self):
        return iter(range(self.data))
"""
ENDLESS = "        while True: pass\n"
LITTLE = (
    "{0} did not return: little time was left for it, because {0} had to be stopped in an "
    "earlier experiment."
)
NAMES = ["making", "sums", "more_sums", "counting", "counting_again", "going_through"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("process") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def texts(
    tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox
) -> Callable[[str], dict[str, str]]:
    """What is said of each experiment that an attempt does not get through."""
    folder = tmp_path_factory.mktemp("kata")
    (folder / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    limits = Limits(cpu=0.2, wall=4.0, total=20.0)
    kata = Kata("0.3", "values", "Values", "", "", "here", folder, folder, limits=limits)

    def run(source: str) -> dict[str, str]:
        done: Run = sandbox.run(replace(Job(kata, attempt_of(Path("values.py"), source.encode()))))
        assert list(done.results) == NAMES
        return {
            name: result.problem.text for name, result in done.results.items() if result.problem
        }

    return run


def test_nothing_is_said_of_a_class_that_returns(texts: Callable[[str], dict[str, str]]) -> None:
    assert not texts(VALUE)


def test_an_operator(texts: Callable[[str], dict[str, str]]) -> None:
    said = texts(VALUE.replace("        return Value(self", ENDLESS + "        return Value(self"))
    assert said["sums"].startswith(
        "Value.__add__ did not return: stopped after 0.2 s of processor time"
    )
    assert said["more_sums"].startswith(
        "Value.__radd__ did not return: stopped after 0.2 s of processor time"
    )
    assert set(said) == {"sums", "more_sums"}


def test_making_an_object(texts: Callable[[str], dict[str, str]]) -> None:
    said = texts(VALUE.replace("        self.data = data\n", ENDLESS))
    assert said["making"].startswith("Value did not return: stopped after 0.2 s of processor time")
    assert [said[name] for name in NAMES[1:]] == [LITTLE.format("Value")] * 5


def test_a_generator_between_two_of_its_values(texts: Callable[[str], dict[str, str]]) -> None:
    said = texts(
        VALUE.replace(
            "            yield number\n", "            yield number\n            while True: pass\n"
        )
    )
    assert said["counting"].startswith(
        "Value.count did not return: stopped after 0.2 s of processor time"
    )
    assert said["counting_again"] == LITTLE.format("Value.count")
    assert set(said) == {"counting", "counting_again"}


def test_a_generator_without_end(texts: Callable[[str], dict[str, str]]) -> None:
    said = texts(
        VALUE.replace("for number in range(self.data):", "while True:").replace(
            "yield number", "yield 1"
        )
    )
    assert said["counting"].startswith(
        "Value.count did not return: stopped after 0.2 s of processor time"
    )
    assert said["counting_again"] == LITTLE.format("Value.count")


def test_what_python_calls_in_a_loop(texts: Callable[[str], dict[str, str]]) -> None:
    said = texts(VALUE.replace("        return iter(range(self.data))\n", ENDLESS))
    assert said["going_through"].startswith("Value.__iter__ did not return: stopped after 0.2 s")


@pytest.mark.thorough
@pytest.mark.slow
def test_a_method_that_only_killing_ends_is_named_too(
    texts: Callable[[str], dict[str, str]],
) -> None:
    sleep = "            try: time.sleep(60)\n            except BaseException: pass\n"
    deaf = f"        import time\n        while True:\n{sleep}"
    said = texts(
        VALUE.replace("        for number in range(self.data):\n            yield number\n", deaf)
    )
    assert said["counting"] == "Stopped: no result after 4 s."
    assert said["counting_again"] == LITTLE.format("Value.count")
