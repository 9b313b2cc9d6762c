# expect: failed
# because: The later inputs are multiplied by the decays, and the earlier ones added.
# in: scan_round
# must: earlier|later|side|exchang
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    early_a, late_a = decays[:-distance], decays[distance:]
    early_b, late_b = inputs[:-distance], inputs[distance:]
    a[distance:] = early_a * late_a
    b[distance:] = late_a * late_b + early_b
    return a, b
