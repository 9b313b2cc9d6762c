# expect: failed
# because: The loop ends one round early unless the length is a power of two.
# in: scan
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance * 2 <= len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
