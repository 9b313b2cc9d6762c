# kata: 6.3
# must: tanh|sigmoid|logistic|squash|negative|between 0 and 1|between -1 and 1
import numpy as np


def squash(v):
    # logistic function, written with tanh against overflow
    return (np.tanh(v / 2) + 1) / 2


def affine(matrix, vector, bias):
    return np.dot(matrix, vector) + bias


def lstm_step(h_prev, c_prev, x, w):
    both = np.hstack((h_prev, x))
    forget_gate = squash(affine(w.w_f, both, w.b_f))
    input_gate = squash(affine(w.w_i, both, w.b_i))
    candidate = np.tanh(affine(w.w_c, both, w.b_c))
    output_gate = squash(affine(w.w_o, both, w.b_o))

    kept = forget_gate * c_prev
    written = input_gate * candidate
    c_new = kept + written
    h_new = output_gate * np.tanh(c_new)
    return h_new, c_new


def rnn_step(h_prev, x, w_h, w_x, bias):
    return squash(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 or norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate, steps):
    return float(np.prod([forget_gate] * steps))


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for matrix in ("f", "i", "c", "o"):
        total += length * hidden_size * (hidden_size + input_size)
    return total


def attention_ops(length, hidden_size):
    pairs = length ** 2
    return pairs * hidden_size
