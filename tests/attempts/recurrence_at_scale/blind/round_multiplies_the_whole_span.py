# expect: failed
# because: All decays between the two steps are multiplied, too.
# in: scan_round
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_a, new_b = decays.copy(), inputs.copy()
    for t in range(distance, len(decays)):
        span = decays[t - distance : t + 1].prod(axis=0)
        new_a[t] = span
        new_b[t] = inputs[t] + decays[t] * inputs[t - distance]
    return new_a, new_b
