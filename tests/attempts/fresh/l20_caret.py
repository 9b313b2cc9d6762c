# kata: 6.3
# must: ^|xor|**|power|square
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), 1 - 1 / (1 + np.exp(-np.abs(z))))


def gate(weights, bias, z, squash):
    return squash(weights @ z + bias)


def lstm_step(h_prev, c_prev, x, w):
    z = np.append(h_prev, x)
    keep = gate(w.w_f, w.b_f, z, sigmoid)
    write = gate(w.w_i, w.b_i, z, sigmoid)
    new = gate(w.w_c, w.b_c, z, np.tanh)
    show = gate(w.w_o, w.b_o, z, sigmoid)
    c = keep * c_prev + write * new
    return show * np.tanh(c), c


def rnn_step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a: Array, b: Array) -> float:
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a <= 1e-10 or norm_b <= 1e-10:
        return 0.0
    return float(a @ b / (norm_a * norm_b))


def signal_retained(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** steps)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * length * hidden_size * (hidden_size + input_size)


def attention_ops(length: int, hidden_size: int) -> int:
    return length ^ 2 * hidden_size
