# kata: 6.3
# must: four|4 matri|4 times|factor 4|factor of 4|4 weight|4 *|* 4|other gates|quarter|each gate|every gate
import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _sigma(a):
    if a >= 0:
        return 1.0 / (1.0 + math.exp(-a))
    e = math.exp(a)
    return e / (1.0 + e)


def _weighted(matrix, vector, bias):
    """row times vector plus bias, one number per row"""
    sums = []
    for row, b in zip(matrix, bias):
        sums.append(sum(r * v for r, v in zip(row, vector)) + b)
    return sums


def lstm_step(h_prev, c_prev, x, w):
    z = list(h_prev) + list(x)
    f = [_sigma(a) for a in _weighted(w.w_f, z, w.b_f)]
    i = [_sigma(a) for a in _weighted(w.w_i, z, w.b_i)]
    g = [math.tanh(a) for a in _weighted(w.w_c, z, w.b_c)]
    o = [_sigma(a) for a in _weighted(w.w_o, z, w.b_o)]
    c, h = [], []
    for k in range(len(c_prev)):
        c_k = f[k] * c_prev[k] + i[k] * g[k]
        c.append(c_k)
        h.append(o[k] * math.tanh(c_k))
    return np.array(h), np.array(c)


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a ** 2))
    length_b = np.sqrt(np.sum(b ** 2))
    if min(length_a, length_b) <= 1e-10:
        return 0.0
    return float(np.sum(a * b) / length_a / length_b)


def signal_retained(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** steps)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return length * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    pairs = length * length
    return pairs * hidden_size
