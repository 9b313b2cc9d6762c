# kata: 6.3
# must: transpos|order|swap|column|left|w_h @ h_prev|dot(w_h|dot(h_prev|other way|wrong way|exchang, w_h|h_prev|recurrent|matrix|old state
import math

import numpy as np


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
    from_state = np.dot(h_prev, w_h)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    len_a = math.sqrt(sum(p * p for p in a))
    len_b = math.sqrt(sum(q * q for q in b))
    if len_a > 1e-10 and len_b > 1e-10:
        return float(dot / (len_a * len_b))
    return 0.0


def signal_retained(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** steps)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * length * hidden_size * (hidden_size + input_size)


def attention_ops(length: int, hidden_size: int) -> int:
    return length ** 2 * hidden_size
