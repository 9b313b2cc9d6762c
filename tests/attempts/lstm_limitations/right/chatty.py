# expect: passed
# style: right, but it prints to stdout and stderr, warns and logs all the time
import logging
import sys
import warnings

import numpy as np

print("hello from the top of the module")
print("is anybody reading stderr?", file=sys.stderr)
warnings.warn("this warning is raised while the module loads")
logging.basicConfig(level=logging.DEBUG)
log = logging.getLogger("my kata")
calls = 0


def sigmoid(x):
    print(".", end="")
    return 1 / (1 + np.exp(-x))


def lstm_step(h_prev, c_prev, x, w):
    global calls
    calls += 1
    print(f"call {calls}: h_prev={h_prev} c_prev={c_prev} x={x}")
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    sys.stdout.write("\x1b[31mgates\x1b[0m " + str((f, i, o)) + "\n")
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    log.debug("new state %s", h)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    warnings.warn("a plain RNN? really?", RuntimeWarning, stacklevel=2)
    sys.stderr.write("rnn: π ≈ 3, 你好\n")
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def cosine_similarity(a, b):
    na, nb = np.linalg.norm(a), np.linalg.norm(b)
    print({"norms": (na, nb), "passed": True, "score": 14})
    if na <= 1e-10 or nb <= 1e-10:
        warnings.warn("too short to have a direction", UserWarning)
        return 0.0
    return float(a @ b / (na * nb)) if hasattr(a, "shape") else float(np.dot(a, b) / (na * nb))


def signal_retained(forget_gate, steps):
    print("decay", forget_gate, steps, flush=True)
    return forget_gate**steps


def lstm_ops(length, input_size, hidden_size):
    print("no newline at the end", end="", file=sys.stderr)
    return length * 4 * hidden_size * (input_size + hidden_size)


def attention_ops(length, hidden_size):
    warnings.warn("quadratic!", DeprecationWarning)
    return length**2 * hidden_size
