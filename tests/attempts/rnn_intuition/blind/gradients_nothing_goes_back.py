# expect: failed
# because: Every step gets the gradient of the last state.
# in: loss_gradients
# must: back
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    error = hs[-1] - target
    for t in range(len(xs)):
        dz = error * (1 - hs[t + 1] ** 2)
        dw_h += np.outer(dz, hs[t])
        dw_x += np.outer(dz, xs[t])
        db += dz
    return dw_h, dw_x, db
