# expect: failed
# because: The gradients are differences over a step of 0.01.
# in: loss_gradients
# must: derivative, chain rule
# base: rnn_intuition/right/loops_and_helpers.py


def loss_gradients(xs, target, w_h, w_x, bias):
    def loss(a, b, c):
        h = run_sequence(np.zeros(len(c)), xs, a, b, c)[-1]
        return 0.5 * np.sum((h - target) ** 2)

    eps = 1e-2
    base = loss(w_h, w_x, bias)
    out = []
    for k, p in enumerate((w_h, w_x, bias)):
        g = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            ps = [w_h.copy(), w_x.copy(), bias.copy()]
            ps[k][ix] += eps
            g[ix] = (loss(*ps) - base) / eps
        out.append(g)
    return tuple(out)
