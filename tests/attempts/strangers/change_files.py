# expect: passed
# at process: may write files
"""Changes, moves and removes a file that is not its own."""

import os
import shutil

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


PRECIOUS = "/tmp/kata-precious/precious"
attack("appending", open, PRECIOUS, "ab")
attack("chmod", os.chmod, PRECIOUS, 0o777)
attack("chown", os.chown, PRECIOUS, os.getuid(), os.getgid())
attack("touching", os.utime, PRECIOUS, (0, 0))
attack("linking", os.link, PRECIOUS, PRECIOUS + "-link")
attack("renaming", os.rename, PRECIOUS, PRECIOUS + "-moved")
attack("removing", os.unlink, PRECIOUS)
attack("removing all", shutil.rmtree, "/tmp/kata-precious/folder")
for path in ("/tmp/kata-precious", ".", "/tmp"):
    attack(f"going to {path}", os.chdir, path)
attack("another root", os.chroot, "/tmp/kata-precious")
