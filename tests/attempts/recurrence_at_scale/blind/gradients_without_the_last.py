# expect: failed
# because: The last step is left out.
# in: input_gradients
# must: last
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = np.zeros(errors.shape)
    for t in reversed(range(len(errors) - 1)):
        gradients[t] = errors[t] + decays[t + 1] * gradients[t + 1]
    return gradients
