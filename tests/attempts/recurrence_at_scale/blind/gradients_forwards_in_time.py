# expect: failed
# because: It goes forwards.
# in: input_gradients
# must: first|last|forward|opposite|end
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = errors.copy()
    for t in range(1, len(errors)):
        if window is None or t % window:
            grads[t] = errors[t] + decays[t] * grads[t - 1]
    return grads
