"""The starter of a class: every method waits to be written, and what it is made with stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.source_parts import get_signatures, list_classes, list_unwritten
from kata_runner.packs.starter_text import derive_starter
from tests.helpers.modules import make_module

CLASSES = '''
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

SIZE = 16
SECRET = 42


class _Base(ABC):
    """What all have."""

    def __init__(self, size: int = SIZE) -> None:
        self.size = SECRET * size

    @abstractmethod
    def parameters(self) -> list[float]:
        """Everything that is learnt."""
        return [self.size]

    def _private(self):
        return SECRET


class Layer(_Base):
    """One layer."""

    __slots__ = ("size",)
    rate = 0.25
    count: int = SECRET
    _hidden: int = SECRET

    @lru_cache(maxsize=None)
    def forward(self, x):
        """What comes out."""
        return x * SECRET

    __call__ = forward

    @property
    def norm(self):
        """Its length."""
        return SECRET

    @norm.setter
    def norm(self, value):
        self.size = value

    @staticmethod
    def zero() -> "Layer":
        return Layer(0)

    @classmethod
    def from_pair(cls, pair: "Pair"):
        return cls(pair.one)

    def _helper(self):
        return SECRET

    class Inner:
        def go(self):
            return SECRET


@dataclass
class Pair:
    """Two numbers."""

    one: float
    two: list[float] = field(default_factory=list)
    _cache: float = SECRET

    def total(self):
        return self.one + sum(self.two)


class Kind(Enum):
    FIRST = 1


class Point(NamedTuple):
    x: float
    y: float = 0.0


class _State:
    def reset(self):
        return SECRET


def train(layer: Layer, state: _State, kind: Kind = Kind.FIRST) -> Point:
    return Point(SECRET)
'''


@pytest.fixture
def starter(softmax: Path) -> str:
    return derive_starter(
        CLASSES, read_kata(softmax / "katas" / "softmax", softmax / "solutions", "some-pack")
    )


def test_of_classes_every_body_is_a_stub(starter: str) -> None:
    assert (
        starter.partition("\n\n\n")[2]
        == '''class _State:

    def reset(self):
        raise NotImplementedError


class Layer(ABC):
    """One layer."""
    count: int

    def forward(self, x):
        """What comes out."""
        raise NotImplementedError

    def __call__(self, x):
        raise NotImplementedError

    @property
    def norm(self):
        """Its length."""
        raise NotImplementedError

    @norm.setter
    def norm(self, value):
        raise NotImplementedError

    @staticmethod
    def zero() -> 'Layer':
        raise NotImplementedError

    @classmethod
    def from_pair(cls, pair: 'Pair'):
        raise NotImplementedError

    class Inner:

        def go(self):
            raise NotImplementedError

    def __init__(self, size: int=SIZE) -> None:
        raise NotImplementedError

    @abstractmethod
    def parameters(self) -> list[float]:
        """Everything that is learnt."""
        raise NotImplementedError


@dataclass
class Pair:
    """Two numbers."""
    one: float
    two: list[float] = field(default_factory=list)

    def total(self):
        raise NotImplementedError


class Kind(Enum):
    FIRST = 1


class Point(NamedTuple):
    x: float
    y: float = 0.0


def train(layer: Layer, state: _State, kind: Kind=Kind.FIRST) -> Point:
    raise NotImplementedError
'''
    )


def test_a_starter_with_classes_loads(starter: str) -> None:
    module: dict[str, Any] = {}
    exec(compile(starter, "starter.py", "exec", dont_inherit=True), module)
    assert module["Pair"](1.0).two == [] and module["SIZE"] == 16 and "SECRET" not in module
    with pytest.raises(NotImplementedError):
        module["Pair"](1.0).total()


def test_every_part_to_write_has_a_name(starter: str) -> None:
    methods = [
        "forward",
        "__call__",
        "norm",
        "zero",
        "from_pair",
        "Inner.go",
        "__init__",
        "parameters",
    ]
    assert list_unwritten(starter) == [
        *(f"Layer.{name}" for name in methods),
        "Pair.total",
        "train",
    ]
    assert list_classes(CLASSES) == ["Layer", "Layer.Inner", "Pair", "Kind", "Point"]


def test_parameters_are_told_without_annotations_and_of_second_names_too() -> None:
    assert (
        get_signatures(CLASSES)["Layer.__call__"]
        == get_signatures(CLASSES)["Layer.forward"]
        == "self, x"
    )
    assert get_signatures(CLASSES)["train"] == "layer, state, kind=Kind.FIRST"


INHERITED = '''
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

SIZE = 16
SECRET = 42


class _Named:
    label: str = SECRET

    def name(self):
        return SECRET


@dataclass
class _Base(_Named):
    size: int = SIZE
    _cache: float = SECRET

    def total(self):
        return SECRET


@dataclass
class Layer(_Base):
    """One layer."""

    rates: list[float] = field(default_factory=list)


class Plain(_Base):
    hidden: int = SECRET
    other = SECRET


class _Pair(NamedTuple):
    one: float
    two: float = 0.0


class Pair(_Pair):
    def sum(self):
        return SECRET


class _Kind(Enum):
    def describe(self):
        return SECRET


class Kind(_Kind):
    FIRST = 1
'''


@pytest.fixture
def inherited(softmax: Path) -> str:
    return derive_starter(
        INHERITED, read_kata(softmax / "katas" / "softmax", softmax / "solutions", "some-pack")
    )


def test_fields_of_a_private_base_stand_before_those_of_the_class(inherited: str) -> None:
    assert (
        inherited.partition("\n\n\n")[2]
        == '''@dataclass
class Layer:
    """One layer."""
    size: int = SIZE
    rates: list[float] = field(default_factory=list)

    def total(self):
        raise NotImplementedError

    def name(self):
        raise NotImplementedError


@dataclass
class Plain:
    size: int = SIZE

    def total(self):
        raise NotImplementedError

    def name(self):
        raise NotImplementedError


class Pair(NamedTuple):
    one: float
    two: float = 0.0

    def sum(self):
        raise NotImplementedError


class Kind(Enum):
    FIRST = 1

    def describe(self):
        raise NotImplementedError
'''
    )


def test_objects_are_made_with_the_fields_of_a_private_base(inherited: str) -> None:
    starter, reference = make_module(inherited, "starter"), make_module(INHERITED, "reference")
    for module in (starter, reference):
        assert module.Layer(3, rates=[0.5]).rates == [0.5] and module.Layer().size == 16
        assert module.Plain(3).size == 3 and module.Pair(1.0).two == 0.0
        assert module.Kind(1) is module.Kind.FIRST
    assert not hasattr(starter, "SECRET")
