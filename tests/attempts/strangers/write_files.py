# expect: passed
# at process: may write files
"""Leaves files wherever it can."""

import os
import pathlib
import tempfile

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


NAME = "kata-canary"
places = [".", "/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~"), "/tmp/kata-precious"]
for place in places:
    path = pathlib.Path(place)
    attack(f"writing below {place}", (path / f"{NAME}-1").write_text, "mark")
    attack(f"touching below {place}", (path / f"{NAME}-2").touch)
    attack(f"a folder below {place}", (path / f"{NAME}-3").mkdir)
    attack(f"a link below {place}", (path / f"{NAME}-4").symlink_to, "/etc/passwd")
    attack(f"a pipe below {place}", os.mkfifo, path / f"{NAME}-5")
attack("a temporary file", tempfile.TemporaryFile)
attack("an unnamed file", os.open, "/tmp", os.O_TMPFILE | os.O_RDWR)
