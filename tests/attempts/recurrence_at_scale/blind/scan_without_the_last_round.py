# expect: failed
# because: It stops a round too early.
# in: scan
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while 2 * distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
