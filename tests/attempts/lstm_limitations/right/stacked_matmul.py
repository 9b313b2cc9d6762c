# expect: passed
# style: the four weight matrices stacked into one, a single matmul, then a split
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    weights = np.vstack([w.w_f, w.w_i, w.w_o, w.w_c])  # (4 hidden, hidden + input)
    biases = np.hstack([w.b_f, w.b_i, w.b_o, w.b_c])  # (4 hidden,)
    pre = weights @ np.hstack([h_prev, x]) + biases
    gates, candidate = np.split(pre, [3 * len(h_prev)])
    f, i, o = np.split(np.exp(-np.logaddexp(0, -gates)), 3)
    c = f * c_prev + i * np.tanh(candidate)
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.hstack([w_h, w_x]) @ np.hstack([h_prev, x]) + bias)


def cosine_similarity(a, b):
    gram = np.vstack([a, b]) @ np.vstack([a, b]).T  # (2, 2)
    norms = np.sqrt(np.diag(gram))
    if not np.all(norms > 1e-10):
        return 0.0
    return float(gram[0, 1] / np.prod(norms))


def signal_retained(forget_gate, steps):
    return float(np.prod(np.full(steps, forget_gate)))


def lstm_ops(length, input_size, hidden_size):
    stacked = (4 * hidden_size, hidden_size + input_size)
    return length * stacked[0] * stacked[1]


def attention_ops(length, hidden_size):
    queries, keys = (length, hidden_size), (hidden_size, length)
    return queries[0] * queries[1] * keys[1]
