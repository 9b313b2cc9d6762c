# kata: 6.3
# must: c_prev|old cell|previous cell|new cell|old state|before the update|not the new|tanh(c
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c_prev)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    dot = aa = bb = 0.0
    for p, q in zip(a, b):
        dot += p * q
        aa += p * p
        bb += q * q
    na, nb = math.sqrt(aa), math.sqrt(bb)
    if min(na, nb) <= 1e-10:
        return 0.0
    return dot / (na * nb)


def signal_retained(forget_gate, steps):
    return float(forget_gate ** steps)


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for matrix in ("f", "i", "c", "o"):
        total += length * hidden_size * (hidden_size + input_size)
    return total


def attention_ops(length, hidden_size):
    per_position = length * hidden_size
    return sum(per_position for _ in range(length))
