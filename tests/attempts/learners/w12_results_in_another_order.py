# kata: 6.2
# must: in another order
# must not: computed from
# base: rnn_intuition/right/np_dot.py


def loss_gradients(xs, target, w_h, w_x, bias):
    zero = np.zeros(len(bias))
    H = [zero] + list(run_sequence(zero, xs, w_h, w_x, bias))
    gb, gx, gh = np.zeros(len(bias)), np.zeros_like(w_x), np.zeros_like(w_h)
    d = H[-1] - target
    t = len(xs)
    while t > 0:
        d = d * (1 - H[t] ** 2)
        gb, gx, gh = gb + d, gx + np.outer(d, xs[t - 1]), gh + np.outer(d, H[t - 1])
        d = d @ w_h
        t -= 1
    return gb, gx, gh
