# expect: failed
# because: In a window the decays are counted from its beginning, not from step 0.
# in: input_gradients
# must: decays|window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    window = window or n
    chunks = []
    for start in range(0, n, window):
        part = errors[start : start + window].copy()
        for i in range(len(part) - 2, -1, -1):
            part[i] += decays[i + 1] * part[i + 1]
        chunks.append(part)
    return np.concatenate(chunks)
