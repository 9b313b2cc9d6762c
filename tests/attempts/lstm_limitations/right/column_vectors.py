# expect: passed
# style: column vectors (n, 1) as in many textbooks, flattened on the way out; the parameters have other names
import numpy as np


def column(v):
    return np.array(v, dtype=float).reshape(-1, 1)


def sigma(a):
    return np.where(a > 0, 1, np.exp(np.minimum(a, 0))) / (1 + np.exp(-np.abs(a)))


def lstm_step(h_before, c_before, x_t, weights):
    z = np.concatenate([column(h_before), column(x_t)], axis=0)  # (hidden + input, 1)
    f_t = sigma(weights.w_f @ z + column(weights.b_f))
    i_t = sigma(weights.w_i @ z + column(weights.b_i))
    g_t = np.tanh(weights.w_c @ z + column(weights.b_c))
    o_t = sigma(weights.w_o @ z + column(weights.b_o))
    c_t = f_t * column(c_before) + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.ravel(), c_t.ravel()


def rnn_step(h_before, x_t, u, v, b):
    return np.tanh(u @ column(h_before) + v @ column(x_t) + column(b)).flatten()


def cosine_similarity(p, q):
    p, q = column(p), column(q)
    size_p, size_q = np.linalg.norm(p), np.linalg.norm(q)
    if size_p > 1e-10 and size_q > 1e-10:
        return (p.T @ q / size_p / size_q).item()
    return 0.0


def signal_retained(f, n):
    """Square and multiply, bit by bit."""
    kept = 1.0
    while n:
        if n & 1:
            kept *= f
        f, n = f * f, n >> 1
    return kept


def lstm_ops(n, d, h):
    return n * h * (d + h) * 4


def attention_ops(n, d):
    return n * n * d
