# expect: passed
# style: the textbook sigmoid; it warns about overflow on stderr, but its values are right
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step(h_prev, c_prev, x, w):
    combined = np.concatenate((h_prev, x))
    f = sigmoid(np.dot(w.w_f, combined) + w.b_f)
    i = sigmoid(np.dot(w.w_i, combined) + w.b_i)
    c_tilde = np.tanh(np.dot(w.w_c, combined) + w.b_c)
    o = sigmoid(np.dot(w.w_o, combined) + w.b_o)
    c = f * c_prev + i * c_tilde
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = np.dot(w_h, h_prev) + np.dot(w_x, x) + bias
    return np.tanh(z)


def cosine_similarity(a, b):
    a = np.array(a)
    b = np.array(b)
    norm_a = np.sqrt(np.sum(a**2))
    norm_b = np.sqrt(np.sum(b**2))
    with np.errstate(divide="ignore", invalid="ignore"):
        similarity = np.sum(a * b) / (norm_a * norm_b)
    return similarity if norm_a > 1e-10 and norm_b > 1e-10 else 0.0


def signal_retained(forget_gate, steps):
    return np.power(forget_gate, float(steps))


def lstm_ops(length, input_size, hidden_size):
    return int(np.prod([length, 4, hidden_size, input_size + hidden_size]))


def attention_ops(length, hidden_size):
    return int(np.prod([length, length, hidden_size]))
