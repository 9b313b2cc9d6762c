# expect: failed
# because: Decays added instead of multiplied.
# in: scan_round
# must: added
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = decays.copy()
    b = inputs.copy()
    a[distance:] = decays[distance:] + decays[:-distance]
    b[distance:] = decays[distance:] * inputs[:-distance] + inputs[distance:]
    return a, b
