# expect: failed
# because: It returns after the first round.
# in: scan
# must: round|return
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
        return inputs
    return inputs
