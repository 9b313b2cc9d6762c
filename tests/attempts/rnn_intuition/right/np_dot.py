# expect: passed
# style: np.dot in place of @
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
    h0 = np.zeros(bias.shape)
    hs = run_sequence(h0, xs, w_h, w_x, bias)
    dwh, dwx, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    delta = hs[-1] - target
    for t in reversed(range(len(xs))):
        dz = delta * (1 - hs[t] ** 2)
        before = hs[t - 1] if t > 0 else h0
        dwh += np.outer(dz, before)
        dwx += np.outer(dz, xs[t])
        db += dz
        delta = w_h.T @ dz
    return dwh, dwx, db
