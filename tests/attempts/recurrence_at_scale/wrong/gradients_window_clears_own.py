# expect: failed
# because: The first step of a window loses what came back.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = np.zeros_like(errors)
    g = np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        if window is not None and t % window == 0:
            g = np.zeros(errors.shape[1])
        grads[t] = errors[t] + g
        g = decays[t] * grads[t]
    return grads
