# expect: failed
# because: The decays on the way back are one step off.
# in: input_gradients
# must: decay, next|after|t + 1|t+1|later|own|one step|following
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    grads = errors.copy()
    for t in range(n - 2, -1, -1):
        if window is None or (t + 1) % window != 0:
            grads[t] += decays[t] * grads[t + 1]
    return grads
