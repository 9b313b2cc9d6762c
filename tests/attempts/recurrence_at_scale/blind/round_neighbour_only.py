# expect: failed
# because: It joins with the step before, whatever the distance.
# in: scan_round
# must: distance
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_a, new_b = decays.copy(), inputs.copy()
    for t in range(distance, len(decays)):
        new_a[t] = decays[t] * decays[t - 1]
        new_b[t] = decays[t] * inputs[t - 1] + inputs[t]
    return new_a, new_b
