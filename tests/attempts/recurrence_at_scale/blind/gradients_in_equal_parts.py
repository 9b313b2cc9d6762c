# expect: failed
# because: The sequence is cut in parts of equal length.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    parts = 1 if window is None else max(1, -(-n // window))
    result = []
    for steps in np.array_split(np.arange(n), parts):
        g = np.zeros(errors.shape[1])
        chunk = []
        for t in steps[::-1]:
            g = errors[t] + g
            chunk.insert(0, g)
            g = decays[t] * g
        result.extend(chunk)
    return np.array(result)
