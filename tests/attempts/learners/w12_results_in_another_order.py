# kata: 6.2
# must: in another order
# must not: computed from
import numpy as np


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.dot(w_h, h_prev) + np.dot(w_x, x) + bias)


def run_sequence(h0, xs, w_h, w_x, bias):
    out = np.zeros((len(xs), len(h0)))
    h = h0
    for t in range(len(xs)):
        h = rnn_step(h, xs[t], w_h, w_x, bias)
        out[t] = h
    return out


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape)
    other = np.array(xs, dtype=float)
    other[position] = other[position] + change
    a = run_sequence(h0, xs, w_h, w_x, bias)
    b = run_sequence(h0, other, w_h, w_x, bias)
    return np.linalg.norm(b - a, axis=1)


def step_jacobian(h, w_h):
    return np.diag(1 - h ** 2) @ w_h


def jacobian_product(states, w_h):
    total = np.eye(w_h.shape[0])
    for h in states:
        total = step_jacobian(h, w_h) @ total
    return total


def loss_gradients(xs, target, w_h, w_x, bias):
    zero = np.zeros(len(bias))
    H = [zero] + list(run_sequence(zero, xs, w_h, w_x, bias))
    gb, gx, gh = np.zeros(len(bias)), np.zeros_like(w_x), np.zeros_like(w_h)
    d = H[-1] - target
    t = len(xs)
    while t > 0:
        d = d * (1 - H[t] ** 2)
        gb, gx, gh = gb + d, gx + np.outer(d, xs[t - 1]), gh + np.outer(d, H[t - 1])
        d = d @ w_h
        t -= 1
    return gb, gx, gh
