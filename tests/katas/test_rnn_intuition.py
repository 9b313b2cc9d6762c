"""Kata 6.2: the reference agrees with closed forms for a single unit, with finite differences, and
with a network that is written out for every order of a short sentence.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.helpers.attempts import attempts_in
from tests.helpers.modules import load_module

ROOT = Path(__file__).parents[2]
RIGHT = [ROOT / "solutions/rnn_intuition/solution.py", *attempts_in("rnn_intuition/right")]


@pytest.fixture(scope="module", params=RIGHT, ids=lambda path: path.stem)
def right(request: pytest.FixtureRequest) -> Any:
    """The reference and the right attempts."""
    return load_module(request.param)


@pytest.fixture
def rng() -> np.random.RandomState:
    return np.random.RandomState(62)


def network(rng: np.random.RandomState, hidden: int, inputs: int) -> tuple[Any, Any, Any]:
    """Random weights and a bias."""
    shapes = [(hidden, hidden), (hidden, inputs), (hidden,)]
    w_h, w_x, bias = (rng.normal(scale=0.6, size=shape) for shape in shapes)
    return w_h, w_x, bias


def unit(weight: float, drive: float, bias: float) -> tuple[Any, Any, Any]:
    """A network of a single unit with a single input."""
    return np.array([[weight]]), np.array([[drive]]), np.array([bias])


# --- A single unit


@pytest.mark.parametrize(("w", "u", "b"), [(0.5, 1.0, 0.0), (-0.8, 0.3, 0.2), (1.3, -2.0, -0.4)])
def test_two_steps_of_one_unit(right: Any, w: float, u: float, b: float) -> None:
    weights, (first, second), target = unit(w, u, b), (0.7, -0.2), 0.3
    xs = np.array([[first], [second]])
    h1 = math.tanh(u * first + b)
    h2 = math.tanh(w * h1 + u * second + b)
    states = right.run_sequence(np.zeros(1), xs, *weights)
    assert states == pytest.approx(np.array([[h1], [h2]]))

    s1, s2 = 1 - h1**2, 1 - h2**2
    assert right.step_jacobian(states[1], weights[0]) == pytest.approx(np.array([[s2 * w]]))
    product = right.jacobian_product(states, weights[0])
    assert product == pytest.approx(np.array([[s1 * s2 * w**2]]))

    d_w_h, d_w_x, d_bias = right.loss_gradients(xs, np.array([target]), *weights)
    error = h2 - target
    assert d_w_h.item() == pytest.approx(error * s2 * h1)
    assert d_w_x.item() == pytest.approx(error * s2 * (second + w * s1 * first))
    assert d_bias.item() == pytest.approx(error * s2 * (1 + w * s1))


def test_the_echo_of_a_unit_is_a_difference_of_tanh(right: Any) -> None:
    xs, change = np.array([[0.4], [0.0], [0.0]]), np.array([0.5])
    lengths = right.echo(xs, 0, change, *unit(0.9, 1.0, 0.0))
    low, high = 0.0, 0.0
    for drive, other, length in zip((0.4, 0, 0), (0.9, 0, 0), lengths, strict=True):
        low, high = math.tanh(0.9 * low + drive), math.tanh(0.9 * high + other)
        assert length == pytest.approx(high - low)


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.1])
def test_at_rest_a_rotation_multiplies_by_its_radius(right: Any, radius: float) -> None:
    angle = 0.7
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    for steps in (0, 1, 9):
        product = right.jacobian_product(np.zeros((steps, 2)), radius * turn)
        assert np.linalg.norm(product, 2) == pytest.approx(radius**steps)
        back = [math.cos(steps * angle), math.sin(steps * angle)]
        assert product[:, 0] == pytest.approx(radius**steps * np.array(back))


# --- Finite differences


def slope(function: Callable[[Any], Any], at: Any, step: float = 1e-6) -> Any:
    """The derivatives of a function by each number of an array: a last axis for these."""
    columns = []
    for place in np.ndindex(at.shape):
        up, down = at.copy(), at.copy()
        up[place] += step
        down[place] -= step
        columns.append((function(up) - function(down)) / (2 * step))
    return np.stack(columns, axis=-1)


def test_jacobians_are_what_a_nudge_shows(right: Any, rng: Any) -> None:
    weights, xs, h0 = network(rng, 3, 2), rng.normal(size=(5, 2)), rng.normal(size=3)
    states = right.run_sequence(h0, xs, *weights)
    one = slope(lambda h: right.rnn_step(h, xs[0], *weights), h0)
    np.testing.assert_allclose(right.step_jacobian(states[0], weights[0]), one, atol=1e-8)
    many = slope(lambda h: right.run_sequence(h, xs, *weights)[-1], h0)
    np.testing.assert_allclose(right.jacobian_product(states, weights[0]), many, atol=1e-8)


@pytest.mark.parametrize(("hidden", "inputs", "length"), [(1, 1, 1), (3, 2, 4), (2, 4, 7)])
def test_gradients_are_what_the_loss_does(
    right: Any, rng: Any, hidden: int, inputs: int, length: int
) -> None:
    weights, xs = network(rng, hidden, inputs), rng.normal(size=(length, inputs))
    target = rng.normal(size=hidden)
    gradients = right.loss_gradients(xs, target, *weights)
    for which, (gradient, weight) in enumerate(zip(gradients, weights, strict=True)):

        def loss(moved: Any, which: int = which) -> Any:
            changed = [*weights[:which], moved, *weights[which + 1 :]]
            last = right.run_sequence(np.zeros(hidden), xs, *changed)[-1]
            return 0.5 * np.sum((last - target) ** 2)

        assert gradient.shape == weight.shape
        measured = slope(loss, weight).reshape(weight.shape)
        np.testing.assert_allclose(gradient, measured, atol=1e-8)


def test_a_small_echo_is_a_jacobian_times_the_change(right: Any, rng: Any) -> None:
    (w_h, w_x, bias), xs = network(rng, 3, 2), rng.normal(size=(6, 2))
    change = 1e-6 * rng.normal(size=2)
    lengths = right.echo(xs, 1, change, w_h, w_x, bias)
    states = right.run_sequence(np.zeros(3), xs, w_h, w_x, bias)
    first = (1 - states[1] ** 2) * (w_x @ change)
    expected = [
        np.linalg.norm(right.jacobian_product(states[2 : t + 1], w_h) @ first) for t in range(1, 6)
    ]
    assert lengths[0] == 0
    np.testing.assert_allclose(lengths[1:], expected, rtol=1e-4)


# --- Every order of a sentence


def read_written_out(words: Any, w_h: Any, w_x: Any, bias: Any) -> list[list[float]]:
    """The states of a network, number by number."""
    state, states = [0.0] * len(bias), []
    for word in words:
        sums = [
            sum(w_h[i][j] * state[j] for j in range(len(bias)))
            + sum(w_x[i][j] * word[j] for j in range(len(word)))
            + bias[i]
            for i in range(len(bias))
        ]
        state = [math.tanh(total) for total in sums]
        states.append(state)
    return states


def test_every_order_of_a_sentence_has_states_of_its_own(right: Any, rng: Any) -> None:
    weights, words = network(rng, 3, 4), np.eye(4)
    last = []
    for order in map(list, permutations(range(4))):
        states = right.run_sequence(np.zeros(3), words[order], *weights)
        np.testing.assert_allclose(states, read_written_out(words[order], *weights), rtol=1e-12)
        last.append(states[-1])
    distances = [np.abs(a - b).max() for a in last for b in last if a is not b]
    assert min(distances) > 1e-4


def test_the_echo_in_every_order(right: Any, rng: Any) -> None:
    weights, words, change = network(rng, 3, 4), np.eye(4), rng.normal(size=4)
    for order in map(list, permutations(range(4))):
        for position in range(4):
            moved = words[order]
            moved[position] += change
            before = read_written_out(words[order], *weights)
            after = read_written_out(moved, *weights)
            expected = [math.dist(a, b) for a, b in zip(before, after, strict=True)]
            lengths = right.echo(words[order], position, change, *weights)
            np.testing.assert_allclose(lengths, expected, atol=1e-12)
