# expect: failed
# because: The distance is halved, from half the length down.
# in: scan
# must: distance|round|doubles
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    distance = len(inputs) // 2
    while distance >= 1:
        decays, inputs = scan_round(decays, inputs, distance)
        distance //= 2
    return inputs
