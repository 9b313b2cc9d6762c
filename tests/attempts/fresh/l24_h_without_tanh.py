# kata: 6.3
# must: tanh|squash|h = o * c|raw cell|output gate times|unbounded|hyperbolic
import math

import numpy as np


def squash(v):
    # logistic function, written with tanh against overflow
    return (np.tanh(v / 2) + 1) / 2


def lstm_step(h_prev, c_prev, x, w):
    z = np.append(h_prev, x)

    def gate(weights, bias):
        return squash(weights.dot(z) + bias)

    f = gate(w.w_f, w.b_f)
    i = gate(w.w_i, w.b_i)
    o = gate(w.w_o, w.b_o)
    g = np.tanh(w.w_c.dot(z) + w.b_c)
    c = np.multiply(f, c_prev) + np.multiply(i, g)
    return np.multiply(o, c), c


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
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for matrix in ("f", "i", "c", "o"):
        total += length * hidden_size * (hidden_size + input_size)
    return total


def attention_ops(length, hidden_size):
    return length * length * hidden_size
