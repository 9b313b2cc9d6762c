# expect: passed
# style: expit written with np.where on clipped arguments, cosine through np.linalg.norm
import numpy as np


def expit(z):
    positive = 1 / (1 + np.exp(-np.clip(z, 0, None)))
    negative = np.exp(np.clip(z, None, 0))
    return np.where(z >= 0, positive, negative / (1 + negative))


def lstm_step(h_prev, c_prev, x, w):
    hx = np.r_[h_prev, x]
    forget = expit(np.dot(w.w_f, hx) + w.b_f)
    insert = expit(np.dot(w.w_i, hx) + w.b_i)
    show = expit(np.dot(w.w_o, hx) + w.b_o)
    c = np.multiply(forget, c_prev) + np.multiply(insert, np.tanh(np.dot(w.w_c, hx) + w.b_c))
    h = np.multiply(show, np.tanh(c))
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.dot(w_h, h_prev)
    total = total + np.dot(w_x, x)
    total = total + bias
    return np.tanh(total)


def cosine_similarity(a, b):
    lengths = np.linalg.norm(a), np.linalg.norm(b)
    if any(length <= 1e-10 for length in lengths):
        return 0.0
    return float(np.vdot(a, b)) / float(lengths[0]) / float(lengths[1])


def signal_retained(forget_gate, steps):
    return forget_gate**steps


def lstm_ops(length, input_size, hidden_size):
    return (4 * hidden_size**2 + 4 * hidden_size * input_size) * length


def attention_ops(length, hidden_size):
    return hidden_size * length**2
