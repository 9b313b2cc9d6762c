# kata: 6.3
# must: root|sqrt|squared|square|norm|a·a|length
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
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    new = np.zeros(len(bias))
    for row in range(len(bias)):
        total = bias[row]
        for col in range(len(h_prev)):
            total += w_h[row, col] * h_prev[col]
        for col in range(len(x)):
            total += w_x[row, col] * x[col]
        new[row] = math.tanh(total)
    return new


def cosine_similarity(a, b):
    dot = aa = bb = 0.0
    for p, q in zip(a, b):
        dot += p * q
        aa += p * p
        bb += q * q
    na, nb = aa, bb
    if min(na, nb) <= 1e-10:
        return 0.0
    return dot / (na * nb)


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    return length * length * hidden_size
