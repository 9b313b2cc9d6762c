# expect: failed
# because: Both results of the last round are returned.
# in: scan
# must: inputs|states|results
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return decays, inputs
