# expect: failed
# because: The rounds begin with distance 2.
# in: scan
# must: distance|first|1
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 2
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs
