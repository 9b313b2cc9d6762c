# expect: failed
# because: It divides by the decays.
# in: input_gradients
# must: multipl|divide|decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        if window is None or (t + 1) % window:
            g[t] += g[t + 1] / decays[t + 1]
    return g
