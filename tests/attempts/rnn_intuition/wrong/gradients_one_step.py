# expect: failed
# because: Only the last step is taken.
# in: loss_gradients
# must: last step
# base: rnn_intuition/right/loops_and_helpers.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)

    dz = (hs[-1] - target) * (1 - hs[-1] ** 2)
    return np.outer(dz, hs[-2]), np.outer(dz, xs[-1]), dz
