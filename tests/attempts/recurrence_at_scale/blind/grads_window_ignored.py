# expect: failed
# because: Window ignored.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        g[t] += decays[t + 1] * g[t + 1]
    return g
