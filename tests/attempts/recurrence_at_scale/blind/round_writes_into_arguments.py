# expect: failed
# because: The arguments are changed in place.
# in: scan_round
# must: changed|argument|new
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    for t in range(len(decays) - 1, distance - 1, -1):
        inputs[t] += decays[t] * inputs[t - distance]
        decays[t] *= decays[t - distance]
    return decays, inputs
