# kata: 6.3
# must: itself|self|length - 1|length-1|diagonal|length * length|length**2|length ** 2|squared|own position
import math
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


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    len_a = math.sqrt(sum(p * p for p in a))
    len_b = math.sqrt(sum(q * q for q in b))
    if len_a > 1e-10 and len_b > 1e-10:
        return float(dot / (len_a * len_b))
    return 0.0


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    ops = 0
    for step in range(length):
        for gate in ("f", "i", "c", "o"):
            ops += hidden_size * (input_size + hidden_size)
    return ops


def attention_ops(length, hidden_size):
    pairs = length * (length - 1)
    return pairs * hidden_size
