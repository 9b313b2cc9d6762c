# kata: 6.3
# must: sigmoid|squash|logistic|raw|between 0 and 1|input gate|σ
import math

import numpy as np


def logistic(number):
    if number >= 0:
        return 1 / (1 + math.exp(-number))
    e = math.exp(number)
    return e / (1 + e)


def lstm_step(h_prev, c_prev, x, w):
    z = list(h_prev) + list(x)
    h, c = [], []
    for k in range(len(h_prev)):
        f = logistic(sum(a * b for a, b in zip(w.w_f[k], z)) + w.b_f[k])
        i = sum(a * b for a, b in zip(w.w_i[k], z)) + w.b_i[k]
        g = math.tanh(sum(a * b for a, b in zip(w.w_c[k], z)) + w.b_c[k])
        o = logistic(sum(a * b for a, b in zip(w.w_o[k], z)) + w.b_o[k])
        cell = f * c_prev[k] + i * g
        c.append(cell)
        h.append(o * math.tanh(cell))
    return np.array(h), np.array(c)


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
    return float(forget_gate ** steps)


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    per_step = 4 * one_matrix
    return per_step * length


def attention_ops(length, hidden_size):
    return length * length * hidden_size
