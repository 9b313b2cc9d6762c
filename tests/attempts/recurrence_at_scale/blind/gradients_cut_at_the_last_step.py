# expect: failed
# because: It is cut behind the last step of a window, not behind the first.
# in: input_gradients
# must: window|one
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = np.zeros_like(errors)
    g = np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        grads[t] = errors[t] + g
        g = decays[t] * grads[t]
        if window is not None and t % window == window - 1:
            g = np.zeros(errors.shape[1])
    return grads
