# expect: failed
# because: One array is changed in place and stored at every step.
# in: run_linear
# must: copy|same array|last state|last step|the same row|final
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    rows = []
    for t in range(len(inputs)):
        h *= decays[t]
        h += inputs[t]
        rows.append(h)
    return np.array(rows)
