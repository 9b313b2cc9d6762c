# kata: 6.2
# must: the square is left out
# must not: w_x and bias are used
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
    h = [np.zeros_like(bias)]
    for x in xs:
        h.append(rnn_step(h[-1], x, w_h, w_x, bias))
    dh = target - h[-1]
    gWh, gWx, gb = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    for t in range(len(xs), 0, -1):
        dz = (1 - h[t]) * dh
        gWh += dz.reshape(-1, 1) @ h[t - 1].reshape(1, -1)
        gWx += dz.reshape(-1, 1) @ xs[t - 1].reshape(1, -1)
        gb += dz
        dh = w_h.T @ dz
    return gWh, gWx, gb
