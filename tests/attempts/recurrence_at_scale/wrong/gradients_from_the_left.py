# expect: failed
# because: The loop runs from the first step to the last.
# in: input_gradients
# must: end
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = np.zeros_like(errors)
    g = np.zeros(errors.shape[1])
    for t in range(len(errors)):
        if window is not None and t % window == 0:
            g = np.zeros(errors.shape[1])
        g = decays[t] * g + errors[t]
        grads[t] = g
    return grads
