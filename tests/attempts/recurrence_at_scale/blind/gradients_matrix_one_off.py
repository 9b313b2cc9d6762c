# expect: failed
# because: The products of decays from s to t begin one step too early.
# in: input_gradients
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n, hidden = errors.shape
    grads = np.zeros((n, hidden))
    for s in range(n):
        for t in range(s, n):
            if window is not None and s // window != t // window:
                continue
            grads[s] += errors[t] * np.prod(decays[s:t], axis=0)
    return grads
