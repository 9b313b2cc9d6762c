# expect: failed
# because: Only the last steps of the sequence have a gradient, counted from its end.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    grads = np.zeros_like(errors)
    first = 0 if window is None else max(0, n - window)
    g = np.zeros(errors.shape[1])
    for t in range(n - 1, first - 1, -1):
        g = errors[t] + g
        grads[t] = g
        g = decays[t] * g
    return grads
