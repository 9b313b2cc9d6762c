# expect: passed
# style: saves memory with out= and in-place operators, but only ever on arrays of its own
import numpy as np


def sigmoid_(z):
    """Overwrites its argument, which is always a fresh array here."""
    np.multiply(z, 0.5, out=z)
    np.tanh(z, out=z)
    z += 1.0
    z *= 0.5
    return z


def lstm_step(h_prev, c_prev, x, w):
    z = np.empty(len(h_prev) + len(x))
    z[: len(h_prev)], z[len(h_prev) :] = h_prev, x
    c = w.w_f @ z
    c += w.b_f
    sigmoid_(c)
    c *= c_prev
    new = w.w_c @ z
    new += w.b_c
    np.tanh(new, out=new)
    new *= sigmoid_(w.w_i @ z + w.b_i)
    c += new
    h = np.tanh(c, out=new)
    h *= sigmoid_(w.w_o @ z + w.b_o)
    return h, c


def rnn_step(h_prev, x, w_h, w_x, bias):
    h = w_h @ h_prev
    h += w_x @ x
    h += bias
    return np.tanh(h, out=h)


def cosine_similarity(a, b):
    norms = np.sqrt([np.dot(a, a), np.dot(b, b)])
    result = np.dot(a, b)
    if (norms > 1e-10).all():
        for norm in norms:
            result /= norm
    else:
        result = 0.0
    return result


def signal_retained(forget_gate, steps):
    left = np.ones(())
    for _ in range(steps):
        left *= forget_gate
    return left.item()


def lstm_ops(length, input_size, hidden_size):
    ops = hidden_size
    ops += input_size
    ops *= hidden_size
    ops *= 4
    ops *= length
    return ops


def attention_ops(length, hidden_size):
    ops = length
    ops *= length
    ops *= hidden_size
    return ops
