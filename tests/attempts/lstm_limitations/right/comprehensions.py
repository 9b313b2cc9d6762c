# expect: passed
# style: lists and comprehensions, without numpy
import math


def sigmoid(z):
    return (1 + math.tanh(z / 2)) / 2


def weighted(rows, values, bias):
    return [sum(p * q for p, q in zip(row, values)) + b for row, b in zip(rows, bias)]


def lstm_step(h_prev, c_prev, x, w):
    z = [*h_prev, *x]
    f = [sigmoid(v) for v in weighted(w.w_f, z, w.b_f)]
    i = [sigmoid(v) for v in weighted(w.w_i, z, w.b_i)]
    g = [math.tanh(v) for v in weighted(w.w_c, z, w.b_c)]
    o = [sigmoid(v) for v in weighted(w.w_o, z, w.b_o)]
    c = [f[k] * c_prev[k] + i[k] * g[k] for k in range(len(g))]
    h = [o[k] * math.tanh(c[k]) for k in range(len(g))]
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = weighted(w_h, h_prev, bias)
    from_input = weighted(w_x, x, [0.0] * len(bias))
    return [math.tanh(p + q) for p, q in zip(from_state, from_input)]


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    length_a = math.sqrt(sum(p * p for p in a))
    length_b = math.sqrt(sum(q * q for q in b))
    if length_a > 1e-10 and length_b > 1e-10:
        return dot / (length_a * length_b)
    return 0.0


def signal_retained(forget_gate, steps):
    return math.pow(forget_gate, steps)


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (input_size + hidden_size)


def attention_ops(length, hidden_size):
    pairs = length**2
    return pairs * hidden_size
