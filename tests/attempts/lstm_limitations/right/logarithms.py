# expect: passed
# style: decay and cosine through logarithms, with zero looked after; the bias as one more column
import math

import numpy as np


def with_bias(matrix, bias):
    return np.column_stack([matrix, bias])  # (hidden, columns + 1)


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


def lstm_step(h_prev, c_prev, x, w):
    z1 = np.concatenate([h_prev, x, [1.0]])  # (hidden + input + 1,)
    f = sigmoid(with_bias(w.w_f, w.b_f) @ z1)
    i = sigmoid(with_bias(w.w_i, w.b_i) @ z1)
    g = np.tanh(with_bias(w.w_c, w.b_c) @ z1)
    o = sigmoid(with_bias(w.w_o, w.b_o) @ z1)
    c = f * c_prev + i * g
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(with_bias(np.column_stack([w_h, w_x]), bias) @ np.concatenate([h_prev, x, [1.0]]))


def cosine_similarity(a, b):
    norm_a, norm_b = np.linalg.norm(a), np.linalg.norm(b)
    if not (norm_a > 1e-10 and norm_b > 1e-10):
        return 0.0
    return float(np.dot(a, b)) * math.exp(-math.log(norm_a) - math.log(norm_b))


def signal_retained(forget_gate, steps):
    if steps == 0:
        return 1.0
    if forget_gate == 0:
        return 0.0
    return math.exp(steps * math.log(forget_gate))


def lstm_ops(length, input_size, hidden_size):
    return (length * (input_size + hidden_size) * hidden_size) << 2


def attention_ops(length, hidden_size):
    return length * length * hidden_size
