# expect: failed
# because: `window` is None where nothing is given for it.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = errors.copy()
    for t in reversed(range(len(errors) - 1)):
        if t % window == 0:
            gradients[t] = errors[t]
        else:
            gradients[t] = errors[t] + decays[t + 1] * gradients[t + 1]
    return gradients
