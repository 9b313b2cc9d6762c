# expect: passed
# style: a function for a box, and a sigmoid that never overflows
import numpy as np

EPSILON = 1e-10


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def box(weights, bias, h, x):
    """The weighted sum of one box, (hidden,)."""
    return np.dot(weights, np.hstack((h, x))) + bias


def lstm_step(h_prev, c_prev, x, w):
    forget = sigmoid(box(w.w_f, w.b_f, h_prev, x))
    write = sigmoid(box(w.w_i, w.b_i, h_prev, x))
    candidate = np.tanh(box(w.w_c, w.b_c, h_prev, x))
    show = sigmoid(box(w.w_o, w.b_o, h_prev, x))
    c_new = forget * c_prev + write * candidate
    return show * np.tanh(c_new), c_new


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.dot(w_h, h_prev) + np.dot(w_x, x)
    return np.tanh(total + bias)


def cosine_similarity(a, b):
    size_a, size_b = np.sqrt(np.sum(np.square(a))), np.sqrt(np.sum(np.square(b)))
    if min(size_a, size_b) <= EPSILON:
        return 0.0
    return np.sum(np.multiply(a, b)) / size_a / size_b


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    weights_per_gate = hidden_size * (hidden_size + input_size)
    return 4 * weights_per_gate * length


def attention_ops(length, hidden_size):
    pairs = length**2
    return pairs * hidden_size
