# expect: failed
# because: The distance grows by one in place of doubling.
# in: scan
# must: distance, doubl|twice|2 **
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance += 1
    return inputs.copy()
