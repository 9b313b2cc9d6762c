# expect: failed
# because: It looks twice the distance back.
# in: scan_round
# must: distance
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    d = 2 * distance
    a[d:] = decays[d:] * decays[:-d]
    b[d:] = decays[d:] * inputs[:-d] + inputs[d:]
    return a, b
