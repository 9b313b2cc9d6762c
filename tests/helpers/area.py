"""A small kata on disk, to be broken in one place at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Attempt, Kata
from kata_runner.packs.kata_folder import read_kata

FILES = {
    "katas/area/kata.toml": """\
id = "0.2"
title = "Areas"
phase = "Foundations"
summary = "Squares and circles."
[hints]
square = ["How long are the sides?"]
circle = ["How long is the way round?"]
""",
    "katas/area/lesson.md": "# Areas\n",
    "katas/area/experiments.py": '''\
from kata_runner import Table, experiment, probe


@probe(points=2)
def random_squares(impl, rng):
    """square multiplies a side by itself."""
    return Table(["area"], [[impl.square(side)] for side in rng.normal(size=3)])


@experiment(points=3, needs=[random_squares])
def three_squares(impl):
    """Squares of whole sides."""
    rows = [[side, impl.square(side)] for side in (1, 2, 3)]
    return Table(["side", "area"], rows, notes=["All whole."])


@experiment(points=1)
def circles(impl):
    """Circles of whole radii."""
    rows = [[radius, impl.circle(radius)] for radius in (1, 2)]
    return Table(["radius", "area"], rows, {"area": ".2f"})


@experiment()
def shown_only(impl):
    """Nobody is graded by this."""
    return Table.of(impl.square(9))
''',
    "solutions/area/solution.py": '''\
from math import pi


def square(side):
    """The area of a square."""
    return side * side


def circle(radius):
    """The area of a circle."""
    return pi * radius**2
''',
}
ADDER = """\
class Adder:
    def __init__(self, start):
        self.total = start

    def add(self, number):
        self.total += number
        return self.total
"""


@pytest.fixture
def write_kata(tmp_path: Path) -> Callable[[dict[str, str | None]], Kata]:
    """Writes the small kata with some files replaced, or left out where there is None."""

    def write(replaced: dict[str, str | None]) -> Kata:
        for name, text in (FILES | replaced).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")
        return read_kata(tmp_path / "katas" / "area", tmp_path / "solutions", "here")

    return write


@pytest.fixture
def area(write_kata: Callable[[dict[str, str | None]], Kata]) -> Kata:
    """The small kata as it should be."""
    return write_kata({})


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox: Sandbox) -> Callable[[Job], Run]:
    return sandbox.run


@pytest.fixture
def attempt() -> Callable[[str], Attempt]:
    """Source text as an attempt."""

    def made(source: str) -> Attempt:
        return Attempt(
            Path("area.py"), source.encode(), hashlib.sha256(source.encode()).hexdigest()
        )

    return made
