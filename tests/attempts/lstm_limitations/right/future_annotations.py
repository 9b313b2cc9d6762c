# expect: passed
# style: postponed annotations with a frozen dataclass, an enum, a named tuple and a match statement
from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np


class Squash(enum.Enum):
    SIGMOID = "sigmoid"
    TANH = "tanh"

    def __call__(self, z: np.ndarray) -> np.ndarray:
        match self:
            case Squash.SIGMOID:
                small = np.exp(-np.abs(z))
                return np.where(z < 0, small, 1.0) / (1.0 + small)
            case Squash.TANH:
                return np.tanh(z)


class State(NamedTuple):
    h: np.ndarray
    c: np.ndarray


@dataclass(frozen=True)
class Layer:
    weights: np.ndarray
    bias: np.ndarray
    squash: Squash = field(default=Squash.SIGMOID)

    def __call__(self, z: np.ndarray) -> np.ndarray:
        return self.squash(self.weights @ z + self.bias)


def lstm_step(h_prev: np.ndarray, c_prev: np.ndarray, x: np.ndarray, w: Weights) -> State:
    z: np.ndarray = np.concatenate([h_prev, x])
    kept = Layer(w.w_f, w.b_f)(z) * c_prev
    written = Layer(w.w_i, w.b_i)(z) * Layer(w.w_c, w.b_c, Squash.TANH)(z)
    c = kept + written
    return State(h=Layer(w.w_o, w.b_o)(z) * np.tanh(c), c=c)


def rnn_step(
    h_prev: np.ndarray, x: np.ndarray, w_h: np.ndarray, w_x: np.ndarray, bias: np.ndarray
) -> np.ndarray:
    return Squash.TANH(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a: np.ndarray, b: np.ndarray, *, shortest: float = 1e-10) -> float:
    match np.linalg.norm(a), np.linalg.norm(b):
        case (p, q) if p > shortest and q > shortest:
            return float(np.dot(a, b) / p / q)
        case _:
            return 0.0


def signal_retained(forget_gate: float, steps: int) -> float:
    match steps:
        case 0:
            return 1.0
        case _ if steps % 2:
            return forget_gate * signal_retained(forget_gate, steps - 1)
        case _:
            return signal_retained(forget_gate * forget_gate, steps // 2)


def lstm_ops(length: int, input_size: int, hidden_size: int) -> int:
    return sum(length * hidden_size * (input_size + hidden_size) for _ in ("f", "i", "c", "o"))


def attention_ops(length: int, hidden_size: int) -> int:
    return length * length * hidden_size


class Weights(NamedTuple):
    w_f: np.ndarray
    b_f: np.ndarray
    w_i: np.ndarray
    b_i: np.ndarray
    w_c: np.ndarray
    b_c: np.ndarray
    w_o: np.ndarray
    b_o: np.ndarray
