# kata: 6.3
# must: bias|outside|inside|after tanh|after the tanh|before the tanh|parenthes|bracket
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
    return np.multiply(o, np.tanh(c)), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x) + bias


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
    return length * 4 * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    per_position = length * hidden_size
    return sum(per_position for _ in range(length))
