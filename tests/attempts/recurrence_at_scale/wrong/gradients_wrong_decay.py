# expect: failed
# because: The decay of the step itself is used for what comes from the next.
# in: input_gradients
# must: one step
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    grads = np.zeros_like(errors)
    grads[-1] = errors[-1]
    for t in range(n - 2, -1, -1):
        grads[t] = errors[t]
        if window is None or (t + 1) % window != 0:
            grads[t] += decays[t] * grads[t + 1]
    return grads
