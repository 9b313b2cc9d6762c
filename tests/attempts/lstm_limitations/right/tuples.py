# expect: passed
# style: plain Python with generators, every vector comes back as a tuple; sigmoid through tanh
from math import fsum, hypot, tanh


def _dot(u, v):
    return fsum(p * q for p, q in zip(u, v))


def _affine(m, v, b):
    return (_dot(row, v) + k for row, k in zip(m, b))


def _sig(values):
    return tuple((1 + tanh(v / 2)) / 2 for v in values)


def lstm_step(h_prev, c_prev, x, w):
    hx = (*h_prev, *x)
    f, i, o = (_sig(_affine(m, hx, b)) for m, b in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_o, w.b_o)))
    g = tuple(map(tanh, _affine(w.w_c, hx, w.b_c)))
    c = tuple(fk * ck + ik * gk for fk, ck, ik, gk in zip(f, c_prev, i, g))
    return tuple(ok * tanh(ck) for ok, ck in zip(o, c)), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return tuple(tanh(_dot(rh, h_prev) + _dot(rx, x) + b) for rh, rx, b in zip(w_h, w_x, bias))


def cosine_similarity(a, b):
    la, lb = hypot(*a), hypot(*b)
    return _dot(a, b) / la / lb if la > 1e-10 and lb > 1e-10 else 0.0


def signal_retained(forget_gate, steps):
    return pow(forget_gate, steps)


def lstm_ops(length, input_size, hidden_size):
    return sum(4 * hidden_size * (input_size + hidden_size) for _ in range(length))


def attention_ops(length, hidden_size):
    return sum(length * hidden_size for _ in range(length))
