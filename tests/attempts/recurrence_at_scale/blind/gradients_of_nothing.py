# expect: failed
# because: Nothing is put into the array of zeros.
# in: input_gradients
# must: 0|never used
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    gradients = np.zeros(errors.shape)
    return gradients
