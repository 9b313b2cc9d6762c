# kata: 6.3
# must: w_f|w_o|weights of the forget gate
import numpy as np


def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_f @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


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
