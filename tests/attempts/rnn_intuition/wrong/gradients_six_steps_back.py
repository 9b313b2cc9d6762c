# expect: failed
# because: It goes back over the last six steps only.
# in: loss_gradients
# must: last six steps
# base: rnn_intuition/right/loops_and_helpers.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)

    dh = hs[-1] - target
    for t in range(len(xs), max(0, len(xs) - 6), -1):
        dz = dh * (1 - hs[t] ** 2)
        dw_h += np.outer(dz, hs[t - 1])
        dw_x += np.outer(dz, xs[t - 1])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
