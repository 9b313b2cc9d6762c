# expect: passed
# verdict at process: passed or failed
# at process: may reach other processes
"""Changes the flags and owners of its descriptors, which others share."""

import fcntl
import os

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


def attack(name, function, *arguments):
    """Try something, and say so where nothing refuses it."""
    try:
        function(*arguments)
    except (Exception, SystemExit) as error:
        print(name, "refused:", type(error).__name__)
    else:
        print("REACHED:", name)


for number in (0, 1, 2, *range(3, 32)):
    try:
        os.fstat(number)
    except OSError:
        continue
    attack(f"non-blocking {number}", fcntl.fcntl, number, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)
    attack(f"owning {number}", fcntl.fcntl, number, fcntl.F_SETOWN, os.getppid())
    attack(f"locking {number}", fcntl.flock, number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    attack(f"leasing {number}", fcntl.fcntl, number, 1024, 0)
    attack(f"resizing {number}", fcntl.fcntl, number, 1031, 4096)
    attack(f"typing into {number}", fcntl.ioctl, number, 0x5412, b"x")
