# expect: failed
# because: The distance is always 1.
# in: scan_round
# must: distance
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    b[1:] = decays[1:] * inputs[:-1] + inputs[1:]
    a[1:] = decays[1:] * decays[:-1]
    return a, b
