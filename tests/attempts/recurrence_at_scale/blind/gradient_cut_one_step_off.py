# expect: failed
# because: The way back is cut one step too late.
# in: input_gradients
# must: window, one step|first step|step before|begin|too early|too late
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def input_gradients(decays, errors, window=None):
    grads = np.zeros_like(errors)
    grads[-1] = errors[-1]
    for t in range(len(errors) - 2, -1, -1):
        if window is not None and t % window == 0:
            grads[t] = errors[t]
        else:
            grads[t] = errors[t] + decays[t + 1] * grads[t + 1]
    return grads
