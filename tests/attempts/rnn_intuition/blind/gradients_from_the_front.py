# expect: failed
# because: The loop goes forwards through the steps.
# in: loss_gradients
# must: back
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    dh = hs[-1] - target
    for t in range(len(xs)):
        dz = dh * (1 - hs[t + 1] ** 2)
        dw_h += np.outer(dz, hs[t])
        dw_x += np.outer(dz, xs[t])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
