# expect: failed
# because: The way back is cut one step late.
# in: input_gradients
# must: window|cut|one
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        if window is None or t % window:
            g[t] += decays[t + 1] * g[t + 1]
    return g
