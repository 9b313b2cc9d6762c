"""An experiment sees a class of the attempt as the class that it is, and every call of it is noted
once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from kata_runner.engine.inside.arguments_watch import ArgumentWatch
from kata_runner.engine.inside.attempt_loader import execute
from kata_runner.engine.inside.call_recorder import CallRecorder
from kata_runner.engine.inside.exceptions import describe_problem
from kata_runner.engine.inside.implementation import SignatureError
from kata_runner.engine.inside.timeout import Patience, TimeLimit

NAMES = count()
VALUE = """
from dataclasses import dataclass
from functools import cached_property

class _Base:
    def inherited(self): return 1

class Value(_Base):
    size = 3

    def __init__(self, data): self.data = data
    def __add__(self, other):
        return Value(self.data + (other.data if isinstance(other, Value) else other))
    __radd__ = __add__
    def __sub__(self, other): return self + -other.data
    def __eq__(self, other): return isinstance(other, Value) and self.data == other.data
    def __call__(self, x): return self.data * x
    def __iter__(self): yield from range(self.data)
    def __len__(self): return self.data
    def _secret(self): return 7
    @staticmethod
    def make(data): return Value(data)
    @classmethod
    def zero(cls): return cls(0)
    @property
    def half(self): return self.data / 2
    @half.setter
    def half(self, value): self.data = 2 * value
    @cached_property
    def double(self): return 2 * self.data

    class Inner:
        def go(self): return 5

class _Hidden(Value):
    def inherited(self): return 2

def hidden(data): return _Hidden(data)

@dataclass(slots=True)
class Pair:
    one: int
    two: int = 2
    def total(self): return self.one + self.two
"""


@pytest.fixture
def seen() -> Iterator[Callable[..., CallRecorder]]:
    """An attempt of this source as an experiment sees it."""
    depth = sys.getrecursionlimit()

    def load(source: str = VALUE, arguments: ArgumentWatch | None = None) -> CallRecorder:
        module = execute(source.encode(), f"attempt{next(NAMES)}", "attempt.py", __import__)
        patience = Patience(TimeLimit({"cpu": 60.0, "wall": 60.0}), 60.0, {}, lambda *_: None)
        recorder = CallRecorder(module, patience, arguments)
        recorder.begin()
        return recorder

    yield load
    sys.setrecursionlimit(depth)


def called(recorder: CallRecorder) -> list[str]:
    return [name for name, *_ in recorder.calls]


def test_calls_of_every_kind_are_noted_by_name(seen: Callable[..., CallRecorder]) -> None:
    recorder = seen()
    impl: Any = recorder.implementation
    a = impl.Value(2)
    assert (1 + (a + 1)).data == 4
    assert a(3) == 6 and list(a) == [0, 1] and a == impl.Value(2)
    assert (a.inherited(), a.half, a.double) == (1, 1.0, 4)
    a.half = 3
    assert a.data == 6
    assert (impl.Value.make(4).data, impl.Value.zero().data, a.make(5).data) == (4, 0, 5)
    assert impl.Value.Inner().go() == 5
    assert called(recorder) == [
        *[
            "Value",
            "Value.__add__",
            "Value.__radd__",
            "Value.__call__",
            "Value.__iter__",
            "Value.__len__",
            "Value",
        ],
        *[
            "Value.__eq__",
            "Value.inherited",
            "Value.half",
            "Value.double",
            "Value.half",
            "Value.make",
            "Value.zero",
        ],
        *["Value.make", "Value.Inner.go"],
    ]


def test_what_the_attempt_calls_by_itself_is_not_noted(seen: Callable[..., CallRecorder]) -> None:
    recorder = seen()
    impl: Any = recorder.implementation
    assert (impl.Value(5) - impl.Value(2)).data == 3
    assert called(recorder) == ["Value", "Value", "Value.__sub__"]  # two of different lengths


def test_private_parts_are_nobodys_calls_and_private_classes_have_the_names_of_their_bases(
    seen: Callable[..., CallRecorder],
) -> None:
    recorder = seen()
    impl: Any = recorder.implementation
    value = impl.hidden(3)
    assert value._secret() == 7 and value.inherited() == 2
    assert called(recorder) == ["hidden", "Value.inherited"]


FACTORIES = """
from types import SimpleNamespace

class _Counter:
    def __init__(self): self.count = 0
    def step(self, row): self.count += 1; row.append(1); return self.twice()
    def twice(self): return 2 * self.count

def private(): return _Counter()

def local():
    class Counter(_Counter): pass
    return Counter()

def closures():
    counter = SimpleNamespace(count=0)
    def twice(): return 2 * counter.count
    def step(row):
        counter.count += 1
        row.append(1)
        return counter.twice()
    counter.step, counter.twice = step, twice
    return counter
"""


@pytest.mark.parametrize("name", ["private", "local", "closures"])
def test_a_function_may_stand_for_a_class(name: str, seen: Callable[..., CallRecorder]) -> None:
    recorder = seen(FACTORIES, ArgumentWatch())
    impl: Any = recorder.implementation
    for _ in range(2):
        counter = getattr(impl, name)()
        assert counter.step([0]) == 2 and counter.twice() == 2 and counter.count == 1
    assert called(recorder) == 2 * [name, f"{name}.step", f"{name}.twice"]
    assert recorder.arguments_of_calls()[-1] == [f"{name}.step", [(0, "")], [(0, "")]]


def test_a_class_in_an_experiment_is_the_class_that_it_is(
    seen: Callable[..., CallRecorder],
) -> None:
    recorder = seen()
    impl: Any = recorder.implementation

    class Own(impl.Value):  # type: ignore[misc]  # as an experiment may
        pass

    assert isinstance(impl.Value(1), impl.Value) and not isinstance(1, impl.Value)
    assert issubclass(Own, impl.Value) and Own(3).data == 3
    impl.Value.size = 4
    assert impl.Value.size == impl.Value(1).size == 4
    assert impl.Pair(1).total() == 3 and impl.Pair(1) == impl.Pair(1, 2)


def test_calling_otherwise_than_the_kata_does_names_the_method(
    seen: Callable[..., CallRecorder],
) -> None:
    recorder = seen()
    impl: Any = recorder.implementation
    with pytest.raises(
        SignatureError,
        match=r"Value\(data\) cannot be called with 0 arguments: take the parameters",
    ):
        impl.Value()
    with pytest.raises(
        SignatureError, match=r"Value\.inherited\(\) cannot be called with 1 argument"
    ):
        impl.Value(1).inherited(2)
    with pytest.raises(
        SignatureError, match=r"Value\.make\(data\) cannot be called with 2 arguments"
    ):
        impl.Value.make(2, 3)


@pytest.mark.parametrize(
    ("use", "text"),
    [
        (lambda a: a * 2, "Value.__mul__ is not defined, and Value * int needs it."),
        (lambda a: 2 - a, "Value.__rsub__ is not defined, and int - Value needs it."),
        (lambda a: a**2, "Value.__pow__ is not defined, and Value ** int needs it."),
        (lambda a: -a, "Value.__neg__ is not defined, and - on Value needs it."),
        (abs, "Value.__abs__ is not defined, and abs() on Value needs it."),
        (lambda a: a < 2, "Value.__lt__ is not defined, and Value < int needs it."),
        (lambda a: a[0], "Value.__getitem__ is not defined, and an experiment needs it."),
        (
            lambda a: a.inherit(),
            "Value.inherit is not defined. There is inherited: did you mean that?",
        ),
        (lambda a: a.dat, "Value.dat is not defined. There is data: did you mean that?"),
        (lambda a: type(a).nothing, "Value.nothing is not defined."),
    ],
)
def test_what_a_class_lacks_is_named(
    use: Callable[[Any], object], text: str, seen: Callable[..., CallRecorder]
) -> None:
    recorder = seen()
    impl: Any = recorder.implementation
    value = impl.Value(2)
    with pytest.raises((TypeError, AttributeError)) as caught:
        use(value)
    assert describe_problem(caught.value, "attempt.py", {}, recorder.current, recorder.classes)[
        :2
    ] == [
        "crashed",
        text,
    ]


def test_errors_of_other_objects_are_told_as_ever(seen: Callable[..., CallRecorder]) -> None:
    recorder = seen()
    for error in (
        AttributeError("no obj"),
        TypeError("unsupported operand type(s) for +: 'int' and 'str'"),
    ):
        kind, text, *_ = describe_problem(error, "attempt.py", {}, "", recorder.classes)
        assert (kind, text) == ("unusable", f"{type(error).__name__}: {error}")


def test_a_generator_does_all_that_generators_do(seen: Callable[..., CallRecorder]) -> None:
    recorder = seen("""
closed = []

def closed_ones():
    return closed

def steps(first):
    try:
        got = yield first
        try:
            yield got
        except KeyError as error:
            yield error.args[0]
        return "the end"
    finally:
        closed.append(first)
""")
    impl: Any = recorder.implementation
    steps = impl.steps(1)
    assert (next(steps), steps.send(2), steps.throw(KeyError(3))) == (1, 2, 3)
    with pytest.raises(StopIteration, match="the end"):
        next(steps)
    other = impl.steps(4)
    next(other)
    other.close()
    assert impl.closed_ones() == [1, 4]


def test_arguments_of_methods_are_watched_and_never_the_object_itself(
    seen: Callable[..., CallRecorder],
) -> None:
    source = """
class Adam:
    def __init__(self, params): self.params, self.state = params, [0]
    def step(self, rate, grads):
        self.state[0] += 1
        grads[0] = 0.0
    def scale(self, factor): self.params[0] *= factor
"""
    recorder = seen(source, ArgumentWatch(named=True))
    impl: Any = recorder.implementation
    adam = impl.Adam([1.0])
    adam.step(0.1, [2.0])
    adam.scale(2)
    assert recorder.arguments_of_calls() == [
        ["Adam", [(0, "params"), (-1, "params")][:1], []],
        ["Adam.step", [(0, "rate"), (1, "grads")], [(1, "grads")]],
    ]


def test_a_method_may_call_itself_as_deep_as_alone(seen: Callable[..., CallRecorder]) -> None:
    depth = sys.getrecursionlimit()
    recorder = seen("class Chain:\n    def depth(self, n): return n and 1 + self.depth(n - 1)\n")
    impl: Any = recorder.implementation
    assert impl.Chain().depth(depth - 100) == depth - 100


@pytest.mark.parametrize(
    "source",
    [
        "class Meta(type):\n    def __setattr__(cls, *_): raise SystemExit\n"
        "    __dict__ = property(lambda cls: 1 / 0)\n"
        "class Value(metaclass=Meta):\n    def go(self): return 1\n",
        "from enum import Enum\nclass Value(Enum):\n    A = 1\n    def go(self): return 1\n",
        "from typing import NamedTuple\nclass Value(NamedTuple):\n    a: int = 1\n    def "
        "go(self): return self.a\n",
        "class Value(Exception):\n    __slots__ = ()\n    def go(self): return 1\n",
        "class Value:\n    __class__ = property(lambda self: 1 / 0)\n    def go(self): return "
        "1\nvalue = Value()\n",
        "class Meta(type):\n    go = property(lambda cls: 1 / 0, lambda cls, value: 1 / 0)\n"
        "    def __hash__(cls): return 1 / 0\n    def __eq__(cls, other): return 1 / 0\n"
        "class Value(metaclass=Meta):\n    def go(self): return 1\n    def again(self): return 1\n",
    ],
)  # fmt: skip
def test_classes_of_every_make(source: str, seen: Callable[..., CallRecorder]) -> None:
    recorder = seen(source)
    impl: Any = recorder.implementation
    assert (impl.Value.A if "Enum" in source else impl.Value()).go() == 1
    assert called(recorder)[-1] == ("Value" if "go = property" in source else "Value.go")
