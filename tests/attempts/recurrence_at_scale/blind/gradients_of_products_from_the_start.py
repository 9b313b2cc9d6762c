# expect: failed
# because: The last error times the products of decays from the start.
# in: input_gradients
# must: decays|error
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    ways = np.cumprod(decays, axis=0)[::-1]
    if window is None:
        return ways * errors[-1]
    grads = ways * errors[-1]
    grads[: len(errors) - window] = 0
    return grads
