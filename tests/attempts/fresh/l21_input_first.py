# kata: 6.3
# must: order|exchang|swap|x first|input first|hidden state first|concat|before the input|other way round|turned round|stand first|comes first
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([x, h_prev])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


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
    one_matrix = hidden_size * (hidden_size + input_size)
    per_step = 4 * one_matrix
    return per_step * length


def attention_ops(length, hidden_size):
    return length * length * hidden_size
