# cause: biases_twice, rnn_bias_twice
# because: Hidden state and input get a bias each, as in PyTorch, but there is only one, so it counts twice.
import numpy as np


def linear(weights, bias, vector):
    return weights @ vector + bias


def preactivation(weights, bias, h, x):
    n = h.size
    return linear(weights[:, :n], bias, h) + linear(weights[:, n:], bias, x)


def sigma(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


def lstm_step(h_prev, c_prev, x, w):
    f = sigma(preactivation(w.w_f, w.b_f, h_prev, x))
    i = sigma(preactivation(w.w_i, w.b_i, h_prev, x))
    g = np.tanh(preactivation(w.w_c, w.b_c, h_prev, x))
    o = sigma(preactivation(w.w_o, w.b_o, h_prev, x))
    c = f * c_prev + i * g
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(linear(w_h, bias, h_prev) + linear(w_x, bias, x))


def cosine_similarity(a, b):
    def unit(v):
        n = np.linalg.norm(v)
        return v / n if n > 1e-10 else None

    u, v = unit(a), unit(b)
    return 0.0 if u is None or v is None else float(u @ v)


def signal_retained(forget_gate, steps):
    return float(np.power(float(forget_gate), steps))


def lstm_ops(length, input_size, hidden_size):
    shapes = [(hidden_size, hidden_size + input_size)] * 4
    return length * sum(r * c for r, c in shapes)


def attention_ops(length, hidden_size):
    scores = length * length
    return scores * hidden_size
