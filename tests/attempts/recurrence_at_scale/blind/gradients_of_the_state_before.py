# expect: failed
# because: Each gradient is multiplied by its own step's decays.
# in: input_gradients
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    out = np.zeros_like(errors)
    carry = np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        carry = decays[t] * (errors[t] + carry)
        out[t] = carry
        if window is not None and t % window == 0:
            carry = np.zeros(errors.shape[1])
    return out
