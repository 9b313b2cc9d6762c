# expect: passed
# style: names as in textbooks, and a sigmoid that may overflow to the right value
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step(h_prev, c_prev, x, w):
    hx = np.concatenate((h_prev, x))
    ft = sigmoid(np.dot(w.w_f, hx) + w.b_f)
    it = sigmoid(np.dot(w.w_i, hx) + w.b_i)
    c_hat = np.tanh(np.dot(w.w_c, hx) + w.b_c)
    ct = ft * c_prev + it * c_hat
    ot = sigmoid(np.dot(w.w_o, hx) + w.b_o)
    ht = ot * np.tanh(ct)
    return ht, ct


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.dot(w_h, h_prev) + np.dot(w_x, x) + bias)


def cosine_similarity(a, b):
    length_a = np.linalg.norm(a)
    length_b = np.linalg.norm(b)
    if length_a <= 1e-10 or length_b <= 1e-10:
        return 0.0
    return np.dot(a, b) / (length_a * length_b)


def signal_retained(forget_gate, steps):
    return forget_gate ** steps


def lstm_ops(length, input_size, hidden_size):
    per_gate = hidden_size * (input_size + hidden_size)
    return 4 * per_gate * length


def attention_ops(length, hidden_size):
    return length ** 2 * hidden_size
