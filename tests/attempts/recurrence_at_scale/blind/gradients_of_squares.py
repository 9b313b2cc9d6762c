# expect: failed
# because: The errors are doubled, as by the derivative of a square.
# in: input_gradients
# must: twice|double|2|two
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grad = np.zeros_like(errors)
    delta = np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        delta = 2 * errors[t] + delta
        grad[t] = delta
        delta = delta * decays[t]
        if window and t % window == 0:
            delta = np.zeros_like(delta)
    return grad
