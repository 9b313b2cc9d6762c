# expect: failed
# because: The inputs are returned first.
# in: scan_round
# must: first
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    a[distance:] = decays[distance:] * decays[:-distance]
    b[distance:] = decays[distance:] * inputs[:-distance] + inputs[distance:]
    return b, a
