# expect: failed
# because: The gradient by the bias has not passed tanh.
# in: loss_gradients
# must: slope|tanh
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    hs = [np.zeros(len(bias))]
    for x in xs:
        hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
    dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    dh = hs[-1] - target
    for t in range(len(xs) - 1, -1, -1):
        dz = dh * (1 - hs[t + 1] ** 2)
        dw_h += np.outer(dz, hs[t])
        dw_x += np.outer(dz, xs[t])
        db += dh
        dh = w_h.T @ dz
    return dw_h, dw_x, db
