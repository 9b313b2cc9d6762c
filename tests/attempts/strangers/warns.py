# expect: passed
# base: lstm_limitations/right/compact.py
"""Warns, prints and writes on stderr all the time."""
import sys
import warnings


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


step = rnn_step


def rnn_step(*arguments):
    warnings.warn("careful")
    print("step", *arguments, sep="\n")
    print("step", file=sys.stderr, flush=True)
    sys.stdout.buffer.write(b"\xff bytes\n")
    return step(*arguments)
