# kata: 6.3
# must: both|either|one of|only one| or |and`|`and|one norm|one vector|threshold|1e-10
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
        i = logistic(sum(a * b for a, b in zip(w.w_i[k], z)) + w.b_i[k])
        g = math.tanh(sum(a * b for a, b in zip(w.w_c[k], z)) + w.b_c[k])
        o = logistic(sum(a * b for a, b in zip(w.w_o[k], z)) + w.b_o[k])
        cell = f * c_prev[k] + i * g
        c.append(cell)
        h.append(o * math.tanh(cell))
    return np.array(h), np.array(c)


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 and norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate, steps):
    return float(forget_gate ** steps)


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for matrix in ("f", "i", "c", "o"):
        total += length * hidden_size * (hidden_size + input_size)
    return total


def attention_ops(length, hidden_size):
    pairs = length ** 2
    return pairs * hidden_size
