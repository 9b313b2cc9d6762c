# expect: failed
# because: The inputs stay as they are.
# in: scan_round
# must: inputs
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = decays.copy()
    a[distance:] = decays[distance:] * decays[:-distance]
    return a, inputs.copy()
