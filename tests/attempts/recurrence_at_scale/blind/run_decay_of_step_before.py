# expect: failed
# because: Each step multiplies by the decays of the step before.
# in: run_linear
# must: decay, step before|previous|one step|t-1|t - 1|earlier|wrong step|another step
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def run_linear(decays, inputs):
    length, hidden = inputs.shape
    out = np.zeros((length, hidden))
    out[0] = inputs[0]
    for t in range(length - 1):
        out[t + 1] = decays[t] * out[t] + inputs[t + 1]
    return out
