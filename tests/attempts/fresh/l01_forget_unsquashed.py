# kata: 6.3
# must: sigmoid|squash|between 0 and 1, forget|w_f|b_f
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_step(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    z = np.concatenate([h_prev, x])
    f = w.w_f @ z + w.b_f
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a: Array, b: Array) -> float:
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 or norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** steps)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * length * hidden_size * (hidden_size + input_size)


def attention_ops(length: int, hidden_size: int) -> int:
    return length ** 2 * hidden_size
