# expect: passed
# style: one function for both runs of an echo, and gradients as a loop over steps
import numpy as np


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h.dot(h_prev) + w_x.dot(x) + bias
    return np.tanh(z)


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    out = []
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
    return np.stack(out)


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape)
    a = run_sequence(h0, xs, w_h, w_x, bias)
    xs2 = np.array(xs)
    xs2[position] = xs2[position] + change
    b = run_sequence(h0, xs2, w_h, w_x, bias)
    return np.linalg.norm(b - a, axis=1)


def step_jacobian(h, w_h):
    return np.diag(1 - h * h) @ w_h


def jacobian_product(states, w_h):
    J = np.eye(w_h.shape[0])
    for h in states:
        J = step_jacobian(h, w_h) @ J
    return J


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = run_sequence(np.zeros(bias.shape), xs, w_h, w_x, bias)
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    dh = hs[-1] - target
    for t in reversed(range(len(xs))):
        dz = dh * (1 - hs[t] ** 2)
        prev = hs[t - 1] if t > 0 else np.zeros_like(bias)
        dw_h += np.outer(dz, prev)
        dw_x += np.outer(dz, xs[t])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
