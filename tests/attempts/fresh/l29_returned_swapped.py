# kata: 6.3
# must: order|exchang|swap|returned|h first|c first|wrong way round|other way round|cell state first|hidden state first|turned round
import numpy as np


def squash(v):
    # logistic function, written with tanh against overflow
    return (np.tanh(v / 2) + 1) / 2


def lstm_step(h_prev, c_prev, x, w):
    z = np.append(h_prev, x)

    def gate(weights, bias):
        return squash(weights.dot(z) + bias)

    f = gate(w.w_f, w.b_f)
    i = gate(w.w_i, w.b_i)
    o = gate(w.w_o, w.b_o)
    g = np.tanh(w.w_c.dot(z) + w.b_c)
    c = np.multiply(f, c_prev) + np.multiply(i, g)
    return c, np.multiply(o, np.tanh(c))


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
    return float(forget_gate ** steps)


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (hidden_size + input_size)


def attention_ops(length, hidden_size):
    pairs = length ** 2
    return pairs * hidden_size
