# kata: 6.3
# must: c_prev|argument|caller|given|old cell, chang|modif|mutat|in place|in-place|alter|overwrit|*=|copy|new array
import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), 1 - 1 / (1 + np.exp(-np.abs(z))))


def gate(weights, bias, z, squash):
    return squash(weights @ z + bias)


def lstm_step(h_prev, c_prev, x, w):
    z = np.append(h_prev, x)
    keep = gate(w.w_f, w.b_f, z, sigmoid)
    write = gate(w.w_i, w.b_i, z, sigmoid)
    new = gate(w.w_c, w.b_c, z, np.tanh)
    show = gate(w.w_o, w.b_o, z, sigmoid)
    c_prev *= keep
    c_prev += write * new
    return show * np.tanh(c_prev), c_prev


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


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * length * hidden_size * (hidden_size + input_size)


def attention_ops(length: int, hidden_size: int) -> int:
    return length ** 2 * hidden_size
