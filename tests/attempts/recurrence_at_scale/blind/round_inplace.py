# expect: failed
# because: Reads values that this round has changed already.
# in: scan_round
# must: already
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = decays.copy()
    b = inputs.copy()
    for t in range(distance, len(decays)):
        b[t] = a[t] * b[t - distance] + b[t]
        a[t] = a[t] * a[t - distance]
    return a, b
