# expect: passed
# at process: may reach other processes
"""Signals the process above it, its group and everybody; 0 only asks whether it might."""

import os
import signal

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


def deadly(process):
    os.kill(process, 0)


above = os.getppid()
attack("the process above", deadly, above)
attack("the group", deadly, 0)
attack("everybody", deadly, -1)
attack("the first", deadly, 1)
attack("a group by number", os.killpg, os.getpgrp() if hasattr(os, "getpgrp") else 0, 0)
if hasattr(os, "pidfd_open"):
    attack("a handle of the process above", os.pidfd_open, above)
try:
    os.kill(above, 0)
except OSError:  # only where the question was refused: where it was not, this would end the grader
    attack("killing the process above", os.kill, above, signal.SIGKILL)
    attack("killing the group", os.kill, 0, signal.SIGKILL)
    attack("killing everybody", os.kill, -1, signal.SIGKILL)
