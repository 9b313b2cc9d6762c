# kata: 6.3
# must: sign|minus|exp(-|exp(z)|mirror|revers|1 - |opposite|invert|upside|negat|falls
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(z))


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
    length_a = np.sqrt(np.sum(a ** 2))
    length_b = np.sqrt(np.sum(b ** 2))
    if length_a > 1e-10 and length_b > 1e-10:
        return float(np.sum(a * b) / (length_a * length_b))
    return 0.0


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for matrix in ("f", "i", "c", "o"):
        total += length * hidden_size * (hidden_size + input_size)
    return total


def attention_ops(length, hidden_size):
    return length * length * hidden_size
