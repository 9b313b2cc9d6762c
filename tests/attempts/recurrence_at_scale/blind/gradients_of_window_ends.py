# expect: failed
# because: With a window only the error at its last step goes back.
# in: input_gradients
# must: error
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    size = n if window is None else window
    out = np.zeros_like(errors)
    for start in range(0, n, size):
        stop = min(start + size, n)
        g = errors[stop - 1].copy()
        out[stop - 1] = g
        for t in range(stop - 2, start - 1, -1):
            g = g * decays[t + 1]
            if window is None:
                g = g + errors[t]
            out[t] = g
    return out
