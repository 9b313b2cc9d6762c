# kata: 6.3
# must: sum of the|product|multipl|added|plus|adds|length_a + length_b|norms are
import math

import numpy as np


def squash(v):
    # logistic function, written with tanh against overflow
    return (np.tanh(v / 2) + 1) / 2


def affine(matrix, vector, bias):
    return np.dot(matrix, vector) + bias


def lstm_step(h_prev, c_prev, x, w):
    both = np.hstack((h_prev, x))
    forget_gate = squash(affine(w.w_f, both, w.b_f))
    input_gate = squash(affine(w.w_i, both, w.b_i))
    candidate = np.tanh(affine(w.w_c, both, w.b_c))
    output_gate = squash(affine(w.w_o, both, w.b_o))

    kept = forget_gate * c_prev
    written = input_gate * candidate
    c_new = kept + written
    h_new = output_gate * np.tanh(c_new)
    return h_new, c_new


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
        return float(np.sum(a * b) / (length_a + length_b))
    return 0.0


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    per_step = 4 * one_matrix
    return per_step * length


def attention_ops(length, hidden_size):
    per_position = length * hidden_size
    return sum(per_position for _ in range(length))
