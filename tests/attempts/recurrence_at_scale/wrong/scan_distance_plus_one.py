# expect: failed
# because: The distance grows by one.
# in: scan
# must: doubles
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    a, b = decays, inputs
    distance = 1
    while distance < len(b):
        a, b = scan_round(a, b, distance)
        distance += 1
    return b
