# expect: failed
# because: The joined step stands at the place of the earlier one.
# in: scan_round
# must: later|earlier
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    for t in range(len(decays) - distance):
        later = t + distance
        a[t] = decays[later] * decays[t]
        b[t] = decays[later] * inputs[t] + inputs[later]
    return a, b
