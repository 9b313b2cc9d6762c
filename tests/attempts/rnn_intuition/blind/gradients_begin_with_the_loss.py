# expect: failed
# because: The loss itself stands where its derivative should.
# in: loss_gradients
# must: h_last - target
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    dh = 0.5 * (hs[-1] - target) ** 2
    for t in range(len(xs) - 1, -1, -1):
        dz = dh * (1 - hs[t + 1] ** 2)
        dw_h += np.outer(dz, hs[t])
        dw_x += np.outer(dz, xs[t])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
