"""Observing a reference: what its functions take and give, told once each."""

from __future__ import annotations

import pytest

from kata_runner.mutation.observe import Observed, read_observations, with_observer

SOURCE = """
from types import SimpleNamespace
import numpy as np

def f(values, table, n, w):
    return sum(values) / 3, n, {"a": n / 4}, np.array(values) / 7

def whole(n):
    return float(n)

class Box:
    def __init__(self, items):
        self.items = items
    def halves(self):
        return [item / 4 for item in self.items]
"""


def observe(calls: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Observed]:
    exec(compile(with_observer(SOURCE) + calls, "reference", "exec"), {"__name__": "reference"})
    return read_observations([capsys.readouterr().out])


def test_what_is_taken_and_given(capsys: pytest.CaptureFixture[str]) -> None:
    found = observe(
        "f([1, 2], {1: 2}, 5, SimpleNamespace(a=np.arange(3), b=2, c={}))\nwhole(7)\n", capsys
    )
    assert found["f"].takes == {"values": "sequence", "table": "collection", "w.a": "sequence"}
    assert found["f"].gives == {"return[2]": "mapping", "return[3]": "array"}, (
        "3 / 3 is whole, and 5 is no float"
    )
    assert "whole" not in found, "a float may be a whole number too"


def test_what_turned_round_is_the_same_cannot_show_a_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = observe("f([1, 1], {}, 5, w=SimpleNamespace(a=np.zeros(3)))\n", capsys)
    assert found["f"].takes == {}
    again = observe("f([1, 1], {}, 5, None)\nf([1, 2], {}, 5, None)\n", capsys)
    assert again["f"].takes == {"values": "sequence"}, "one call is enough"


def test_methods_are_functions_by_their_whole_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = observe("Box([1, 2]).halves()\n", capsys)
    assert found["Box.__init__"].takes == {"items": "sequence"}
    assert found["Box.halves"].gives == {"return": "list"}


def test_lines_of_others_are_no_observations() -> None:
    assert read_observations(["--- observed --- only two", "hello"]) == {}
