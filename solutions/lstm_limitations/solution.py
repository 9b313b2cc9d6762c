"""The reference for kata 6.3, LSTM Limitations: two recurrent cells and four ways to measure them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def lstm_step(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    """One step of an LSTM cell; the new hidden state and the new cell state, each (hidden,).

    h_prev and c_prev are (hidden,), x is (input,). Every w.w_* is (hidden, hidden + input) and acts
    on z = [h_prev, x]; every w.b_* is (hidden,).

        f, i, o = sigmoid(W_f z + b_f), sigmoid(W_i z + b_i), sigmoid(W_o z + b_o)
        c = f * c_prev + i * tanh(W_c z + b_c)
        h = o * tanh(c)

    Hochreiter & Schmidhuber (1997); the forget gate f: Gers, Schmidhuber & Cummins (2000).
    """
    z = np.concatenate([h_prev, x])  # (hidden + input,)
    f = sigmoid(w.w_f @ z + w.b_f)  # (hidden,) how much of the old cell stays
    i = sigmoid(w.w_i @ z + w.b_i)  # (hidden,) how much of the candidate enters
    candidate = np.tanh(w.w_c @ z + w.b_c)  # (hidden,) what could be written
    o = sigmoid(w.w_o @ z + w.b_o)  # (hidden,) how much of the cell is shown
    c = f * c_prev + i * candidate  # (hidden,)
    return o * np.tanh(c), c


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    """One step of a simple RNN, the new hidden state (hidden,): tanh(W_h h_prev + W_x x + bias).

    h_prev and bias are (hidden,), x is (input,), w_h is (hidden, hidden), w_x is (hidden, input).
    Elman (1990).
    """
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a: Array, b: Array) -> float:
    """How far two vectors (n,) point the same way: a·b / (|a| |b|), between -1 and 1.

    0.0 unless both norms exceed 1e-10: what is that short has no direction worth reading.
    """
    norm_a, norm_b = np.linalg.norm(a), np.linalg.norm(b)
    if min(norm_a, norm_b) <= 1e-10:
        return 0.0
    return float(np.dot(a, b) / (norm_a * norm_b))


def signal_retained(forget_gate: float, steps: int) -> float:
    """What a constant forget gate leaves of a signal of 1 after some steps: forget_gate ** steps.

    After 0 steps all of it is left, 1.0. Follows from c = f * c_prev, Gers et al. (2000).
    """
    return float(forget_gate**steps)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    """Multiplications in the four weight matrices of an LSTM: length * 4 * hidden * (input + hidden).

    Counted from the equations of Gers et al. (2000); every step waits for the one before it.
    """
    return length * 4 * hidden_size * (input_size + hidden_size)


def attention_ops(length: int, hidden_size: int) -> int:
    """Multiplications for the scores of all pairs of positions: length² * hidden.

    Vaswani et al. (2017), table 1; none of them waits for another.
    """
    return length * length * hidden_size


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), elementwise; exp only ever sees numbers <= 0, so it cannot overflow."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
