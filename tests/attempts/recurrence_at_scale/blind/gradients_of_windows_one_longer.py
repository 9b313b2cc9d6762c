# expect: failed
# because: Windows have one step too many.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = errors.copy()
    for t in range(len(errors) - 1, 0, -1):
        if window is not None and t % (window + 1) == 0:
            continue
        grads[t - 1] += decays[t] * grads[t]
    return grads
