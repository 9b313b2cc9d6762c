# expect: passed
# style: an object for each box
import numpy as np
from dataclasses import dataclass


@dataclass
class Box:
    weights: np.ndarray
    bias: np.ndarray

    def __call__(self, h, x):
        return self.weights @ np.r_[h, x] + self.bias


def gate(box, h, x):
    return 1.0 / (1.0 + np.exp(-np.clip(box(h, x), -500, 500)))


def lstm_step(h_prev, c_prev, x, w):
    forget, update, candidate, output = (Box(getattr(w, f"w_{n}"), getattr(w, f"b_{n}")) for n in "fico")
    memory = gate(forget, h_prev, x) * c_prev
    memory = memory + gate(update, h_prev, x) * np.tanh(candidate(h_prev, x))
    return gate(output, h_prev, x) * np.tanh(memory), memory


def rnn_step(h_prev, x, w_h, w_x, bias):
    recurrent = np.einsum("ij,j->i", w_h, h_prev)
    driven = np.einsum("ij,j->i", w_x, x)
    return np.tanh(recurrent + driven + bias)


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
