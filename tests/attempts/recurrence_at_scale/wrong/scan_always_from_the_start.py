# expect: failed
# because: Every round begins from what came in.
# in: scan
# must: last round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    states = inputs
    distance = 1
    while distance < len(inputs):
        _, states = scan_round(decays, inputs, distance)
        distance *= 2
    return states
