# expect: failed
# because: The window slides along with each error.
# in: input_gradients
# must: window, begin|fixed|slid|step 0|boundar|own|of its own|each step|moves
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def input_gradients(decays, errors, window=None):
    n = len(errors)
    reach = n if window is None else window
    result = np.zeros(errors.shape)
    for t in range(n):
        factor = np.ones(errors.shape[1])
        for s in range(t, min(n, t + reach)):
            if s > t:
                factor = factor * decays[s]
            result[t] += factor * errors[s]
    return result
