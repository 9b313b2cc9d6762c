# expect: passed
# style: einsum for every product, one tensor for the four gates
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    n = len(c_prev)
    tensor = np.stack([w.w_f, w.w_i, w.w_c, w.w_o])  # (4, hidden, hidden + input)
    bias = np.stack([w.b_f, w.b_i, w.b_c, w.b_o])  # (4, hidden)
    pre = np.einsum("ghj,j->gh", tensor[:, :, :n], np.asarray(h_prev))
    pre = pre + np.einsum("ghj,j->gh", tensor[:, :, n:], np.asarray(x)) + bias
    half = np.array([0.5, 0.5, 1.0, 0.5])[:, None]  # sigmoid(z) = (1 + tanh(z / 2)) / 2
    t = np.tanh(half * pre)
    f, i, o = (1 + t[[0, 1, 3]]) / 2
    c = np.einsum("h,h->h", f, np.asarray(c_prev)) + np.einsum("h,h->h", i, t[2])
    return np.einsum("h,h->h", o, np.tanh(c)), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    h_prev, x = np.asarray(h_prev), np.asarray(x)
    return np.tanh(np.einsum("ij,j->i", w_h, h_prev) + np.einsum("ij,j->i", w_x, x) + bias)


def cosine_similarity(a, b):
    aa, bb, ab = (np.einsum("i,i->", np.asarray(u), np.asarray(v)) for u, v in ((a, a), (b, b), (a, b)))
    if np.sqrt(aa) <= 1e-10 or np.sqrt(bb) <= 1e-10:
        return 0.0
    return ab / np.sqrt(aa) / np.sqrt(bb)


def signal_retained(forget_gate, steps):
    return np.power(float(forget_gate), steps)


def lstm_ops(length, input_size, hidden_size):
    gates, rows, columns = 4, hidden_size, hidden_size + input_size
    return length * gates * rows * columns


def attention_ops(length, hidden_size):
    return length * (length * hidden_size)
