# expect: failed
# because: The cut is one step late.
# in: input_gradients
# must: multiple|late|off
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = errors.copy()
    for t in reversed(range(len(errors) - 1)):
        if window is not None and t % window == 0:
            gradients[t] = errors[t]
        else:
            gradients[t] = errors[t] + decays[t + 1] * gradients[t + 1]
    return gradients
