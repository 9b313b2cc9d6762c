# kata: 6.3
# must: power|**|times steps|* steps|multipl|exponent|product|each step|every step|again and again
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = np.dot(w_h, h_prev)
    from_input = np.dot(w_x, x)
    return np.tanh(from_state + from_input + bias)


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 or norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate, steps):
    return float(forget_gate * steps)


def lstm_ops(length, input_size, hidden_size):
    one_matrix = hidden_size * (hidden_size + input_size)
    per_step = 4 * one_matrix
    return per_step * length


def attention_ops(length, hidden_size):
    return length * length * hidden_size
