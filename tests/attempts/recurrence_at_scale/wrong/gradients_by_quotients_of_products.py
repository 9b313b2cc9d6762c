# expect: failed
# because: It divides by products of decays, which may be 0.
# in: input_gradients
# must: divide
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n, out = len(errors), np.zeros(errors.shape)
    for s in range(0, n, window or n):
        part = slice(s, s + (window or n))
        p = np.cumprod(decays[part], axis=0)
        out[part] = np.cumsum((p * errors[part])[::-1], axis=0)[::-1] / p
    return out
