# expect: passed
# at process: not run, ptrace would halt the grader where it is allowed
"""Reads the memory of the process above it, by every call there is."""

import ctypes
import errno
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


LIBC = ctypes.CDLL(None, use_errno=True)
NUMBERS = {  # ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd, kcmp, perf_event_open
    "x86_64": (101, 310, 311, 434, 438, 312, 298),
    "aarch64": (117, 270, 271, 434, 438, 272, 241),
}[os.uname().machine]


def attack(name, number, *arguments):
    """Make a system call by its number, and say so where nothing refuses it."""
    ctypes.set_errno(0)
    done = LIBC.syscall(ctypes.c_long(number), *map(ctypes.c_void_p, arguments))
    if done < 0 and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS):
        print(name, "refused")
    else:
        print("REACHED:", name, done, ctypes.get_errno())


PTRACE_SEIZE = 0x4206
above = os.getppid()
ptrace, read, write, handle, steal, compare, measure = NUMBERS
here = ctypes.create_string_buffer(8)
piece = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8)
nowhere = (ctypes.c_size_t * 2)(16, 8)  # so low that nothing is ever there: nothing is changed where it is allowed
attack("ptrace", ptrace, PTRACE_SEIZE, above, 0, 0)
attack("process_vm_readv", read, above, ctypes.addressof(piece), 1, ctypes.addressof(nowhere), 1, 0)
attack("process_vm_writev", write, above, ctypes.addressof(piece), 1, ctypes.addressof(nowhere), 1, 0)
attack("pidfd_open", handle, above, 0)
attack("pidfd_getfd", steal, 999, 0, 0)
attack("kcmp", compare, above, os.getpid(), 0, 0, 0)
attack("perf_event_open", measure, 0, above, -1, -1, 0)
for mode in ("rb", "r+b"):
    try:
        open(f"/proc/{above}/mem", mode).close()
        print("REACHED: memory")
    except OSError:
        print("refused")
