# kata: 6.3
# must: bias, tanh|inside|outside|parenthes|bracket|squash
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_step(h_prev: Array, c_prev: Array, x: Array, w: Any) -> tuple[Array, Array]:
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x) + bias


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a ** 2))
    length_b = np.sqrt(np.sum(b ** 2))
    if min(length_a, length_b) <= 1e-10:
        return 0.0
    return float(np.sum(a * b) / length_a / length_b)


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    one_step = 4 * one_matrix
    return length * one_step


def attention_ops(length, hidden_size):
    pairs = length * length
    return pairs * hidden_size
