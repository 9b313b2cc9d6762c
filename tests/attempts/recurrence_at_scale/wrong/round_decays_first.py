# expect: failed
# because: The decays are joined first, and the joined ones used for the inputs.
# in: scan_round
# must: new decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = decays.copy()
    b = inputs.copy()
    a[distance:] = a[distance:] * decays[:-distance]
    b[distance:] = a[distance:] * inputs[:-distance] + b[distance:]
    return a, b
