"""Variants of a reference are as right as it is and round otherwise."""

from __future__ import annotations

from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kata_runner.verify.fp_noise import make_noisy_variants

ORDER, SINGLE, LONGER = "sums in another order", "single precision", "longer precision"


def variants(source: str, *graded: str) -> dict[str, dict[str, Any]]:
    """The names of each variant's module."""
    return {words: names_in(text) for words, text in make_noisy_variants(dedent(source), graded)}


def names_in(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(text, names)
    return names


def test_there_are_three_of_them() -> None:
    assert list(variants("x = 1\n")) == [ORDER, SINGLE, LONGER]


SUMS = [
    "sum(x)",
    "np.sum(x)",
    "x.sum()",
    "x @ y",
    "np.dot(x, y)",
    "m @ x",
    "m @ m",
    "a + b + c",
    "a * b * c",
    "np.linalg.norm(x)",
    "sum(v * v for v in x)",
]


@pytest.mark.parametrize("body", SUMS)
def test_another_order_gives_the_same_but_for_rounding(body: str) -> None:
    source = f"import numpy as np\ndef f(x, y, m, a, b, c):\n    return {body}\n"
    right, other = names_in(source)["f"], variants(source)[ORDER]["f"]
    off = []
    for seed in range(20):
        rng = np.random.RandomState(seed)
        given = (*rng.normal(size=(2, 40)), rng.normal(size=(40, 40)), *rng.normal(size=3))
        off.append(np.max(np.abs(other(*given) - right(*given))))
    assert 0 < max(off) < 1e-12, "or nothing was put in another order"


def test_text_and_whole_numbers_are_put_together_as_ever() -> None:
    source = "def f(a, b, c):\n    return a + b + c, sum([1, 2, 3]), sum({4: 1, 5: 2})\n"
    assert variants(source)[ORDER]["f"]("x", "y", "z") == ("xyz", 6, 9)


@pytest.mark.parametrize(("words", "kind"), [(SINGLE, np.float32), (LONGER, np.longdouble)])
def test_floats_come_in_another_precision_wherever_they_are(words: str, kind: type) -> None:
    seen: list[Any] = []
    module = variants("def f(*args):\n    seen.extend(args)\n    return args[0]\n", "f")[words]
    module["seen"] = seen
    w = SimpleNamespace(bias=np.zeros(2), name="w")
    module["f"](np.ones(2), 0.5, [0.5, 3], {"a": 0.5}, w, np.arange(2), "text", 3)
    array, number, row, named, weights, *others = seen
    kinds = [
        array.dtype,
        np.asarray(number).dtype,
        np.asarray(row[0]).dtype,
        np.asarray(named["a"]).dtype,
    ]
    assert {*kinds, weights.bias.dtype} == {np.dtype(kind)}
    assert row[1] == 3 and weights.name == "w" and w.bias.dtype == np.float64
    assert others[0].dtype.kind == "i" and others[1:] == ["text", 3]


def test_results_are_floats_as_ever() -> None:
    module = variants("def f(x):\n    return x, [x]\n", "f")[SINGLE]
    array, [same] = module["f"](np.array([0.1]))
    assert array.dtype == same.dtype == np.float64
    assert array[0] == np.float32(0.1)


def test_only_what_is_graded_is_called_in_another_precision() -> None:
    module = variants("def helper(x):\n    return x\ndef f(x):\n    return helper(x)\n", "f")[
        SINGLE
    ]
    assert module["helper"](0.1) == 0.1
    assert module["f"](0.1) != 0.1


IN_PLACE = """
def f(array, counter, row, named):
    array *= 2
    counter.asked += 1
    counter.drawn.append(0.1)
    row[0] = row[0] / 3
    row[1] = "x"
    named["b"] = [0.5]
    return 0.0
"""


@pytest.mark.parametrize("words", [SINGLE, LONGER])
def test_what_is_changed_in_place_changes_for_whom_it_belongs_to(words: str) -> None:
    array, counter = np.array([0.1, 0.5]), SimpleNamespace(asked=0, drawn=[], rate=0.1)
    row: list[Any] = [0.1, 2, 0.1]
    named = {"a": 0.1}
    drawn = counter.drawn
    variants(IN_PLACE, "f")[words]["f"](array, counter, row, named=named)
    assert array.dtype == np.float64
    np.testing.assert_allclose(array, [0.2, 1.0], rtol=1e-6)
    assert (counter.asked, counter.drawn, counter.rate) == (
        1,
        [pytest.approx(0.1)],
        0.1,
    ) and counter.drawn is drawn
    assert row == [pytest.approx(0.1 / 3, rel=1e-6), "x", 0.1] and type(row[0]) is np.float64
    assert named == {"a": 0.1, "b": [0.5]}
