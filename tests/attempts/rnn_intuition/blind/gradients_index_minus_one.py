# expect: failed
# because: The state before the first step is read as states[-1], the last one.
# in: loss_gradients
# must: first, state
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    states = run_sequence(np.zeros(len(bias)), xs, w_h, w_x, bias)
    dw_h = np.zeros_like(w_h)
    dw_x = np.zeros_like(w_x)
    db = np.zeros_like(bias)
    dh = states[-1] - target
    for t in reversed(range(len(xs))):
        dz = dh * (1 - states[t] ** 2)
        dw_h += np.outer(dz, states[t - 1])
        dw_x += np.outer(dz, xs[t])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
