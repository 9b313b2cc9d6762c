# expect: failed
# because: Decay of the wrong step.
# in: input_gradients
# must: one step off
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = np.zeros_like(errors)
    back = np.zeros(errors.shape[1])
    for t in reversed(range(len(errors))):
        if window is not None and (t + 1) % window == 0:
            back = np.zeros(errors.shape[1])
        g[t] = errors[t] + decays[t] * back
        back = g[t]
    return g
