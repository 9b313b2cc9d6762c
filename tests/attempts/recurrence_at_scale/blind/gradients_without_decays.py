# expect: failed
# because: What comes back does not decay.
# in: input_gradients
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        if window is None or (t + 1) % window:
            g[t] += g[t + 1]
    return g
