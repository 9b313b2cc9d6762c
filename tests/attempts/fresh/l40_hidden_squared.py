# kata: 6.3
# must: square|length ** 2|length * length|length²|hidden_size ** 2|every position|pairs|quadratic|twice|exchang|hidden²|each position
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
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


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
    products = hidden_size ** 2
    return length * products
