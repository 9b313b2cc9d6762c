# expect: failed
# because: Only errors within the last window go back, as far as they like.
# in: input_gradients
# must: window|last
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    errors = errors.copy()
    if window is not None:
        errors[:-window] = 0
    grads = np.zeros_like(errors)
    g = 0.0
    for t in range(len(errors) - 1, -1, -1):
        grads[t] = g = errors[t] + g
        g = g * decays[t]
    return grads
