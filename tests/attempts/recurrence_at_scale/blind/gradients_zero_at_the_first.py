# expect: failed
# because: The first step of a window is set to 0.
# in: input_gradients
# must: first
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = errors.copy()
    for t in reversed(range(len(errors) - 1)):
        gradients[t] = errors[t] + decays[t + 1] * gradients[t + 1]
        if window is not None and t % window == 0:
            gradients[t] = 0
    return gradients
