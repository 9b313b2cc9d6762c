# expect: failed
# because: With a window it divides by products of decays, which may be 0.
# in: input_gradients
# must: divide
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n, out = len(errors), errors.copy()
    if window is None:
        for t in range(n - 2, -1, -1):
            out[t] += decays[t + 1] * out[t + 1]
        return out
    for s in range(0, n, window):
        part = slice(s, s + window)
        p = np.cumprod(decays[part], axis=0)
        out[part] = np.cumsum((p * errors[part])[::-1], axis=0)[::-1] / p
    return out
