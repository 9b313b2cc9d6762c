# expect: failed
# because: The answer for a sequence is given again for other weights.
# in: loss_gradients
# must: other weights
# base: rnn_intuition/right/loops_and_helpers.py
ANSWERS = {}


def loss_gradients(xs, target, w_h, w_x, bias):
    key = xs.tobytes()
    if key not in ANSWERS:
        hs = [np.zeros(len(bias))]
        for x in xs:
            hs.append(rnn_step(hs[-1], x, w_h, w_x, bias))
        dw_h, dw_x, db = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)

        dh = hs[-1] - target
        for t in range(len(xs), 0, -1):
            dz = dh * (1 - hs[t] ** 2)
            dw_h += np.outer(dz, hs[t - 1])
            dw_x += np.outer(dz, xs[t - 1])
            db += dz
            dh = w_h.T @ dz
        ANSWERS[key] = dw_h, dw_x, db
    return ANSWERS[key]
