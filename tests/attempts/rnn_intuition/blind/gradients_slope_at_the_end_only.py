# expect: failed
# because: The slope of tanh is taken at the last step only.
# in: loss_gradients
# must: slope, every step
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    h0 = np.zeros_like(bias)
    states = run_sequence(h0, xs, w_h, w_x, bias)
    g_w_h = np.zeros_like(w_h)
    g_w_x = np.zeros_like(w_x)
    g_b = np.zeros_like(bias)
    delta = (states[-1] - target) * (1 - states[-1] ** 2)
    for t in range(len(xs) - 1, -1, -1):
        prev = states[t - 1] if t > 0 else h0
        g_w_h += np.outer(delta, prev)
        g_w_x += np.outer(delta, xs[t])
        g_b += delta
        delta = w_h.T @ delta
    return g_w_h, g_w_x, g_b
