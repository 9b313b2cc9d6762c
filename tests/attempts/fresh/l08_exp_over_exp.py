# kata: 6.3
# must: overflow|nan|large|huge|in the hundreds|inf
import numpy as np


def sigmoid(z):
    e = np.exp(z)
    return e / (1 + e)


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
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    norms = [np.linalg.norm(v) for v in (a, b)]
    if any(norm <= 1e-10 for norm in norms):
        return 0.0
    return float(np.dot(a / norms[0], b / norms[1]))


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    ops = 0
    for step in range(length):
        for gate in ("f", "i", "c", "o"):
            ops += hidden_size * (input_size + hidden_size)
    return ops


def attention_ops(length, hidden_size):
    total = 0
    for position in range(length):
        total += length * hidden_size
    return total
