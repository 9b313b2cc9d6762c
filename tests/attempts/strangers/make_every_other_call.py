# expect: passed
# at process: not run, as root some of these calls would change the machine
"""Makes system calls that nobody who computes needs, with arguments that do nothing."""

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
NUMBERS = {
    "x86_64": {"unshare": 272, "mount": 165, "setns": 308, "io_uring_setup": 425, "keyctl": 250, "bpf": 321, "shmget": 29,
               "msgget": 68, "semget": 64, "memfd_create": 319, "userfaultfd": 323, "init_module": 175, "reboot": 169,
               "clone3": 435, "vfork": 58, "inotify_init1": 294, "eventfd2": 290, "timerfd_create": 283, "signalfd4": 289,
               "mq_open": 240, "sendfile": 40, "splice": 275, "tee": 276, "copy_file_range": 326, "fanotify_init": 300,
               "socketpair": 53, "pipe2": 293, "seccomp": 317, "quotactl": 179, "acct": 163, "swapon": 167,
               "personality": 135, "ioperm": 173, "add_key": 248, "openat2": 437, "pidfd_send_signal": 424, "tgkill": 234,
               "process_madvise": 440, "migrate_pages": 256, "syslog": 103, "settimeofday": 164, "sethostname": 170},
    "aarch64": {"unshare": 97, "mount": 40, "setns": 268, "io_uring_setup": 425, "keyctl": 219, "bpf": 280, "shmget": 194,
                "msgget": 186, "semget": 190, "memfd_create": 279, "userfaultfd": 282, "openat2": 437, "pipe2": 59},
}[os.uname().machine]


def attack(name, number, *arguments):
    """Make a system call by its number, and say so where nothing refuses it."""
    ctypes.set_errno(0)
    done = LIBC.syscall(ctypes.c_long(number), *map(ctypes.c_void_p, arguments))
    if done < 0 and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS):
        print(name, "refused")
    else:
        print("REACHED:", name, done, ctypes.get_errno())


for name, number in NUMBERS.items():
    attack(name, number, -1 if name in ("mq_open", "setns") else 0, 0, 0, 0, 0)
