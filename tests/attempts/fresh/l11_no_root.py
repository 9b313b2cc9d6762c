# kata: 6.3
# must: root|sqrt|square
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


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
    c = keep * c_prev + write * new
    return show * np.tanh(c), c


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    length_a = np.sum(a ** 2)
    length_b = np.sum(b ** 2)
    if min(length_a, length_b) <= 1e-10:
        return 0.0
    return float(np.sum(a * b) / length_a / length_b)


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    one_step = 4 * one_matrix
    return length * one_step


def attention_ops(length, hidden_size):
    total = 0
    for position in range(length):
        total += length * hidden_size
    return total
