# kata: 6.3
# must: order|first|swap|before|revers|other way|wrong way|exchang, h_prev|input|concatenat|hidden|joined|vector z
import numpy as np


def sigmoid(z):
    # clip so that exp can not overflow
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    """one LSTM step, returns (h, c)"""
    z = np.hstack((x, h_prev))
    forget_gate = sigmoid(np.dot(w.w_f, z) + w.b_f)
    input_gate = sigmoid(np.dot(w.w_i, z) + w.b_i)
    candidate = np.tanh(np.dot(w.w_c, z) + w.b_c)
    output_gate = sigmoid(np.dot(w.w_o, z) + w.b_o)
    c_new = forget_gate * c_prev + input_gate * candidate
    h_new = output_gate * np.tanh(c_new)
    return h_new, c_new


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a ** 2))
    length_b = np.sqrt(np.sum(b ** 2))
    if min(length_a, length_b) <= 1e-10:
        return 0.0
    return float(np.sum(a * b) / length_a / length_b)


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    one_step = 4 * one_matrix
    return length * one_step


def attention_ops(length, hidden_size):
    pairs = length * length
    return pairs * hidden_size
