"""The parts of a kata in a module's source."""

from __future__ import annotations

import ast

import pytest

from kata_runner.errors import PackError
from kata_runner.packs.source_parts import (
    get_owner,
    get_signatures,
    is_public,
    list_callables,
    list_classes,
    list_unwritten,
)

SOURCE = '''
def softmax(scores: list[float], *, axis: int = -1) -> list[float]:
    """Shares of the sum."""
    raise NotImplementedError


def _helper(): ...


class Value:
    def __init__(self, data):
        self.data = data

    def __add__(self, other):
        """Add another value."""
        raise NotImplementedError()

    __radd__ = __add__

    def _inner(self): ...

    @property
    def grad(self):
        raise NotImplementedError

    @grad.setter
    def grad(self, value):
        self._grad = value

    class Node:
        def visit(self):
            return 1


class _Hidden:
    def method(self): ...
'''


def test_parts_are_named_as_a_learner_says_them() -> None:
    assert list(list_callables(SOURCE)) == [
        "softmax", "Value.__init__", "Value.__add__", "Value.__radd__", "Value.grad",
        "Value.Node.visit",
    ]  # fmt: skip
    assert list_classes(SOURCE) == ["Value", "Value.Node"]


def test_a_second_name_is_a_method_without_the_docstring_of_the_first() -> None:
    parts = list_callables(SOURCE)
    assert ast.get_docstring(parts["Value.__add__"]) == "Add another value."
    assert ast.get_docstring(parts["Value.__radd__"]) is None


def test_of_a_property_the_one_that_reads_it_is_the_part() -> None:
    assert [arg.arg for arg in list_callables(SOURCE)["Value.grad"].args.args] == ["self"]


def test_what_does_nothing_but_say_so_is_unwritten() -> None:
    assert list_unwritten(SOURCE) == ["softmax", "Value.__add__", "Value.__radd__", "Value.grad"]
    assert list_unwritten("def f():\n    x = 1\n    raise NotImplementedError\n") == []


def test_signatures_are_without_annotations() -> None:
    assert get_signatures(SOURCE)["softmax"] == "scores, *, axis=-1"


@pytest.mark.parametrize(
    ("name", "is_one"), [("softmax", True), ("_helper", False), ("__add__", True), ("__x", False)]
)
def test_names_that_python_calls_are_public(name: str, is_one: bool) -> None:
    assert is_public(name) is is_one


def test_the_owner_of_a_method_is_its_class() -> None:
    assert (get_owner("Value.Node.visit"), get_owner("softmax")) == ("Value.Node", "softmax")


@pytest.mark.parametrize("source", ["def (", "x = '\0'"])
def test_what_is_no_python_is_the_pack_s_fault(source: str) -> None:
    with pytest.raises(PackError, match="not Python: "):
        list_callables(source)
