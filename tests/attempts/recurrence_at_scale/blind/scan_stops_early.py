# expect: failed
# because: One round too few.
# in: scan
# must: last round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance * 2 < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
