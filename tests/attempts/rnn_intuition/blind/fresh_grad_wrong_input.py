# expect: failed
# because: Input of the step before.
# in: loss_gradients
# must: xs
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    start = np.zeros(len(bias))
    states = [start, *run_sequence(start, xs, w_h, w_x, bias)]
    gh, gx, gb = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(bias.shape)
    dh = states[-1] - target
    for t in range(len(xs), 0, -1):
        dz = (1 - states[t] ** 2) * dh
        gh += np.outer(dz, states[t - 1])
        gx += np.outer(dz, xs[t - 2])
        gb += dz
        dh = w_h.T @ dz
    return gh, gx, gb
