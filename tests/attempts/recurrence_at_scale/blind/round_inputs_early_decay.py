# expect: failed
# because: Wrong order of composition.
# in: scan_round
# must: order
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = decays.copy()
    b = inputs.copy()
    for t in range(distance, len(decays)):
        a[t] = decays[t] * decays[t - distance]
        b[t] = decays[t - distance] * inputs[t] + inputs[t - distance]
    return a, b
