# kata: 6.3
# must: return|print
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z):
    # clip so that exp can not overflow
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    """one LSTM step, returns (h, c)"""
    z = np.hstack((h_prev, x))
    forget_gate = sigmoid(np.dot(w.w_f, z) + w.b_f)
    input_gate = sigmoid(np.dot(w.w_i, z) + w.b_i)
    candidate = np.tanh(np.dot(w.w_c, z) + w.b_c)
    output_gate = sigmoid(np.dot(w.w_o, z) + w.b_o)
    c_new = forget_gate * c_prev + input_gate * candidate
    h_new = output_gate * np.tanh(c_new)
    return h_new, c_new


def rnn_step(h_prev, x, w_h, w_x, bias):
    h = np.zeros(len(h_prev))
    for j in range(len(h)):
        total = bias[j]
        for k in range(len(h_prev)):
            total += w_h[j, k] * h_prev[k]
        for k in range(len(x)):
            total += w_x[j, k] * x[k]
        h[j] = np.tanh(total)
    return h


def cosine_similarity(a: Array, b: Array) -> float:
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 or norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
    return signal


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    one_step = 4 * one_matrix
    print(length * one_step)


def attention_ops(length: int, hidden_size: int) -> int:
    return length ** 2 * hidden_size
