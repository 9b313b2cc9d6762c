# expect: failed
# because: The gradients are added up over all steps.
# in: input_gradients
# must: sum|row|each
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        if window is None or (t + 1) % window:
            grads[t] += decays[t + 1] * grads[t + 1]
    return grads.sum(axis=0)
