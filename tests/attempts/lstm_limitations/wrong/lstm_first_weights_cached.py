# expect: failed
# because: The stacked weights of the first call are cached by size and used for every later w.
# in: lstm_step
import numpy as np

_stacked = {}


def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def lstm_step(h_prev, c_prev, x, w):
    n = len(h_prev)
    key = (n, len(x))
    if key not in _stacked:  # stacking is slow, do it once
        weights = np.vstack([w.w_f, w.w_i, w.w_o, w.w_c])
        biases = np.hstack([w.b_f, w.b_i, w.b_o, w.b_c])
        _stacked[key] = weights, biases
    weights, biases = _stacked[key]
    pre = weights @ np.concatenate([h_prev, x]) + biases
    f, i, o = sigmoid(pre[: 3 * n]).reshape(3, n)
    c = f * c_prev + i * np.tanh(pre[3 * n :])
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a > 1e-10 and norm_b > 1e-10:
        return float(np.dot(a, b) / (norm_a * norm_b))
    return 0.0


def signal_retained(forget_gate, steps):
    return forget_gate**steps


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (input_size + hidden_size)


def attention_ops(length, hidden_size):
    return length * length * hidden_size
