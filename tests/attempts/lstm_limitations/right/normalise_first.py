# expect: passed
# style: unit vectors first, then one product; weights cut into a hidden part and an input part
import numpy as np


def unit(v):
    v = np.asarray(v, dtype=np.float64)
    norm = np.linalg.norm(v)
    return v / norm if norm > 1e-10 else np.zeros_like(v)


def logistic(z):
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    out[~up] = e / (1 + e)
    return out


def lstm_step(h_prev, c_prev, x, w):
    n = len(h_prev)

    def pre(matrix, bias):
        return matrix[:, :n] @ h_prev + matrix[:, n:] @ x + bias

    c = logistic(pre(w.w_f, w.b_f)) * c_prev
    c = c + logistic(pre(w.w_i, w.b_i)) * np.tanh(pre(w.w_c, w.b_c))
    return logistic(pre(w.w_o, w.b_o)) * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.add(w_h @ h_prev, w_x @ x) + bias)


def cosine_similarity(a, b):
    return float(np.sum(unit(a) * unit(b)))


def signal_retained(forget_gate, steps):
    left = np.cumprod([1.0] + [forget_gate] * steps)
    return left[-1]


def lstm_ops(length, input_size, hidden_size):
    hidden_part = hidden_size * hidden_size
    input_part = hidden_size * input_size
    return length * 4 * (hidden_part + input_part)


def attention_ops(length, hidden_size):
    off_diagonal = length * (length - 1) * hidden_size
    return off_diagonal + length * hidden_size
