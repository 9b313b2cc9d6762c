# expect: passed
# at process: may reach other processes
"""Slows down, moves and limits the process above it."""

import os
import resource

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


above = os.getppid()
attack("its priority", lambda: os.setpriority(os.PRIO_PROCESS, above, os.getpriority(os.PRIO_PROCESS, above)))
attack("its processors", lambda: os.sched_setaffinity(above, os.sched_getaffinity(above)))
attack("its limits", lambda: resource.prlimit(above, resource.RLIMIT_NOFILE))
attack("its scheduler", lambda: os.sched_setscheduler(above, os.SCHED_OTHER, os.sched_param(0)))
attack("its group", lambda: os.setpgid(0, 0) or os.setpgid(above, above))
attack("its session", lambda: os.getsid(above))
