# expect: passed
# style: one matrix for the four gates
import numpy as np


def sig(a):
    return (np.tanh(a / 2) + 1) / 2


def lstm_step(h_prev, c_prev, x, w):
    W = np.vstack([w.w_f, w.w_i, w.w_c, w.w_o])
    b = np.hstack([w.b_f, w.b_i, w.b_c, w.b_o])
    f, i, g, o = np.split(W @ np.hstack([h_prev, x]) + b, 4)
    c = sig(f) * c_prev + sig(i) * np.tanh(g)
    h = sig(o) * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    W = np.hstack([w_h, w_x])
    return np.tanh(W @ np.hstack([h_prev, x]) + bias)


def cosine_similarity(a, b):
    norms = np.array([np.linalg.norm(a), np.linalg.norm(b)])
    if np.any(norms <= 1e-10):
        return 0.0
    return float(a @ b / norms.prod())


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    rows, columns = 4 * hidden_size, hidden_size + input_size
    return rows * columns * length


def attention_ops(length, hidden_size):
    return sum(length * hidden_size for _ in range(length))
