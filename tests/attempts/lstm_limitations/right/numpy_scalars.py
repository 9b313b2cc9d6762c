# expect: passed
# style: every single number is a NumPy scalar or a zero-dimensional array
import numpy as np


def sigmoid(z):
    return np.reciprocal(np.add(1.0, np.exp(np.minimum(-z, 709.0))))


def lstm_step(h_prev, c_prev, x, w):
    z = np.append(h_prev, x)
    f, i, o = (sigmoid(np.matmul(m, z) + b) for m, b in [(w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_o, w.b_o)])
    c = np.add(np.multiply(f, c_prev), np.multiply(i, np.tanh(np.matmul(w.w_c, z) + w.b_c)))
    return np.stack([np.multiply(o, np.tanh(c)), c])  # (2, hidden), unpacks like a pair


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.inner(w_h, h_prev) + np.inner(w_x, x) + bias)


def cosine_similarity(a, b):
    norms = np.array([np.linalg.norm(a), np.linalg.norm(b)])
    if np.any(norms <= 1e-10):
        return np.float64(0.0)
    return np.array(np.inner(a, b) / norms.prod())


def signal_retained(forget_gate, steps):
    return np.float64(forget_gate) ** np.int64(steps)


def lstm_ops(length, input_size, hidden_size):
    return np.int64(length) * np.int64(4 * hidden_size) * np.int64(input_size + hidden_size)


def attention_ops(length, hidden_size):
    return np.array(length * length * hidden_size)
