# expect: passed
# style: a sigmoid unit by unit
import numpy as np


def logistic(v):
    out = np.empty(len(v))
    for k, value in enumerate(v):
        out[k] = 1.0 / (1.0 + np.exp(-value)) if value > 0 else np.exp(value) / (1.0 + np.exp(value))
    return out


def pre(matrix, offset, h, x):
    n = len(h)
    return matrix[:, :n] @ h + matrix[:, n:] @ x + offset


def lstm_step(h_prev, c_prev, x, w):
    keep = logistic(pre(w.w_f, w.b_f, h_prev, x))
    write = logistic(pre(w.w_i, w.b_i, h_prev, x))
    new = np.tanh(pre(w.w_c, w.b_c, h_prev, x))
    show = logistic(pre(w.w_o, w.b_o, h_prev, x))
    c = keep * c_prev + write * new
    return show * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = bias + w_h @ h_prev
    total = total + w_x @ x
    return np.tanh(total)


def cosine_similarity(a, b):
    tiny = 1e-10
    na, nb = np.sqrt((a * a).sum()), np.sqrt((b * b).sum())
    if na > tiny and nb > tiny:
        return float((a * b).sum() / na / nb)
    return 0.0


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    columns = hidden_size + input_size
    return length * (4 * hidden_size) * columns


def attention_ops(length, hidden_size):
    return hidden_size * length * length
