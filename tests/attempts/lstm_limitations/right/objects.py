# expect: passed
# style: small classes with inheritance, properties and __call__
import math
from dataclasses import dataclass

import numpy as np


@dataclass
class Box:
    weights: np.ndarray
    bias: np.ndarray

    def squash(self, z):
        raise NotImplementedError("a box needs a squashing function")

    def __call__(self, z):
        return self.squash(self.weights @ z + self.bias)


class Gate(Box):
    def squash(self, z):
        return 0.5 * np.tanh(0.5 * z) + 0.5


class Candidate(Box):
    def squash(self, z):
        return np.tanh(z)


class LSTM:
    def __init__(self, w):
        self.forget = Gate(w.w_f, w.b_f)
        self.write = Gate(w.w_i, w.b_i)
        self.read = Gate(w.w_o, w.b_o)
        self.candidate = Candidate(w.w_c, w.b_c)

    def step(self, h, c, x):
        z = np.concatenate([h, x])
        c = self.forget(z) * c + self.write(z) * self.candidate(z)
        return self.read(z) * np.tanh(c), c


class Arrow:
    def __init__(self, v):
        self.v = np.asarray(v)

    @property
    def length(self):
        return math.sqrt(float(self.v @ self.v))

    @property
    def is_short(self):
        return not self.length > 1e-10

    def __matmul__(self, other):
        if self.is_short or other.is_short:
            return 0.0
        return float(self.v @ other.v) / (self.length * other.length)


class Cost:
    def __init__(self, length, hidden, inputs=0):
        self.length, self.hidden, self.inputs = length, hidden, inputs

    @property
    def recurrent(self):
        return self.length * 4 * self.hidden * (self.hidden + self.inputs)

    @property
    def attention(self):
        return self.length * self.length * self.hidden


def lstm_step(h_prev, c_prev, x, w):
    return LSTM(w).step(h_prev, c_prev, x)


def rnn_step(h_prev, x, w_h, w_x, bias):
    return Candidate(np.concatenate([w_h, w_x], axis=1), bias)(np.concatenate([h_prev, x]))


def cosine_similarity(a, b):
    return Arrow(a) @ Arrow(b)


def signal_retained(forget_gate, steps):
    return math.pow(forget_gate, steps)


def lstm_ops(length, input_size, hidden_size):
    return Cost(length, hidden_size, input_size).recurrent


def attention_ops(length, hidden_size):
    return Cost(length, hidden_size).attention
