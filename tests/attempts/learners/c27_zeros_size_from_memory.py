# kata: 6.3
# must: another size, len(
# must not:
from typing import Any
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_step(h_prev, c_prev, x, w):
    z = np.zeros(7)
    z[:4] = h_prev
    z[4:] = x
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c

def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)

def cosine_similarity(a, b):
    na = np.linalg.norm(a)
    nb = np.linalg.norm(b)
    if na <= 1e-10 or nb <= 1e-10:
        return 0.0
    return float(a @ b / (na * nb))

def signal_retained(forget_gate, steps):
    return forget_gate**steps

def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (input_size + hidden_size)

def attention_ops(length, hidden_size):
    return length**2 * hidden_size
