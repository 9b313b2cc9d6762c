# expect: failed
# because: The decays are added.
# in: scan_round
# must: decays are added|multipl|`+`
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    a[distance:] += decays[:-distance]
    b[distance:] += decays[distance:] * inputs[:-distance]
    return a, b
