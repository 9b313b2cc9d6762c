# expect: failed
# because: The weighted sums are added into the caller's biases, so every call starts from other biases.
# in: lstm_step
import numpy as np


def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    sums = []
    for weights, bias in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_c, w.b_c), (w.w_o, w.b_o)):
        total = bias
        total += weights @ z
        sums.append(total)
    f, i, o = sigmoid(sums[0]), sigmoid(sums[1]), sigmoid(sums[3])
    c = f * c_prev + i * np.tanh(sums[2])
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
