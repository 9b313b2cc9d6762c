# expect: failed
# because: The earlier step is the one just before.
# in: scan_round
# must: distance|just before
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    d = distance
    a, b = decays.copy(), inputs.copy()
    a[d:] = decays[d:] * decays[d - 1 : -1]
    b[d:] = decays[d:] * inputs[d - 1 : -1] + inputs[d:]
    return a, b
