# kata: 6.3
# must: 1 - f|one minus|forget|opposite|inverted|complement|other way|keeps|keep|the wrong way
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = (1 - f) * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a ** 2))
    length_b = np.sqrt(np.sum(b ** 2))
    if length_a > 1e-10 and length_b > 1e-10:
        return float(np.sum(a * b) / (length_a * length_b))
    return 0.0


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    pairs = length ** 2
    return pairs * hidden_size
