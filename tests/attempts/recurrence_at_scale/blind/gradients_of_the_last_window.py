# expect: failed
# because: Only the last steps are gone back over.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = errors.copy()
    first = 0 if window is None else len(errors) - window
    for t in reversed(range(first, len(errors) - 1)):
        gradients[t] = errors[t] + decays[t + 1] * gradients[t + 1]
    return gradients
