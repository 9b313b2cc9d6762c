# kata: 6.3
# must: too many|too often|one step|one more|extra|off by one|off-by-one|steps + 1|start|initial|0 steps|zero steps|no step
import math

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
    c = keep * c_prev + write * new
    return show * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    len_a = math.sqrt(sum(p * p for p in a))
    len_b = math.sqrt(sum(q * q for q in b))
    if len_a > 1e-10 and len_b > 1e-10:
        return float(dot / (len_a * len_b))
    return 0.0


def signal_retained(forget_gate, steps):
    signal = forget_gate
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * length * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    total = 0
    for position in range(length):
        total += length * hidden_size
    return total
