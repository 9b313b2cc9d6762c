# expect: passed
# style: functional, with reduce, repeat, partial and starmap and hardly a statement
import math
import operator
from functools import partial, reduce
from itertools import chain, repeat, starmap

import numpy as np


def compose(*functions):
    return reduce(lambda f, g: lambda *a: g(f(*a)), functions)


def product(numbers, start=1):
    return reduce(operator.mul, numbers, start)


def dot(u, v):
    return sum(starmap(operator.mul, zip(map(float, u), map(float, v))))


def affine(z, matrix, bias):
    return map(operator.add, map(partial(dot, z), matrix), map(float, bias))


def sigmoid(z):
    return math.exp(min(z, 0.0)) / (1.0 + math.exp(-abs(z)))


def lstm_step(h_prev, c_prev, x, w):
    z = tuple(chain(h_prev, x))
    box = partial(affine, z)
    f, i, o = (map(sigmoid, box(*pair)) for pair in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_o, w.b_o)))
    g = map(math.tanh, box(w.w_c, w.b_c))
    kept, written = map(operator.mul, f, map(float, c_prev)), map(operator.mul, i, g)
    c = tuple(map(operator.add, kept, written))
    return np.fromiter(map(operator.mul, o, map(math.tanh, c)), dtype=float), np.array(c)


def rnn_step(h_prev, x, w_h, w_x, bias):
    sums = map(operator.add, affine(h_prev, w_h, bias), affine(x, w_x, repeat(0.0)))
    return np.fromiter(map(math.tanh, sums), dtype=float)


def cosine_similarity(a, b):
    norm = compose(lambda v: dot(v, v), math.sqrt)
    lengths = tuple(map(norm, (a, b)))
    return reduce(operator.truediv, lengths, dot(a, b)) if min(lengths) > 1e-10 else 0.0


def signal_retained(forget_gate, steps):
    return product(repeat(float(forget_gate), steps), 1.0)


def lstm_ops(length, input_size, hidden_size):
    return product((length, 4, hidden_size, sum((input_size, hidden_size))))


def attention_ops(length, hidden_size):
    return product((*repeat(length, 2), hidden_size))
