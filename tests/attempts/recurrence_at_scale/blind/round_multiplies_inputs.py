# expect: failed
# because: Inputs are multiplied.
# in: scan_round
# must: inputs|added|+
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    a[distance:] = decays[distance:] * decays[:-distance]
    b[distance:] = inputs[distance:] * inputs[:-distance]
    return a, b
