# expect: passed
# style: plain Python, no NumPy; lists and index loops, a sigmoid with two branches
import math


def sigmoid(z):
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)


def gate(matrix, bias, z, squash):
    out = []
    for row, b in zip(matrix, bias):
        total = float(b)
        for weight, value in zip(row, z):
            total += float(weight) * float(value)
        out.append(squash(total))
    return out


def lstm_step(h_prev, c_prev, x, w):
    z = list(h_prev) + list(x)
    f = gate(w.w_f, w.b_f, z, sigmoid)
    i = gate(w.w_i, w.b_i, z, sigmoid)
    g = gate(w.w_c, w.b_c, z, math.tanh)
    o = gate(w.w_o, w.b_o, z, sigmoid)
    c = [f[k] * float(c_prev[k]) + i[k] * g[k] for k in range(len(f))]
    h = [o[k] * math.tanh(c[k]) for k in range(len(o))]
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    h = []
    for k in range(len(h_prev)):
        total = float(bias[k])
        for j in range(len(h_prev)):
            total += float(w_h[k][j]) * float(h_prev[j])
        for j in range(len(x)):
            total += float(w_x[k][j]) * float(x[j])
        h.append(math.tanh(total))
    return h


def cosine_similarity(a, b):
    dot = na = nb = 0.0
    for p, q in zip(a, b):
        p, q = float(p), float(q)
        dot += p * q
        na += p * p
        nb += q * q
    na, nb = math.sqrt(na), math.sqrt(nb)
    if na > 1e-10 and nb > 1e-10:
        return dot / (na * nb)
    return 0.0


def signal_retained(forget_gate, steps):
    left = 1.0
    for _ in range(steps):
        left *= forget_gate
    return left


def lstm_ops(length, input_size, hidden_size):
    per_gate = hidden_size * (hidden_size + input_size)
    return 4 * per_gate * length


def attention_ops(length, hidden_size):
    return length**2 * hidden_size
