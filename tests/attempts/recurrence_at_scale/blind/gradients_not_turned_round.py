# expect: failed
# because: The gradients are collected from the end, and stay so.
# in: input_gradients
# must: order|revers|backwards
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    grads = []
    g = np.zeros(errors.shape[1])
    for t in reversed(range(len(errors))):
        g = errors[t] + g
        grads.append(g)
        g = decays[t] * g
        if window is not None and t % window == 0:
            g = np.zeros(errors.shape[1])
    return np.array(grads)
