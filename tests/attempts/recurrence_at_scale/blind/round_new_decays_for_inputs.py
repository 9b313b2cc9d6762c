# expect: failed
# because: Inputs are joined with decays that are joined already.
# in: scan_round
# must: decay, old|new|already|joined|before the round
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def scan_round(decays, inputs, distance):
    a = np.array(decays)
    b = np.array(inputs)
    for t in range(distance, len(inputs)):
        a[t] = decays[t] * decays[t - distance]
        b[t] = a[t] * inputs[t - distance] + inputs[t]
    return a, b
