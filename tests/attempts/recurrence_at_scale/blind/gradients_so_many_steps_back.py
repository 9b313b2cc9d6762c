# expect: failed
# because: Each error goes back `window` steps.
# in: input_gradients
# must: slid|each error|stand
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    reach = n if window is None else window
    grads = np.zeros_like(errors)
    for t in range(n):
        g = errors[t].copy()
        for s in range(t, max(-1, t - reach), -1):
            grads[s] += g
            g = g * decays[s]
    return grads
