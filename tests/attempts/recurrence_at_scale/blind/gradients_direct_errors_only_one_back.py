# expect: failed
# because: Only the error one step later is added.
# in: input_gradients
# must: errors
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        if window is None or (t + 1) % window:
            g[t] += decays[t + 1] * errors[t + 1]
    return g
