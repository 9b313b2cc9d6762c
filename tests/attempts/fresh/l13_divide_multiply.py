# kata: 6.3
# must: parenthes|bracket|precedence|multiplied|multiply|multiplies|divide|dividing|division
import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z):
    # clip so that exp can not overflow
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    """one LSTM step, returns (h, c)"""
    z = np.hstack((h_prev, x))
    forget_gate = sigmoid(np.dot(w.w_f, z) + w.b_f)
    input_gate = sigmoid(np.dot(w.w_i, z) + w.b_i)
    candidate = np.tanh(np.dot(w.w_c, z) + w.b_c)
    output_gate = sigmoid(np.dot(w.w_o, z) + w.b_o)
    c_new = forget_gate * c_prev + input_gate * candidate
    h_new = output_gate * np.tanh(c_new)
    return h_new, c_new


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    len_a = math.sqrt(sum(p * p for p in a))
    len_b = math.sqrt(sum(q * q for q in b))
    if len_a > 1e-10 and len_b > 1e-10:
        return float(dot / len_a * len_b)
    return 0.0


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    ops = 0
    for step in range(length):
        for gate in ("f", "i", "c", "o"):
            ops += hidden_size * (input_size + hidden_size)
    return ops


def attention_ops(length: int, hidden_size: int) -> int:
    return length ** 2 * hidden_size
