"""Other right ways to write two cells and four instruments: each is accepted by every experiment,
whatever the seed.
"""

# ruff: noqa: D103  # how each of them differs stands in the sentence over it

import math
from functools import reduce
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kata_runner import alternative

Array = NDArray[np.float64]
SHORT = 1e-10  # a vector that is no longer has no direction


def logistic(z: Array) -> Array:
    """1 / (1 + exp(-z)), with exp of what is never positive."""
    small = np.exp(-np.abs(z))
    share: Array = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    return share


def unit(v: Array) -> Array:
    """A vector of length 1 in the same direction."""
    return np.asarray(v / np.sqrt(np.sum(v * v)))


def is_short(*vectors: Array) -> bool:
    """Whether one of the vectors has no direction."""
    return any(math.hypot(*map(float, v)) <= SHORT for v in vectors)


# --- lstm_step


@alternative("lstm_step", "one product with all four matrices on top of one another")
def four_gates_in_one_product(
    h_prev: Array, c_prev: Array, x: Array, w: Any
) -> tuple[Array, Array]:
    weights = np.concatenate([w.w_f, w.w_i, w.w_o, w.w_c])  # (4 hidden, hidden + input)
    biases = np.concatenate([w.b_f, w.b_i, w.b_o, w.b_c])  # (4 hidden,)
    f, i, o, candidate = np.split(weights @ np.concatenate([h_prev, x]) + biases, 4)
    c = logistic(f) * c_prev + logistic(i) * np.tanh(candidate)
    return logistic(o) * np.tanh(c), c


@alternative(
    "lstm_step",
    "cuts the matrices: a product with the state and a product with the input are added",
)
def state_and_input_apart(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    hidden = len(h_prev)

    def drive(weights: Array, bias: Array) -> Array:
        total: Array = weights[:, :hidden] @ h_prev + weights[:, hidden:] @ x + bias
        return total

    c = logistic(drive(w.w_f, w.b_f)) * c_prev + logistic(drive(w.w_i, w.b_i)) * np.tanh(
        drive(w.w_c, w.b_c)
    )
    return logistic(drive(w.w_o, w.b_o)) * np.tanh(c), c


@alternative("lstm_step", "the bias is one more weight, of an input that is always 1")
def bias_as_a_weight(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    z = np.concatenate([h_prev, x, [1.0]])  # (hidden + input + 1,)
    rows = [
        np.column_stack([getattr(w, f"w_{gate}"), getattr(w, f"b_{gate}")]) @ z for gate in "fioc"
    ]
    f, i, o = (0.5 * (1 + np.tanh(row / 2)) for row in rows[:3])
    c = f * c_prev + i * np.tanh(rows[3])
    return o * np.tanh(c), c


@alternative("lstm_step", "unit by unit, in sums of single numbers")
def unit_by_unit(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    z = [*map(float, h_prev), *map(float, x)]
    h, c = [], []
    for number, kept in enumerate(map(float, c_prev)):
        f, i, o, candidate = (
            math.fsum(map(mul, map(float, getattr(w, f"w_{gate}")[number]), z))
            + float(getattr(w, f"b_{gate}")[number])
            for gate in "fioc"
        )
        f, i, o = (0.5 + 0.5 * math.tanh(0.5 * value) for value in (f, i, o))
        c.append(f * kept + i * math.tanh(candidate))
        h.append(o * math.tanh(c[-1]))
    return np.array(h), np.array(c)


# --- rnn_step


@alternative("rnn_step", "one product: the matrices side by side, the vectors one behind the other")
def one_joined_product(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    joined: Array = np.hstack([w_h, w_x]) @ np.concatenate([h_prev, x])
    return np.asarray(np.tanh(joined + bias))


@alternative(
    "rnn_step", "adds the columns of the matrices, each as often as its entry of the vector says"
)
def sum_of_columns(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    total = np.array(bias, dtype=float)
    for weights, vector in ((w_h, h_prev), (w_x, x)):
        for column, amount in zip(weights.T, vector, strict=True):
            total += amount * column
    return np.asarray(np.tanh(total))


# --- cosine_similarity


@alternative("cosine_similarity", "makes both vectors one long first, then multiplies them")
def unit_vectors_first(a: Array, b: Array) -> float:
    return 0.0 if is_short(a, b) else float(unit(a) @ unit(b))


@alternative(
    "cosine_similarity", "from the lengths of sum and difference, without a product of the two"
)
def polarisation(a: Array, b: Array) -> float:
    if is_short(a, b):
        return 0.0
    u, v = unit(a), unit(b)
    return float(np.sum((u + v) ** 2) - np.sum((u - v) ** 2)) / 4


@alternative("cosine_similarity", "measures the angle between them, and takes its cosine")
def cosine_of_the_angle(a: Array, b: Array) -> float:
    if is_short(a, b):
        return 0.0
    u, v = unit(a), unit(b)
    return math.cos(2 * math.atan2(float(np.linalg.norm(u - v)), float(np.linalg.norm(u + v))))


# --- signal_retained, lstm_ops and attention_ops


@alternative("signal_retained", "step by step, one factor after the other")
def step_by_step(forget_gate: float, steps: int) -> float:
    return float(reduce(mul, [forget_gate] * steps, 1.0))


@alternative("signal_retained", "adds logarithms instead of multiplying")
def sum_of_logarithms(forget_gate: float, steps: int) -> float:
    if forget_gate == 0 or steps == 0:
        return float(steps == 0)
    return math.exp(steps * math.log(forget_gate))


@alternative(
    "signal_retained",
    "squares again and again: the binary digits of the steps say what is taken along",
)
def repeated_squaring(forget_gate: float, steps: int) -> float:
    left, factor = 1.0, float(forget_gate)
    while steps:
        left, factor, steps = left * factor if steps % 2 else left, factor * factor, steps // 2
    return left


@alternative("lstm_ops", "adds up the sizes of the four matrices, step after step")
def weights_of_every_step(length: int, input_size: int, hidden_size: int) -> int:
    recurrent, incoming = hidden_size * hidden_size, hidden_size * input_size
    return sum(recurrent + incoming for _ in range(length) for _ in "fico")


@alternative(
    "attention_ops", "counts each pair of two positions once, doubles it, and adds each with itself"
)
def pairs_and_singles(length: int, hidden_size: int) -> int:
    return hidden_size * (2 * math.comb(length, 2) + length)
