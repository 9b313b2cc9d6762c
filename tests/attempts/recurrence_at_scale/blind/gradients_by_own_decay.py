# expect: failed
# because: What comes back to step t is multiplied by decays[t], not decays[t + 1].
# in: input_gradients
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    grads = errors.copy()
    for t in range(n - 2, -1, -1):
        if window is None or (t + 1) % window != 0:
            grads[t] = errors[t] + decays[t] * grads[t + 1]
    return grads
