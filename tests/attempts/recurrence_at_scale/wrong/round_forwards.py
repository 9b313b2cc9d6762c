# expect: failed
# because: A loop over steps reads rows that it has written.
# in: scan_round
# must: already
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a, b = decays.copy(), inputs.copy()
    for t in range(distance, len(a)):
        b[t] = a[t] * b[t - distance] + b[t]
        a[t] = a[t] * a[t - distance]
    return a, b
