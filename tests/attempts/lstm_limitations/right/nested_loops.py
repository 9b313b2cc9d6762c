# expect: passed
# style: loops over units, without numpy
import math


def squash(z):
    if z < 0:
        return 1.0 - squash(-z)
    return 1.0 / (1.0 + math.exp(-z))


def row_times(row, vector):
    total = 0.0
    for a, b in zip(row, vector):
        total += a * b
    return total


def lstm_step(h_prev, c_prev, x, w):
    both = list(h_prev) + list(x)
    h, c = [], []
    for unit in range(len(h_prev)):
        forget = squash(row_times(w.w_f[unit], both) + w.b_f[unit])
        enter = squash(row_times(w.w_i[unit], both) + w.b_i[unit])
        idea = math.tanh(row_times(w.w_c[unit], both) + w.b_c[unit])
        leave = squash(row_times(w.w_o[unit], both) + w.b_o[unit])
        c.append(forget * c_prev[unit] + enter * idea)
        h.append(leave * math.tanh(c[unit]))
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    result = []
    for unit in range(len(bias)):
        s = row_times(w_h[unit], h_prev) + row_times(w_x[unit], x) + bias[unit]
        result.append(math.tanh(s))
    return result


def cosine_similarity(a, b):
    size_a = math.sqrt(row_times(a, a))
    size_b = math.sqrt(row_times(b, b))
    if min(size_a, size_b) <= 1e-10:
        return 0.0
    return row_times(a, b) / (size_a * size_b)


def signal_retained(forget_gate, steps):
    if steps == 0:
        return 1.0
    return forget_gate * signal_retained(forget_gate, steps - 1) if steps < 500 else math.pow(forget_gate, steps)


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for _gate in "fico":
        total += hidden_size * input_size + hidden_size * hidden_size
    return total * length


def attention_ops(length, hidden_size):
    pairs = length * length
    return pairs * hidden_size
