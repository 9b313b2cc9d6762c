# expect: failed
# because: The new decays are thrown away.
# in: scan
# must: came in
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        _, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
