# expect: passed
# style: NumPy inside, Python lists and floats outside; h and c come back as a list of two lists
import numpy as np


def _sigmoid(z):
    z = np.clip(z, -700, 700)
    return 1.0 / (1.0 + np.exp(-z))


def lstm_step(h_prev, c_prev, x, w):
    z = np.array(list(h_prev) + list(x), dtype=float)
    gates = {}
    for name in "fico":
        pre = getattr(w, "w_" + name) @ z + getattr(w, "b_" + name)
        gates[name] = np.tanh(pre) if name == "c" else _sigmoid(pre)
    c = gates["f"] * np.array(c_prev) + gates["i"] * gates["c"]
    h = gates["o"] * np.tanh(c)
    return [h.tolist(), c.tolist()]


def rnn_step(h_prev, x, w_h, w_x, bias):
    out = np.matmul(w_h, np.array(h_prev)) + np.matmul(w_x, np.array(x)) + bias
    return np.tanh(out).tolist()


def cosine_similarity(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    na, nb = (a @ a).item() ** 0.5, (b @ b).item() ** 0.5
    if na > 1e-10 < nb:
        return (a @ b).item() / (na * nb)
    return 0.0


def signal_retained(forget_gate, steps):
    history = [1.0]
    while len(history) <= steps:
        history.append(history[-1] * forget_gate)
    return history[steps]


def lstm_ops(length, input_size, hidden_size):
    per_step = [hidden_size * (input_size + hidden_size)] * 4
    return length * sum(per_step)


def attention_ops(length, hidden_size):
    rows = [length * hidden_size] * length
    return sum(rows)
