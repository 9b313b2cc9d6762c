# cause: cell_kept_between_calls
# because: A global object keeps the cell state from call to call, and c_prev counts only at the start.
import numpy as np


def gate(weights, bias, z):
    return 0.5 + 0.5 * np.tanh((weights @ z + bias) / 2)


class Memory:
    def __init__(self):
        self.cells = {}

    def read(self, start):
        return self.cells.get(len(start), start)

    def write(self, cell):
        self.cells[len(cell)] = cell


MEMORY = Memory()


def lstm_step(h_prev, c_prev, x, w):
    z = np.r_[h_prev, x]
    cell = gate(w.w_f, w.b_f, z) * MEMORY.read(c_prev) + gate(w.w_i, w.b_i, z) * np.tanh(w.w_c @ z + w.b_c)
    MEMORY.write(cell)
    return gate(w.w_o, w.b_o, z) * np.tanh(cell), cell


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
