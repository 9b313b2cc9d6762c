# expect: failed
# because: Distance grows by one.
# in: scan
# must: doubles
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance += 1
    return inputs
