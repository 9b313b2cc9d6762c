# expect: failed
# because: What a round returns is not kept.
# in: scan
# must: dropped
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
