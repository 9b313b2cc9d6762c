# expect: failed
# because: The errors are carried forward in place of back.
# in: input_gradients
# must: back|forward|first step
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    g = np.zeros_like(errors)
    back = np.zeros(errors.shape[1])
    for t in range(len(errors)):
        if window is not None and t % window == 0:
            back = np.zeros(errors.shape[1])
        g[t] = errors[t] + decays[t] * back
        back = g[t]
    return g
