"""Other right ways to write a recurrent network and its gradient, each accepted on every seed."""

# ruff: noqa: D103  # how each of them differs stands in the sentence over it

import math
from functools import reduce
from itertools import accumulate
from operator import mul

import numpy as np
from numpy.typing import NDArray

from kata_runner import alternative

Array = NDArray[np.float64]
Gradients = tuple[Array, Array, Array]


def step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    """One step, for the alternatives of what comes after it."""
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


@alternative("rnn_step", "one product of one matrix [w_h, w_x, bias] with [h_prev, x, 1]")
def one_product(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    weights = np.column_stack([w_h, w_x, bias])  # (hidden, hidden + input + 1)
    return np.asarray(np.tanh(weights @ np.concatenate([h_prev, x, [1.0]])))


@alternative("rnn_step", "number by number, without NumPy")
def number_by_number(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> list[float]:
    read = [*h_prev, *x, 1.0]
    rows = [[*u, *v, c] for u, v, c in zip(w_h.tolist(), w_x.tolist(), bias.tolist(), strict=True)]
    return [math.tanh(math.fsum(map(mul, row, read))) for row in rows]


@alternative("run_sequence", "an array of the right size, filled row by row")
def filled_row_by_row(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states = np.empty((len(xs) + 1, len(h0)))
    states[0] = h0
    for t, x in enumerate(xs):
        states[t + 1] = step(states[t], x, w_h, w_x, bias)
    return states[1:]


@alternative("run_sequence", "all inputs are brought in by one product, then itertools.accumulate")
def accumulated(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    drives = xs @ w_x.T + bias  # (length, hidden)
    states = accumulate(drives, lambda h, drive: np.tanh(w_h @ h + drive), initial=h0)
    return np.array([*states][1:])


@alternative("echo", "both runs side by side, as the two columns of one matrix of states")
def two_columns(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> list[float]:
    states, lengths = np.zeros((len(bias), 2)), []
    for t, x in enumerate(xs):
        columns = np.column_stack([x, x + change * (t == position)])
        states = np.tanh(w_h @ states + w_x @ columns + bias[:, np.newaxis])
        lengths.append(math.dist(states[:, 0], states[:, 1]))
    return lengths


@alternative("echo", "zeros before the change, and only what comes after it is run twice")
def common_beginning(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    h, lengths = np.zeros(len(bias)), np.zeros(len(xs))
    for x in xs[:position]:
        h = step(h, x, w_h, w_x, bias)
    moved = h
    for t in range(position, len(xs)):
        h = step(h, xs[t], w_h, w_x, bias)
        moved = step(moved, xs[t] + change * (t == position), w_h, w_x, bias)
        lengths[t] = np.linalg.norm(moved - h)
    return lengths


@alternative("step_jacobian", "a product with a diagonal matrix")
def diagonal_matrix(h: Array, w_h: Array) -> Array:
    return np.asarray(np.diag((1 - h) * (1 + h)) @ w_h)


@alternative("step_jacobian", "the slope as 1 / cosh² of what tanh was given")
def slope_by_cosh(h: Array, w_h: Array) -> Array:
    slopes = 1 / np.cosh(np.arctanh(h)) ** 2
    return np.asarray((slopes * w_h.T).T)


@alternative("jacobian_product", "from the last state back to the first, with functools.reduce")
def from_the_last_back(states: Array, w_h: Array) -> Array:
    slopes = 1 - np.square(np.reshape(states, (-1, len(w_h))))
    jacobians = [np.diag(slope) @ w_h for slope in slopes[::-1]]
    return reduce(np.matmul, jacobians, np.eye(len(w_h)))


@alternative("jacobian_product", "one nudge after the other: each column is carried forward")
def column_by_column(states: Array, w_h: Array) -> Array:
    columns = []
    for nudge in np.eye(len(w_h)):
        for h in states:
            nudge = (1 - h * h) * (w_h @ nudge)  # noqa: PLW2901
        columns.append(nudge)
    return np.array(columns).T


@alternative("loss_gradients", "forwards: the derivatives of the state by every weight go along")
def forwards(xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array) -> Gradients:
    units, inputs = w_x.shape
    h = np.zeros(units)
    by_weights = np.zeros((units, units + inputs + 1, units))  # new unit i, weight j of unit k
    for x in xs:
        read = np.concatenate([h, x, [1.0]])
        h = step(h, x, w_h, w_x, bias)
        direct = np.eye(units)[:, np.newaxis, :] * read[:, np.newaxis]
        by_weights = np.tensordot(w_h, by_weights, axes=(1, 0)) + direct
        by_weights *= (1 - h**2)[:, np.newaxis, np.newaxis]
    gradient = np.tensordot(h - target, by_weights, axes=(0, 0)).T  # (units, all weights)
    return gradient[:, :units], gradient[:, units:-1], gradient[:, -1]


@alternative(
    "loss_gradients", "the gradients by all sums first, then three products over all steps"
)
def all_sums_first(xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array) -> Gradients:
    states = [np.zeros(len(bias))]
    for x in xs:
        states.append(step(states[-1], x, w_h, w_x, bias))
    back = [(1 - states[-1] ** 2) * (states[-1] - target)]
    for h in states[-2:0:-1]:
        back.append((1 - h**2) * (w_h.T @ back[-1]))
    sums = np.array(back[::-1])  # (length, hidden)
    return sums.T @ np.array(states[:-1]), sums.T @ xs, sums.sum(axis=0)
