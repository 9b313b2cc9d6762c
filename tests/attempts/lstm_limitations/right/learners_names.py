# expect: passed
# style: the names that a learner chooses, step by step
import numpy as np


def sig(v):
    return 1.0 / (1.0 + np.exp(-np.clip(v, -500, 500)))


def lstm_step(h_prev, c_prev, x, w):
    joined = np.concatenate((h_prev, x))
    forget = sig(np.dot(w.w_f, joined) + w.b_f)
    update = sig(np.dot(w.w_i, joined) + w.b_i)
    cand = np.tanh(np.dot(w.w_c, joined) + w.b_c)
    out = sig(np.dot(w.w_o, joined) + w.b_o)
    c = forget * c_prev + update * cand
    h = out * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.dot(w_h, h_prev) + np.dot(w_x, x) + bias
    return np.tanh(total)


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a * a))
    length_b = np.sqrt(np.sum(b * b))
    if length_a <= 1e-10 or length_b <= 1e-10:
        return 0.0
    return np.sum(a * b) / (length_a * length_b)


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal = signal * forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    per_gate = hidden_size * (input_size + hidden_size)
    return 4 * per_gate * length


def attention_ops(length, hidden_size):
    total = 0
    for _ in range(length):
        total += length * hidden_size
    return total
