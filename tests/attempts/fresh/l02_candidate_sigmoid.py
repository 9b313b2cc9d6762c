# kata: 6.3
# must: tanh|sigmoid|negative, candidate|w_c|b_c
import math

import numpy as np


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
    g = [_sigma(a) for a in _weighted(w.w_c, z, w.b_c)]
    o = [_sigma(a) for a in _weighted(w.w_o, z, w.b_o)]
    c, h = [], []
    for k in range(len(c_prev)):
        c_k = f[k] * c_prev[k] + i[k] * g[k]
        c.append(c_k)
        h.append(o[k] * math.tanh(c_k))
    return np.array(h), np.array(c)


def rnn_step(h_prev, x, w_h, w_x, bias):
    h = np.zeros(len(h_prev))
    for j in range(len(h)):
        total = bias[j]
        for k in range(len(h_prev)):
            total += w_h[j, k] * h_prev[k]
        for k in range(len(x)):
            total += w_x[j, k] * x[k]
        h[j] = np.tanh(total)
    return h


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    len_a = math.sqrt(sum(p * p for p in a))
    len_b = math.sqrt(sum(q * q for q in b))
    if len_a > 1e-10 and len_b > 1e-10:
        return float(dot / (len_a * len_b))
    return 0.0


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    ops = 0
    for step in range(length):
        for gate in ("f", "i", "c", "o"):
            ops += hidden_size * (input_size + hidden_size)
    return ops


def attention_ops(length, hidden_size):
    total = 0
    for position in range(length):
        total += length * hidden_size
    return total
