# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts crashed
"""Raises exceptions whose texts and names steer terminals, logs and runners."""

import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f, i, o = (0.5 + 0.5 * np.tanh(0.5 * (u @ z + b)) for u, b in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_o, w.b_o)))
    c = f * c_prev + i * np.tanh(w.w_c @ z + w.b_c)
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    p, q = np.linalg.norm(a), np.linalg.norm(b)
    return float(a @ b / (p * q)) if min(p, q) > 1e-10 else 0.0


def signal_retained(forget_gate, steps):
    return float(forget_gate**steps)


def lstm_ops(length, input_size, hidden_size):
    return 4 * length * hidden_size * (input_size + hidden_size)


def attention_ops(length, hidden_size):
    return length * length * hidden_size


HARM = ["\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x1b]52;c;Y2F0\x07", "\x9b31m", "\u202egnp.exe", "\u2066left\u2069", "nul \0",
        "\r::error file=x::owned", "::error::owned", "::set-output name=passed::true", "##[error]owned", "::stop-commands::x",
        "\ud800 half a pair", "back\b\b\b\bover", "\u2028::warning::owned", "\ufeff", "\U000e0041tag", "a" * 5000]

def attention_ops(length, hidden_size):
    raise ValueError("\n".join(HARM))


def lstm_ops(*_):
    raise type("\x1b[31mNamed\u202e", (Exception,), {})(HARM[0])
